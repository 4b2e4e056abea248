package dev.hearth.manifest;

import dev.hearth.decode.Activation;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model's output means.
 *
 * @param output the name of the output that holds a value a class
 * @param activation what turns those values into probabilities
 * @param live how windows of live sound become events; null for models that do not listen
 */
public record Postprocessing(
    String output, Activation activation, @Nullable LiveDetectorConfig live) {

  /**
   * Returns what a model's outputs say.
   *
   * @throws InferenceException MANIFEST_INVALID if they lack the named output, or it does not have
   *     a value for each label
   */
  public Classifications decode(Map<String, Tensor> fetches, List<String> labels) {
    Tensor values = fetches.get(output);
    if (values == null) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected an output named " + output + ", found " + String.join(", ", fetches.keySet()));
    }
    return Classifications.of(values, activation, labels);
  }

  /** Refuses outputs that lack the named one, or give it another number of values than labels. */
  void check(List<TensorInfo> outputs, int labels) {
    String names = "";
    for (TensorInfo info : outputs) {
      names += " " + info.name();
      if (info.name().equals(output)) {
        int values = info.withFreeAxesOne().elementCount();
        if (values > 1 && values != labels) {
          throw new IllegalArgumentException(
              "Expected a label for each of "
                  + values
                  + " values of "
                  + info
                  + ", found "
                  + labels);
        }
        return;
      }
    }
    throw new IllegalArgumentException(
        "Expected postprocessing.output to be one of" + names + ", found " + output);
  }

  static Postprocessing read(JsonObject json) {
    Postprocessing read =
        new Postprocessing(
            json.string("output"),
            json.oneOf("activation", Activation.values(), Activation::id),
            json.has("live") ? LiveDetectorJson.read(json.object("live")) : null);
    json.end();
    return read;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("output", output)
        .put("activation", activation.id())
        .put("live", live == null ? null : LiveDetectorJson.write(live));
  }
}
