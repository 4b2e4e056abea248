package dev.hearth.e2e;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.testing.OnnxModels;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packages of models for every task whose input is a picture. */
final class PictureModels {
  private static final String ULTRAFACE =
      """
      {"task": "object-detection",
       "preprocessing": {"image": {"width": 320, "height": 240, "color": "rgb", "fit": "stretch",
         "scale": 1, "mean": [127], "std": [128], "layout": "NCHW", "asStored": %s}},
       "postprocessing": {"boxes": "boxes", "scores": "scores", "normalized": true,
         "background": 0, "scoreThreshold": 0.7, "nms": {"iouThreshold": 0.5}}}
      """;
  private static final String BLAZEFACE =
      """
      {"task": "object-detection",
       "preprocessing": {"image": {"width": 256, "height": 256, "color": "rgb", "fit": "stretch",
         "scale": 1, "mean": [127.5], "std": [127.5], "layout": "NHWC"}},
       "postprocessing": {"rows": ["Identity_2", "Identity_3"],
         "columns": ["box", "keypoints:12"], "scores": ["Identity", "Identity_1"],
         "activation": "sigmoid", "scoreThreshold": 0.5, "nms": {"iouThreshold": 0.3},
         "anchors": {"kind": "ssd", "strides": [16, 32, 32, 32], "interpolatedAspectRatio": 1,
           "fixedSize": true, "exponential": false, "variances": [0.00390625, 0.00390625]},
         "keypointNames": ["right eye", "left eye", "nose", "mouth", "right ear", "left ear"]}}
      """;
  private static final String LARGER =
      """
      {"task": "image-to-image",
       "preprocessing": {"image": {"width": 224, "height": 224, "color": "ycbcr-y",
         "fit": "stretch", "filter": "bicubic", "scale": 0.00392156862745098, "mean": [0],
         "std": [1], "layout": "NCHW", "dropAlpha": true}},
       "postprocessing": {"output": "output", "color": "ycbcr-y", "scale": 255}}
      """;
  private static final String SQUEEZENET =
      """
      {"task": "%s",
       "preprocessing": {"image": {"width": 224, "height": 224, "color": "bgr", "fit": "crop",
         "shortestEdge": 256, "scale": 1, "mean": [104, 117, 123], "std": [1],
         "layout": "NCHW", "dropAlpha": true}},
       "postprocessing": {"output": "softmaxout_1", %s}}
      """;
  private static final String EMOTION =
      """
      {"task": "image-classification",
       "preprocessing": {"image": {"width": 64, "height": 64, "color": "grey", "fit": "stretch",
         "scale": 0.00392156862745098, "mean": [0.5], "std": [0.5], "layout": "NHWC"}},
       "postprocessing": {"output": "Identity", "activation": "none"}}
      """;
  private static final String CHANNELS =
      """
      {"task": "%s",
       "preprocessing": {"image": {"width": 64, "height": 64, "color": "rgb", "fit": "stretch",
         "background": [0, 128, 255], "scale": 0.00392156862745098, "mean": [0], "std": [1],
         "layout": "NCHW"}},
       "postprocessing": {"output": "y", %s}}
      """;

  private PictureModels() {}

  /** Imports them all into a site. */
  static void into(Path root) throws IOException {
    faces(root);
    add(
        root,
        "stored",
        TestData.path("onnx/ultraface-rfb-320"),
        ULTRAFACE.formatted(true),
        List.of("face"));
    Path squeezenet = TestData.path("onnx/squeezenet-fp16");
    add(
        root,
        "things",
        squeezenet,
        SQUEEZENET.formatted("image-classification", "\"activation\": \"none\""),
        synset());
    add(
        root,
        "alike",
        squeezenet,
        SQUEEZENET.formatted("image-feature-extraction", "\"normalize\": true"),
        List.of());
    add(
        root,
        "emotion",
        TestData.path("tfjs/emotion"),
        EMOTION,
        List.of("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"));
    // It gives the picture back: its channels serve as maps of three things.
    Path channels = root.resolve("channels.onnx");
    Files.write(channels, OnnxModels.unary("Relu", DataType.FLOAT, "1", "3", "64", "64"));
    add(
        root,
        "colours",
        channels,
        CHANNELS.formatted("image-segmentation", "\"kind\": \"scores\""),
        List.of("background", "green", "blue"));
    add(
        root,
        "points",
        channels,
        CHANNELS.formatted("keypoint-detection", "\"kind\": \"heatmaps\", \"edges\": [0, 1, 1, 2]"),
        List.of("red", "green", "blue"));
  }

  /** Imports {@code faces}, {@code blazeface} and {@code larger}. */
  static void faces(Path root) throws IOException {
    List<String> labels = List.of("face");
    add(root, "faces", TestData.path("onnx/ultraface-rfb-320"), ULTRAFACE.formatted(false), labels);
    add(root, "blazeface", TestData.path("tfjs/blazeface"), BLAZEFACE, labels);
    add(root, "larger", TestData.path("onnx/super-resolution-224"), LARGER, List.of());
  }

  private static List<String> synset() throws IOException {
    List<String> out = new ArrayList<>();
    for (String line : Files.readAllLines(TestData.path("labels/imagenet_synset.txt"))) {
      out.add(line.substring(line.indexOf(' ') + 1));
    }
    return out;
  }

  private static void add(
      Path root, String name, Path model, String description, List<String> labels)
      throws IOException {
    Object[] labelled =
        labels.isEmpty()
            ? new Object[0]
            : new Object[] {"--labels=" + Files.write(root.resolve(name + ".txt"), labels)};
    HearthTool.add(root, name, description, model, labelled);
  }
}
