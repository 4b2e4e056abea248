package dev.hearth.task.tabular;

import dev.hearth.decode.Classifications;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import java.util.List;

/** A row in, a probability for every label out. */
public final class TabularClassificationTranslator
    implements Translator<List<String>, Classifications> {
  private final TableInput input;
  private final ClassifierOutput output;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the manifest is not one of a
   *     classifier of rows
   */
  public TabularClassificationTranslator(ModelManifest manifest) {
    input = new TableInput(manifest);
    output = ClassifierOutput.of(manifest);
    labels = manifest.labels();
  }

  /** Returns how rows are read. */
  public TableInput input() {
    return input;
  }

  @Override
  public Prepared<Classifications> preprocess(List<String> cells) {
    return new Prepared<>(input.feeds(cells), fetches -> output.decode(fetches, labels));
  }
}
