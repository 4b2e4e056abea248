package dev.hearth.task.questionanswering;

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
   *     the model takes: cut the text into parts and ask of each
   */
  @Override
  public Prepared<List<TextSpan>> preprocess(Question question) {
    Encoding encoding = input.encode(question.question(), question.context());
    int[] sequences = encoding.sequenceIds();
    int last = -1;
    for (int token = 0; token < sequences.length; token++) {
      last = sequences[token] == 1 ? token : last;
    }
    if (last < 0 || !question.context().substring(encoding.end(last)).isBlank()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a text that fits the model's "
              + input.maxLength()
              + " tokens with the question, found a longer or an empty one; cut it into parts");
    }
    return new Prepared<>(
        input.feeds(encoding), fetches -> answers(fetches, encoding, question.context()));
  }

  private List<TextSpan> answers(Map<String, Tensor> fetches, Encoding encoding, String context) {
    List<Integer> tokens = new ArrayList<>();
    int[] sequences = encoding.sequenceIds();
    for (int token = 0; token < sequences.length; token++) {
      if (sequences[token] == 1) {
        tokens.add(token);
      }
    }
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
