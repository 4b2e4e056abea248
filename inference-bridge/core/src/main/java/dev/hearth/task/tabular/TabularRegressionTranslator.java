package dev.hearth.task.tabular;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * A row in, a number out: {@code output * scale + offset}, by {@code postprocessing} of these three
 * keys and {@code unit}.
 */
public final class TabularRegressionTranslator implements Translator<List<String>, Quantity> {
  private final TableInput input;
  private final String output;
  private final double scale;
  private final double offset;
  private final String unit;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a regressor
   */
  public TabularRegressionTranslator(ModelManifest manifest) {
    input = new TableInput(manifest);
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    scale = json.number("scale", 1);
    offset = json.number("offset", 0);
    unit = json.string("unit", "");
    json.end();
  }

  /** Returns how rows are read. */
  public TableInput input() {
    return input;
  }

  @Override
  public Prepared<Quantity> preprocess(List<String> cells) {
    return new Prepared<>(input.feeds(cells), this::quantity);
  }

  private Quantity quantity(Map<String, Tensor> fetches) {
    Tensor found = Fetches.get(fetches, output);
    if (found.shape().elementCount() != 1) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Expected an output of one number, found " + found.shape());
    }
    return new Quantity(found.at(0) * scale + offset, unit);
  }
}
