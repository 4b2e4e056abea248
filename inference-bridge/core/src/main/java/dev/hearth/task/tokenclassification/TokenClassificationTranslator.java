package dev.hearth.task.tokenclassification;

import dev.hearth.decode.Activation;
import dev.hearth.decode.TextSpan;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.TextInput;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A text in, its labelled spans out, as Hugging Face's pipeline gives them.
 *
 * <p>{@code postprocessing}: {@code output}; {@code aggregation}: {@code none} gives each token,
 * {@code simple} joins tokens of one label, {@code first}, {@code average} and {@code max} first
 * give each word one label, by its first token, the mean of its tokens, or the surest of them;
 * {@code ignored} labels, O where absent. A label may begin with B- or I-.
 */
public final class TokenClassificationTranslator implements Translator<String, List<TextSpan>> {
  private enum Aggregation {
    NONE,
    SIMPLE,
    FIRST,
    AVERAGE,
    MAX
  }

  private final TextInput input;
  private final String output;
  private final Aggregation aggregation;
  private final List<String> ignored;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a classifier of
   *     tokens
   */
  public TokenClassificationTranslator(ModelManifest manifest, Tokenizer tokenizer) {
    input = new TextInput(manifest, tokenizer);
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    aggregation =
        json.has("aggregation")
            ? json.oneOf("aggregation", Aggregation.values())
            : Aggregation.SIMPLE;
    ignored = json.has("ignored") ? json.strings("ignored") : List.of("O");
    json.end();
    labels = manifest.labels();
  }

  @Override
  public Prepared<List<TextSpan>> preprocess(String text) {
    Encoding encoding = input.encode(text, null);
    return new Prepared<>(input.feeds(encoding), fetches -> spans(fetches, encoding, text));
  }

  private List<TextSpan> spans(Map<String, Tensor> fetches, Encoding encoding, String text) {
    FloatTensor logits = Fetches.floats(fetches, output);
    int classes = labels.size();
    if (classes == 0 || logits.values().length != encoding.size() * classes) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected an output of "
              + encoding.size()
              + " tokens of "
              + classes
              + " labels, found "
              + logits.shape());
    }
    List<Piece> pieces = new ArrayList<>();
    int[] special = encoding.specialTokensMask();
    int[] words = encoding.wordIds();
    for (int token = 0; token < encoding.size(); token++) {
      if (special[token] == 0) {
        float[] own = Arrays.copyOfRange(logits.values(), token * classes, (token + 1) * classes);
        pieces.add(
            new Piece(
                Activation.SOFTMAX.apply(own),
                words[token],
                encoding.start(token),
                encoding.end(token)));
      }
    }
    boolean byWord = aggregation != Aggregation.NONE && aggregation != Aggregation.SIMPLE;
    return joined(byWord ? words(pieces) : pieces, text);
  }

  /** A token or a word: what the model says of it, and where it is. */
  private static final class Piece {
    final double[] scores;
    final int word;
    final int start;
    final int end;

    Piece(double[] scores, int word, int start, int end) {
      this.scores = scores;
      this.word = word;
      this.start = start;
      this.end = end;
    }

    int best() {
      int best = 0;
      for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      return best;
    }
  }

  private List<Piece> words(List<Piece> tokens) {
    List<Piece> out = new ArrayList<>();
    int from = 0;
    while (from < tokens.size()) {
      int to = from + 1;
      while (to < tokens.size() && tokens.get(to).word == tokens.get(from).word) {
        to++;
      }
      List<Piece> word = tokens.subList(from, to);
      Piece first = word.get(0);
      out.add(new Piece(scores(word), first.word, first.start, word.get(word.size() - 1).end));
      from = to;
    }
    return out;
  }

  private double[] scores(List<Piece> word) {
    Piece chosen = word.get(0);
    double[] mean = new double[chosen.scores.length];
    for (Piece token : word) {
      if (aggregation == Aggregation.MAX
          && token.scores[token.best()] > chosen.scores[chosen.best()]) {
        chosen = token;
      }
      for (int i = 0; i < mean.length; i++) {
        mean[i] += token.scores[i] / word.size();
      }
    }
    return aggregation == Aggregation.AVERAGE ? mean : chosen.scores;
  }

  private List<TextSpan> joined(List<Piece> pieces, String text) {
    List<TextSpan> out = new ArrayList<>();
    int from = 0;
    while (from < pieces.size()) {
      String label = labels.get(pieces.get(from).best());
      int to = from + 1;
      while (aggregation != Aggregation.NONE
          && to < pieces.size()
          && continues(label, labels.get(pieces.get(to).best()))) {
        to++;
      }
      if (!ignored.contains(label)) {
        double score = 0;
        for (Piece piece : pieces.subList(from, to)) {
          score += piece.scores[piece.best()] / (to - from);
        }
        int start = pieces.get(from).start;
        int end = pieces.get(to - 1).end;
        out.add(
            new TextSpan(
                aggregation == Aggregation.NONE ? label : tag(label),
                score,
                start,
                end,
                text.substring(start, end)));
      }
      from = to;
    }
    return out;
  }

  private static boolean continues(String label, String next) {
    return !next.startsWith("B-") && tag(label).equals(tag(next));
  }

  private static String tag(String label) {
    return label.startsWith("B-") || label.startsWith("I-") ? label.substring(2) : label;
  }
}
