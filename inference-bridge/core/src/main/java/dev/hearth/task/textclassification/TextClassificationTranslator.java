package dev.hearth.task.textclassification;

import dev.hearth.decode.Classifications;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.TextInput;
import dev.hearth.predict.Translator;
import dev.hearth.text.Tokenizer;
import java.util.List;

/** A text in, a probability for every label out. */
public final class TextClassificationTranslator implements Translator<String, Classifications> {
  private final TextInput input;
  private final ClassifierOutput output;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the manifest is not one of a
   *     classifier of texts
   */
  public TextClassificationTranslator(ModelManifest manifest, Tokenizer tokenizer) {
    input = new TextInput(manifest, tokenizer);
    output = ClassifierOutput.of(manifest);
    labels = manifest.labels();
  }

  @Override
  public Prepared<Classifications> preprocess(String text) {
    return new Prepared<>(
        input.feeds(input.encode(text, null)), fetches -> output.decode(fetches, labels));
  }
}
