package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a text becomes the model's inputs: the {@code preprocessing.text} part of a manifest.
 *
 * @param files of the tokenizer, as they come: tokenizer.json or older ones
 * @param maxLength most tokens of a run, special ones included; 0 for no limit
 * @param inputIds name of the input of token ids
 * @param attentionMask name of the input of 1 for a token and 0 for padding
 * @param tokenTypeIds name of the input of segment numbers
 * @param positionIds name of the input of positions
 */
public record TextPreprocessing(
    List<Artifact> files,
    int maxLength,
    String inputIds,
    String attentionMask,
    String tokenTypeIds,
    String positionIds) {
  public TextPreprocessing {
    files = List.copyOf(files);
  }

  /** Returns what a manifest says, or throws InferenceException MANIFEST_INVALID. */
  public static TextPreprocessing of(ModelManifest manifest) {
    return read(Preprocessing.needed(manifest.preprocessing().text(), "text"));
  }

  /** Reads the JSON; null stands for an empty object. */
  public static TextPreprocessing read(@Nullable JsonObject given) {
    JsonObject json = given == null ? new JsonObject() : given;
    int maxLength = json.integer("maxLength", 0);
    if (maxLength < 0) {
      throw json.wrong("maxLength", "0 or more");
    }
    TextPreprocessing read =
        new TextPreprocessing(
            json.objects("files", Artifact::read),
            maxLength,
            json.string("inputIds", "input_ids"),
            json.string("attentionMask", "attention_mask"),
            json.string("tokenTypeIds", "token_type_ids"),
            json.string("positionIds", "position_ids"));
    json.end();
    return read;
  }

  /** Returns the same with other files. */
  public TextPreprocessing with(List<Artifact> files) {
    return new TextPreprocessing(
        files, maxLength, inputIds, attentionMask, tokenTypeIds, positionIds);
  }

  /** Returns the JSON that {@link #read} reads. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("files", ModelManifest.map(files, Artifact::toJson))
        .put("maxLength", maxLength == 0 ? null : maxLength)
        .put("inputIds", inputIds)
        .put("attentionMask", attentionMask)
        .put("tokenTypeIds", tokenTypeIds)
        .put("positionIds", positionIds);
  }
}
