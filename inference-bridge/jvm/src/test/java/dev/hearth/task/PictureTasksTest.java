package dev.hearth.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.BoundingBox;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.Detection;
import dev.hearth.decode.Keypoint;
import dev.hearth.image.Bitmap;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.imageclassification.ImageClassificationTranslator;
import dev.hearth.task.imagetoimage.ImageToImageTranslator;
import dev.hearth.task.objectdetection.ObjectDetectionTranslator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From a photo to what is in it, by real models. The faces were measured by eye. */
class PictureTasksTest {
  private static final BoundingBox FACE_PORTRAIT = new BoundingBox(147, 36, 190, 79);
  private static final BoundingBox GRACE_HOPPER = new BoundingBox(165, 120, 372, 345);

  private static final String ULTRAFACE =
      """
      "task": "object-detection", "labels": ["face"],
      "preprocessing": {"image": {"width": 320, "height": 240, "color": "rgb", "fit": "stretch",
        "filter": "bilinear", "scale": 1, "mean": [127], "std": [128], "layout": "NCHW"}},
      "postprocessing": {"boxes": "boxes", "scores": "scores", "normalized": true,
        "background": 0, "scoreThreshold": 0.7, "nms": {"iouThreshold": 0.5}}
      """;

  private static final String BLAZEFACE =
      """
      "task": "object-detection", "labels": ["face"],
      "preprocessing": {"image": {"width": 256, "height": 256, "color": "rgb", "fit": "stretch",
        "filter": "bilinear", "scale": 1, "mean": [127.5], "std": [127.5], "layout": "NHWC"}},
      "postprocessing": {"rows": ["Identity_2", "Identity_3"],
        "columns": ["box", "keypoints:12"], "scores": ["Identity", "Identity_1"],
        "activation": "sigmoid", "scoreThreshold": 0.5, "nms": {"iouThreshold": 0.3},
        "anchors": {"kind": "ssd", "strides": [16, 32, 32, 32], "interpolatedAspectRatio": 1,
          "fixedSize": true, "exponential": false, "variances": [0.00390625, 0.00390625]},
        "keypointNames": ["right eye", "left eye", "nose", "mouth", "right ear", "left ear"]}
      """;

  @Test
  void ultraface_findsTheFace() {
    try (InferenceSession session =
        RealModel.onnx("onnx/ultraface-rfb-320/ultraface-rfb-320.onnx")) {
      for (String name : List.of("face_portrait", "grace_hopper")) {
        List<Detection> faces = detect(session, ULTRAFACE, "images/" + name + ".jpg");
        assertFace(name, faces, "face");
      }
    }
  }

  @Test
  void blazeface_findsTheFaceAndItsLandmarks() {
    String golden = "tfjs/blazeface/blazeface.golden.json";
    List<String> names = List.of("face_portrait", "grace_hopper");
    for (int i = 0; i < names.size(); i++) {
      InferenceSession session = RealModel.golden(golden, i, 0.05);
      List<Detection> faces = detect(session, BLAZEFACE, "images/" + names.get(i) + ".jpg");
      assertFace(names.get(i), faces, "face");
      List<Keypoint> points = faces.get(0).keypoints();
      assertEquals(6, points.size());
      Keypoint right = points.get(0);
      Keypoint left = points.get(1);
      Keypoint mouth = points.get(3);
      assertEquals("right eye", right.name());
      assertTrue(right.x() < left.x(), "the right eye is on the picture's left: " + points);
      assertTrue(mouth.y() > right.y() && mouth.y() > left.y(), "the mouth is lower: " + points);
    }
  }

  private static void assertFace(String name, List<Detection> faces, String label) {
    assertEquals(1, faces.size(), faces.toString());
    Detection face = faces.get(0);
    assertEquals(label, face.label());
    BoundingBox expected = name.equals("face_portrait") ? FACE_PORTRAIT : GRACE_HOPPER;
    assertTrue(face.box().iou(expected) > 0.5, name + ": " + face);
  }

  private static List<Detection> detect(InferenceSession session, String rest, String picture) {
    return predict(ObjectDetectionTranslator::new, session, rest, RealModel.picture(picture));
  }

