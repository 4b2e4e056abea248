package dev.hearth.task.fillmask;

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
 * A text with the model's mask token in, words for it out: for each mask the likeliest, best first.
 * A span's label is the word, its text and place are those of the mask.
 *
 * <p>{@code postprocessing}: {@code output}, a value for each word of the vocabulary a token;
 * {@code maskToken}, {@code [MASK]} or {@code <mask>} where absent; {@code words} to give for each
 * mask, 5 where absent.
 */
public final class FillMaskTranslator implements Translator<String, List<List<TextSpan>>> {
  private final TextInput input;
  private final String output;
  private final String mask;
  private final int maskId;
  private final int words;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a model that fills
   *     gaps
   */
  public FillMaskTranslator(ModelManifest manifest, Tokenizer tokenizer) {
    input = new TextInput(manifest, tokenizer);
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    mask = json.string("maskToken", tokenizer.tokenId("[MASK]") >= 0 ? "[MASK]" : "<mask>");
    maskId = tokenizer.tokenId(mask);
    words = json.integer("words", 5);
    if (maskId < 0) {
      throw json.wrong("maskToken", "a token of the tokenizer's");
    }
    json.end();
  }

  /** Returns the token that stands for a gap. */
  public String mask() {
    return mask;
  }

  @Override
  public Prepared<List<List<TextSpan>>> preprocess(String text) {
    Encoding encoding = input.encode(text, null);
    int[] ids = encoding.inputIds();
    List<Integer> gaps = new ArrayList<>();
    for (int token = 0; token < ids.length; token++) {
      if (ids[token] == maskId) {
        gaps.add(token);
      }
    }
    if (gaps.isEmpty()) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a text with " + mask + " where a word is missing");
    }
    return new Prepared<>(input.feeds(encoding), fetches -> fill(fetches, encoding, gaps));
  }

  private List<List<TextSpan>> fill(
      Map<String, Tensor> fetches, Encoding encoding, List<Integer> gaps) {
    FloatTensor found = Fetches.floats(fetches, output);
    int vocabulary = found.values().length / encoding.size();
    if (vocabulary < 2 || found.values().length != vocabulary * encoding.size()) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected values for each of " + encoding.size() + " tokens, found " + found.shape());
    }
    List<List<TextSpan>> out = new ArrayList<>();
    for (int gap : gaps) {
      double[] probabilities =
          Activation.SOFTMAX.apply(
              Arrays.copyOfRange(found.values(), gap * vocabulary, (gap + 1) * vocabulary));
      List<TextSpan> own = new ArrayList<>();
      while (own.size() < Math.min(words, vocabulary)) {
        int best = 0;
        for (int id = 1; id < vocabulary; id++) {
          best = probabilities[id] > probabilities[best] ? id : best;
        }
        String word = input.tokenizer().decode(new int[] {best}, false).trim();
        own.add(
            new TextSpan(word, probabilities[best], encoding.start(gap), encoding.end(gap), mask));
        probabilities[best] = -1;
      }
      out.add(own);
    }
    return out;
  }
}
