package dev.hearth.manifest;

import dev.hearth.decode.Activation;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier's output means: the {@code postprocessing} part of its manifest.
 *
 * @param output the name of the output that holds a value a class
 * @param activation what turns those values into probabilities
 * @param live how windows of live sound become events; null for models that do not listen
 */
public record ClassifierOutput(
    String output, Activation activation, @Nullable LiveDetectorConfig live) {

  /**
   * Returns what a model's outputs say.
   *
   * @throws InferenceException MANIFEST_INVALID if they lack the named output, or it does not have
   *     a value for each label
   */
  public Classifications decode(Map<String, Tensor> fetches, List<String> labels) {
    return Classifications.of(Fetches.get(fetches, output), activation, labels);
  }

  /**
   * Returns what a manifest says of its classifier's output.
   *
   * @throws InferenceException MANIFEST_INVALID if it says nothing, names an output that the model
   *     does not have, or has another number of labels than the output has values
   */
  public static ClassifierOutput of(ModelManifest manifest) {
    ClassifierOutput read = read(manifest.postprocessing());
    read.check(manifest.outputs(), manifest.labels().size());
    return read;
  }

  private void check(List<TensorInfo> outputs, int labels) {
    String names = "";
    for (TensorInfo info : outputs) {
      names += " " + info.name();
      if (info.name().equals(output)) {
        int values = info.withFreeAxesOne().elementCount();
        if (values > 1 && values != labels) {
          throw new InferenceException(
              Code.MANIFEST_INVALID,
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
    throw new InferenceException(
        Code.MANIFEST_INVALID,
        "Expected postprocessing.output to be one of" + names + ", found " + output);
  }

  /** Reads the {@code postprocessing} part of a manifest or a description. */
  public static ClassifierOutput read(JsonObject json) {
    ClassifierOutput read =
        new ClassifierOutput(
            json.string("output"),
            json.oneOf("activation", Activation.values()),
            json.has("live") ? LiveDetectorJson.read(json.object("live")) : null);
    json.end();
    return read;
  }

  /** Returns the JSON that {@link #read} reads. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("output", output)
        .put("activation", activation.id())
        .put("live", live == null ? null : LiveDetectorJson.write(live));
  }
}
