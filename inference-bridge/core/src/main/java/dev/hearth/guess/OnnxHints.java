package dev.hearth.guess;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Task;
import dev.hearth.source.onnx.OnnxLimits;
import dev.hearth.source.onnx.OnnxSummary;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an ONNX file's own properties and nodes tell: those of Ultralytics and scikit-learn. */
final class OnnxHints {
  private static final String SOURCE = "the ONNX file";
  private static final Set<String> LABEL_KEYS =
      Set.of("names", "labels", "classes", "class_names", "id2label");
  private static final int MAX_SIDE = 1 << 14;
  private static final int BOX = 4;

  private final Hints hints;
  private final Map<String, String> metadata;

  private OnnxHints(Hints hints, Map<String, String> metadata) {
    this.hints = hints;
    this.metadata = metadata;
  }

  static void add(Hints hints, OnnxSummary summary) {
    Map<String, String> metadata = summary.metadata();
    hints.license(license(metadata), SOURCE);
    hints.description(metadata.getOrDefault("description", summary.description()));
    for (Map.Entry<String, String> property : metadata.entrySet()) {
      if (LABEL_KEYS.contains(property.getKey())) {
        String from = "the property " + property.getKey() + " of " + SOURCE;
        hints.labels(LabelFile.json(property.getValue()), from);
      }
    }
    if (metadata.containsKey("stride") && metadata.containsKey("task")) {
      new OnnxHints(hints, metadata).ultralytics();
    }
    hints.labels(summary.classLabels(), "the classifier in " + SOURCE);
    if (!summary.classLabels().isEmpty()) {
      hints.tableClassifier();
    }
    if (summary.operators().containsKey("ai.onnx.ml:ZipMap")) {
      hints.because(
          "the ZipMap is cut off, which made a list of dictionaries of the probabilities: they are"
              + " an output as they are");
    }
    if (OnnxLimits.isOld(summary)) {
      hints.because("its opset is older than 7, of which ONNX Runtime promises nothing");
    }
  }

  private static @Nullable String license(Map<String, String> metadata) {
    String license = metadata.getOrDefault("license", metadata.get("licence"));
    // Ultralytics: AGPL-3.0 License (https://ultralytics.com/license)
    return license == null ? null : license.replaceFirst(" License( \\(https?://[^)]*\\))?$", "");
  }

  private void ultralytics() {
    TensorInfo output = hints.model().outputs().get(0);
    JsonObject image = image();
    if (image == null || hints.model().inputs().size() != 1) {
      return;
    }
    String task = metadata.getOrDefault("task", "");
    if (task.equals("classify") && output.dimensions().size() == 2) {
      hints.image(image.put("fit", "crop"), "Ultralytics' export");
      JsonObject meaning = new JsonObject().put("output", output.name()).put("activation", "none");
      hints.task(Task.IMAGE_CLASSIFICATION, meaning, "Ultralytics' export");
    } else if (task.equals("detect")) {
      detector(output, image);
    } else {
      hints.because("Ultralytics' task " + task + " has to be described in hearth.json");
    }
  }

  private void detector(TensorInfo output, JsonObject image) {
    List<Dimension> axes = output.dimensions();
    List<String> labels = hints.labels();
    if (labels == null || axes.size() != 3 || axes.get(1).size() != BOX + labels.size()) {
      hints.because("Ultralytics' detector has the output " + output + ": describe it");
      return;
    }
    hints.image(
        image
            .put("fit", "pad")
            .put("library", "torch") // As OpenCV's linear: no antialiasing.
            .put("framing", new JsonObject().put("color", List.of(114))),
        "Ultralytics' export");
    hints.task(
        Task.OBJECT_DETECTION,
        new JsonObject()
            .put("rows", output.name())
            .put("columns", List.of("box", "scores:" + labels.size()))
            .put("columnsFirst", true)
            .put("coding", "centre")
            .put("nms", new JsonObject()),
        "Ultralytics' export");
  }

  /** Returns how Ultralytics prepares a picture but for its fit, by the input's size. */
  private @Nullable JsonObject image() {
    TensorInfo input = hints.model().inputs().get(0);
    List<Dimension> axes = input.dimensions();
    if (!ImageDefaults.isFloat(input.type()) || axes.size() != 4 || axes.get(1).size() != 3) {
      return null;
    }
    List<String> sides = LabelFile.json(metadata.getOrDefault("imgsz", ""));
    int height = side(axes.get(2), sides, 0);
    int width = side(axes.get(3), sides, 1);
    if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) {
      return null;
    }
    return new JsonObject()
        .put("width", width)
        .put("height", height)
        .put("color", "rgb")
        .put("filter", "bilinear")
        .put("scale", 1.0 / 255)
        .put("layout", "NCHW");
  }

  private static int side(Dimension axis, @Nullable List<String> sides, int index) {
    if (!axis.isFree()) {
      return axis.size();
    }
    boolean told = sides != null && index < sides.size() && sides.get(index).matches("\\d{1,5}");
    return told && sides != null ? Integer.parseInt(sides.get(index)) : 0;
  }
}
