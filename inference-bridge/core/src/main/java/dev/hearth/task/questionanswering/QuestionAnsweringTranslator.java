package dev.hearth.task.questionanswering;

import dev.hearth.decode.Activation;
import dev.hearth.decode.TextSpan;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.TextInput;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;
import dev.hearth.text.TruncationStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A question and a text in, the spans of the text that answer it out, best first.
 *
 * <p>{@code postprocessing}: {@code start} and {@code end}, the outputs of a value a token; {@code
 * maxAnswerTokens}, 15 where absent; {@code answers}, how many to give, 1 where absent. The score
 * is the product of the softmax probabilities of start and end over the text's tokens.
 */
public final class QuestionAnsweringTranslator implements Translator<Question, List<TextSpan>> {
  private final TextInput input;
  private final String startOutput;
  private final String endOutput;
  private final int maxAnswerTokens;
  private final int answers;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a model that answers
   */
  public QuestionAnsweringTranslator(ModelManifest manifest, Tokenizer tokenizer) {
    input = new TextInput(manifest, tokenizer);
    JsonObject json = manifest.postprocessing();
    startOutput = json.string("start");
    endOutput = json.string("end");
    maxAnswerTokens = json.integer("maxAnswerTokens", 15);
    answers = json.integer("answers", 1);
    json.end();
  }

  /**
   * Turns a question into feeds.
   *
   * @throws InferenceException INVALID_INPUT if question and text have more tokens together than
   *     the model takes: {@link #answer} then reads the text in parts
   */
  @Override
  public Prepared<List<TextSpan>> preprocess(Question question) {
    Encoding encoding = input.encode(question.question(), question.context());
    List<Integer> tokens = tokensOf(encoding, 1);
    int end = tokens.isEmpty() ? 0 : encoding.end(tokens.get(tokens.size() - 1));
    if (tokens.isEmpty() || !question.context().substring(end).isBlank()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a text that fits the model's "
              + input.maxLength()
              + " tokens with the question, found a longer or an empty one; cut it into parts");
    }
    return prepared(encoding, question);
  }

  /**
   * Answers from a text of any length: in parts that share up to 128 tokens, the best of all parts'
   * answers, as the pipeline of Hugging Face.
   *
   * @param session of the model
   * @throws InferenceException INVALID_INPUT if the text is empty, or the question leaves no room
   *     for it
   */
  public List<TextSpan> answer(InferenceSession session, Question question) {
    List<TextSpan> out = new ArrayList<>();
    for (Encoding part : parts(question)) {
      for (TextSpan span :
          new Predictor<Encoding, List<TextSpan>>(session, one -> prepared(one, question))
              .predict(part)
              .result()) {
        boolean known = false;
        int at = 0;
        for (TextSpan other : out) {
          known |= other.start() == span.start() && other.end() == span.end();
          at += other.score() >= span.score() ? 1 : 0;
        }
        if (!known) {
          out.add(at, span);
        }
      }
    }
    return List.copyOf(out.subList(0, Math.min(answers, out.size())));
  }

  private List<Encoding> parts(Question question) {
    int most = input.maxLength();
    Tokenizer tokenizer = input.tokenizer();
    if (most > 0) {
      Tokenizer whole = tokenizer.truncatedTo(Integer.MAX_VALUE);
      int room = most - tokensOf(whole.encode(question.question(), ""), -1).size();
      if (room < 1) {
        throw new InferenceException(
            Code.INVALID_INPUT,
            "Expected a question that leaves room for a text in "
                + most
                + " tokens, found a longer one");
      }
      int shared = Math.min(Math.min(most / 2, 128), room - 1);
      tokenizer = tokenizer.truncatedTo(most, TruncationStrategy.ONLY_SECOND, shared);
    }
    List<Encoding> parts = tokenizer.encodeWindows(question.question(), question.context());
    if (tokensOf(parts.get(0), 1).isEmpty()) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected a text, found an empty one");
    }
    return parts;
  }

  private Prepared<List<TextSpan>> prepared(Encoding encoding, Question question) {
    return new Prepared<>(
        input.feeds(encoding), fetches -> answers(fetches, encoding, question.context()));
  }

  /** Returns the places of a text's tokens, 0 or 1; of all but padding for -1. */
  private static List<Integer> tokensOf(Encoding encoding, int text) {
    List<Integer> tokens = new ArrayList<>();
    for (int token = 0; token < encoding.size(); token++) {
      if (text < 0 ? encoding.attentionMask()[token] == 1 : encoding.sequenceIds()[token] == text) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  private List<TextSpan> answers(Map<String, Tensor> fetches, Encoding encoding, String context) {
    List<Integer> tokens = tokensOf(encoding, 1);
    double[] starts = probabilities(fetches, startOutput, tokens, encoding.size());
    double[] ends = probabilities(fetches, endOutput, tokens, encoding.size());
    List<TextSpan> out = new ArrayList<>();
    for (int from = 0; from < starts.length; from++) {
      for (int to = from; to < Math.min(ends.length, from + maxAnswerTokens); to++) {
        double score = starts[from] * ends[to];
        int at = out.size();
        while (at > 0 && out.get(at - 1).score() < score) {
          at--;
        }
        if (at < answers) {
          int start = encoding.start(tokens.get(from));
          int end = encoding.end(tokens.get(to));
          out.add(at, new TextSpan("", score, start, end, context.substring(start, end)));
        }
        if (out.size() > answers) {
          out.remove(answers);
        }
      }
    }
    return out;
  }

  private static double[] probabilities(
      Map<String, Tensor> fetches, String name, List<Integer> tokens, int count) {
    FloatTensor found = Fetches.floats(fetches, name);
    if (found.values().length != count) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected a value for each of " + count + " tokens, found " + found.shape());
    }
    float[] own = new float[tokens.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = found.values()[tokens.get(i)];
    }
    return Activation.SOFTMAX.apply(own);
  }
}
