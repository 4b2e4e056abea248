package dev.hearth.importer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Task;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.util.List;

/** What Teachable Machine's metadata.json tells: labels, and of images how they are prepared. */
final class TeachableMachineHints {
  private static final String FILE = "metadata.json";
  private static final int MAX_SIDE = 1 << 12;

  private TeachableMachineHints() {}

  static void add(Hints hints, Beside beside) throws IOException {
    JsonNode json = beside.json(FILE);
    if (json == null || !(json.has("labels") || json.has("wordLabels"))) {
      return;
    }
    List<String> labels =
        LabelFile.names(json.has("labels") ? json.get("labels") : json.get("wordLabels"));
    hints.labels(labels, FILE);
    int side = json.path("imageSize").asInt(0);
    boolean image = json.path("packageName").asText("").equals("@teachablemachine/image");
    if (!image || side < 1 || side > MAX_SIDE || hints.model().outputs().size() != 1) {
      return;
    }
    boolean grey = json.path("grayscale").asBoolean();
    hints.image(
        new JsonObject()
            .put("width", side)
            .put("height", side)
            .put("color", grey ? "grey" : "rgb")
            .put("fit", "crop")
            .put("filter", "bilinear")
            .put("scale", 1.0 / 127)
            .put("mean", List.of(1))
            .put("std", List.of(1))
            .put("layout", "NHWC")
            .put("browserResize", true),
        FILE);
    TensorInfo output = hints.model().outputs().get(0);
    hints.task(
        Task.IMAGE_CLASSIFICATION,
        new JsonObject().put("output", output.name()).put("activation", "none"),
        FILE);
  }
}
