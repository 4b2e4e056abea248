package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.List;

/**
 * One way the weights are stored.
 *
 * @param name such as {@code fp32}, {@code fp16} or {@code int8}
 * @param artifacts the model's files; the first is the ONNX graph or the TF.js model.json
 * @param needs features a device must have, such as {@code shader-f16}; empty for most
 * @param tolerance what its weights may lose, 0 for those the goldens were computed with: a value
 *     of an output may differ from its golden by so much of that output's largest magnitude more
 *     than {@link Goldens} allows
 * @param onRequest true if no plan takes it unless it is asked for by its name, because it loses
 *     more than its author allowed, or because nothing measures what it loses
 */
public record Variant(
    String name,
    List<Artifact> artifacts,
    List<String> needs,
    double tolerance,
    boolean onRequest) {
  public Variant {
    artifacts = List.copyOf(artifacts);
    needs = List.copyOf(needs);
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Expected a tolerance of 0 or more for the variant " + name);
    }
  }

  /** Makes a variant that loses nothing and is taken wherever it runs. */
  public Variant(String name, List<Artifact> artifacts, List<String> needs) {
    this(name, artifacts, needs, 0, false);
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
            json.string("name"),
            json.objects("artifacts", Artifact::read),
            json.strings("needs"),
            json.number("tolerance", 0),
            json.bool("onRequest", false));
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
        .put("needs", needs.isEmpty() ? null : needs)
        .put("tolerance", tolerance == 0 ? null : tolerance)
        .put("onRequest", onRequest ? true : null);
  }
}
