package dev.hearth.task.featureextraction;

import dev.hearth.decode.Embedding;
import dev.hearth.decode.Pooling;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.TextInput;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;

/** Sentences in, embeddings out; {@code postprocessing} as {@link VectorOutput} reads it. */
public final class SentenceTranslator implements Translator<String, Embedding> {
  private final TextInput input;
  private final VectorOutput output;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a sentence embedder
   */
  public SentenceTranslator(ModelManifest manifest, Tokenizer tokenizer) {
    input = new TextInput(manifest, tokenizer);
    output = VectorOutput.read(manifest.postprocessing());
  }

  @Override
  public Prepared<Embedding> preprocess(String text) {
    Encoding encoding = input.encode(text, null);
    int[] mask = output.pooling() == Pooling.NONE ? null : encoding.attentionMask();
    return new Prepared<>(input.feeds(encoding), fetches -> output.decode(fetches, mask));
  }
}
