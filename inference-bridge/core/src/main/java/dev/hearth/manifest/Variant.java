package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.List;

/**
 * One way the weights are stored.
 *
 * @param name such as {@code fp32}, {@code fp16} or {@code int8}
 * @param artifacts the model's files; the first is the ONNX graph or the TF.js model.json
 * @param needs features a device must have, such as {@code shader-f16}; empty for most
 */
public record Variant(String name, List<Artifact> artifacts, List<String> needs) {
  public Variant {
    artifacts = List.copyOf(artifacts);
    needs = List.copyOf(needs);
  }

  /** Returns the size of all files. */
  public long bytes() {
    long bytes = 0;
    for (Artifact artifact : artifacts) {
      bytes += artifact.bytes();
    }
    return bytes;
  }

  static Variant read(JsonObject json) {
    Variant variant =
        new Variant(
            json.string("name"), json.objects("artifacts", Artifact::read), json.strings("needs"));
    if (variant.artifacts.isEmpty()) {
      throw json.wrong("artifacts", "at least one artifact");
    }
    json.end();
    return variant;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("name", name)
        .put("artifacts", ModelManifest.map(artifacts, Artifact::toJson))
        .put("needs", needs.isEmpty() ? null : needs);
  }
}