  @Test
  void squeezenetInHalfPrecision_namesTheThings() {
    String labels =
        new String(RealModel.bytes("labels/imagenet_synset.txt"), StandardCharsets.UTF_8)
            .lines()
            .map(line -> '"' + line.substring(line.indexOf(' ') + 1).replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(","));
    String rest =
        """
        "task": "image-classification", "labels": [%s],
        "preprocessing": {"image": {"width": 224, "height": 224, "color": "bgr", "fit": "crop",
          "shortestEdge": 256, "filter": "bilinear", "scale": 1, "mean": [104, 117, 123],
          "std": [1], "layout": "NCHW", "dropAlpha": true}},
        "postprocessing": {"output": "softmaxout_1", "activation": "none"}
        """
            .formatted(labels);
    try (InferenceSession session = RealModel.onnx("onnx/squeezenet-fp16/squeezenet-fp16.onnx")) {
      Classifications sign =
          predict(
              ImageClassificationTranslator::new,
              session,
              rest,
              RealModel.picture("images/stop_sign.jpg"));
      assertEquals("street sign", sign.top(1).get(0).label());
      assertEquals(0.2128, sign.top(1).get(0).probability(), 0.02);
      Classifications cart =
          predict(
              ImageClassificationTranslator::new,
              session,
              rest,
              RealModel.picture("images/horse-cart.jpg"));
      assertEquals("oxcart", cart.top(1).get(0).label());
      assertEquals(0.8403, cart.top(1).get(0).probability(), 0.02);
    }
  }

  @Test
  void superResolution_makesThePictureThreeTimesLarger() {
    String rest =
        """
        "task": "image-to-image", "labels": [],
        "preprocessing": {"image": {"width": 224, "height": 224, "color": "ycbcr-y",
          "fit": "stretch", "filter": "bicubic", "scale": 0.00392156862745098, "mean": [0],
          "std": [1], "layout": "NCHW", "dropAlpha": true}},
        "postprocessing": {"output": "output", "color": "ycbcr-y", "scale": 255}
        """;
    Bitmap picture = RealModel.picture("images/gorilla_rgba.png");
    try (InferenceSession session =
        RealModel.onnx("onnx/super-resolution-224/super-resolution-224.onnx")) {
      Bitmap larger = predict(ImageToImageTranslator::new, session, rest, picture);
      assertEquals(672, larger.width());
      assertEquals(672, larger.height());
      // Every third pixel shows what the small picture does, and in its colours.
      double sum = 0;
      for (int y = 0; y < 224; y++) {
        for (int x = 0; x < 224; x++) {
          for (int band = 0; band < 3; band++) {
            int small = picture.rgba()[4 * (y * 224 + x) + band] & 0xff;
            int large = larger.rgba()[4 * ((3 * y + 1) * 672 + 3 * x + 1) + band] & 0xff;
            sum += Math.abs(small - large);
          }
        }
      }
      double mean = sum / (3 * 224 * 224);
      assertTrue(mean < 6, String.format(Locale.ROOT, "mean difference %.2f levels", mean));
    }
  }

  @Test
  void emotion_isReadFromAFace() {
    String rest =
        """
        "task": "image-classification",
        "labels": ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"],
        "preprocessing": {"image": {"width": 64, "height": 64, "color": "grey", "fit": "stretch",
          "filter": "bilinear", "scale": 0.00392156862745098, "mean": [0.5], "std": [0.5],
          "layout": "NHWC"}},
        "postprocessing": {"output": "Identity", "activation": "none"}
        """;
    String golden = "tfjs/emotion/emotion.golden.json";
    // Training made its grey after resizing and unrounded: up to two levels of 127.5 apart.
    Classifications portrait =
        predict(
            ImageClassificationTranslator::new,
            RealModel.golden(golden, 0, 2 / 127.5),
            rest,
            RealModel.picture("images/face_portrait.jpg"));
    assertEquals("sad", portrait.top(1).get(0).label());
    Classifications hopper =
        predict(
            ImageClassificationTranslator::new,
            RealModel.golden(golden, 1, 2 / 127.5),
            rest,
            RealModel.picture("images/grace_hopper.jpg"));
    assertEquals("happy", hopper.top(1).get(0).label());
  }

  private static <O> O predict(
      Function<ModelManifest, Translator<Bitmap, O>> maker,
      InferenceSession session,
      String rest,
      Bitmap picture) {
    ModelManifest manifest = RealModel.manifest(session, rest);
    Translator<Bitmap, O> translator = maker.apply(manifest);
    assertEquals(
        translator.getClass(),
        Translators.of(
                manifest,
                () -> {
                  throw new AssertionError("pictures need no tokenizer");
                })
            .getClass());
    return new Predictor<>(session, translator).predict(picture).result();
  }
}
