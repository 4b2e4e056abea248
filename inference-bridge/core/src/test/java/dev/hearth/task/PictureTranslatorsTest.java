package dev.hearth.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.BoundingBox;
import dev.hearth.decode.Detection;
import dev.hearth.decode.Keypoint;
import dev.hearth.decode.SegmentationMask;
import dev.hearth.image.Bitmap;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.featureextraction.ImageFeatureTranslator;
import dev.hearth.task.imagesegmentation.ImageSegmentationTranslator;
import dev.hearth.task.imagetoimage.ImageToImageTranslator;
import dev.hearth.task.keypointdetection.KeypointDetectionTranslator;
import dev.hearth.task.objectdetection.ObjectDetectionTranslator;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs in the forms that families of models give, and what they mean in the picture. */
class PictureTranslatorsTest {
  /** Twice as wide as high, so that letterboxing moves and scales. */
  private static final Bitmap PICTURE = new Bitmap(200, 100, new byte[4 * 200 * 100]);

  private static List<Detection> detect(String fit, String rest, Map<String, Tensor> outputs) {
    String labels = "\"task\": \"object-detection\", \"labels\": [\"cat\", \"dog\"], ";
    return new ObjectDetectionTranslator(Manifests.picture(64, 64, fit, labels + rest))
        .preprocess(PICTURE)
        .postprocess(outputs);
  }

  private static Map<String, Tensor> floats(String name, Shape shape, double... values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(name, FloatTensor.of(shape, out));
    return outputs;
  }

  private static void assertBox(
      double left, double top, double right, double bottom, BoundingBox box) {
    assertArrayEquals(
        new double[] {left, top, right, bottom},
        new double[] {box.left(), box.top(), box.right(), box.bottom()},
        1e-3);
  }

  @Test
  void yolov8_liesOnItsSide_andIsMappedThroughTheLetterbox() {
    // Two candidates of the same dog: columns are x, y, w, h, cat, dog.
    Map<String, Tensor> outputs =
        floats("o", Shape.of(1, 6, 2), 32, 33, 32, 32, 16, 16, 8, 8, 0.1, 0.2, 0.9, 0.8);
    List<Detection> found =
        detect(
            "pad",
            """
            "postprocessing": {"rows": "o", "columns": ["box", "scores:2"], "columnsFirst": true,
              "coding": "centre", "nms": {"iouThreshold": 0.5}}
            """,
            outputs);
    assertEquals(1, found.size(), found.toString());
    assertEquals("dog", found.get(0).label());
    assertEquals(0.9, found.get(0).score(), 1e-6);
    // 200 x 100 lies in rows 16 to 48 of 64 x 64: a factor of 3.125.
    assertBox(75, (28 - 16) * 3.125, 125, (36 - 16) * 3.125, found.get(0).box());
  }

  @Test
  void yolov5_multipliesObjectness_andKeepsClassesApart() {
    Map<String, Tensor> outputs =
        floats("o", Shape.of(1, 2, 7), 32, 32, 16, 8, 0.9, 0.9, 0.1, 32, 32, 16, 8, 0.8, 0.2, 0.9);
    String rows =
        "\"postprocessing\": {\"rows\": \"o\", \"columns\": [\"box\", \"objectness\","
            + " \"scores:2\"], \"coding\": \"centre\", \"nms\": {\"classAgnostic\": %s}}";
    List<Detection> both = detect("stretch", rows.formatted("false"), outputs);
    assertEquals(2, both.size());
    assertEquals(0.81, both.get(0).score(), 1e-6);
    assertEquals(0.72, both.get(1).score(), 1e-6);
    assertBox(75, 43.75, 125, 56.25, both.get(0).box());
    assertEquals(1, detect("stretch", rows.formatted("true"), outputs).size());
  }

  @Test
  void inGraphNms_givesCornersScoreAndLabel() {
    List<Detection> found =
        detect(
            "stretch",
            """
            "postprocessing": {"rows": "o", "columns": ["box", "scores", "label"]}
            """,
            floats("o", Shape.of(1, 2, 6), 0, 0, 32, 64, 0.9, 1, 0, 0, 8, 8, 0.3, 0));
    assertEquals(1, found.size(), "one reaches the threshold");
    assertEquals("dog", found.get(0).label());
    assertBox(0, 0, 100, 100, found.get(0).box());
  }

  @Test
  void tensorflowSsd_countsItsBoxes() {
    Map<String, Tensor> outputs = floats("b", Shape.of(1, 2, 4), 0, 0, 1, .5, 0, 0, 1, 1);
    outputs.put("s", FloatTensor.of(Shape.of(1, 2), 0.9F, 0.8F));
    outputs.put("l", LongTensor.of(Shape.of(1, 2), 1, 2));
    outputs.put("n", FloatTensor.of(Shape.of(1), 1));
    List<Detection> found =
        detect(
            "stretch",
            """
            "postprocessing": {"boxes": "b", "scores": "s", "labels": "l", "labelOffset": -1,
              "count": "n", "coding": "corners-yx", "normalized": true}
            """,
            outputs);
    assertEquals(1, found.size());
    assertEquals("cat", found.get(0).label());
    assertBox(0, 0, 100, 100, found.get(0).box());
  }

  @Test
  void yunet_decodesItsGridAndLandmarks() {
    // Levels of 2 x 2 and 1 x 1 cells; the second cell of the second row of the first is a face.
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    float[] scores = {0, 0, 0, 1};
    outputs.put("c32", FloatTensor.of(Shape.of(1, 4, 1), scores));
    outputs.put("o32", FloatTensor.of(Shape.of(1, 4, 1), 0, 0, 0, 0.81F));
    float[] boxes = new float[16];
    boxes[12] = 0.5F;
    boxes[13] = 0.5F;
    outputs.put("b32", FloatTensor.of(Shape.of(1, 4, 4), boxes));
    float[] points = new float[8];
    points[6] = 0.25F;
    outputs.put("k32", FloatTensor.of(Shape.of(1, 4, 2), points));
    outputs.put("c64", FloatTensor.of(Shape.of(1, 1, 1), 0));
    outputs.put("o64", FloatTensor.of(Shape.of(1, 1, 1), 0));
    outputs.put("b64", FloatTensor.of(Shape.of(1, 1, 4), 0, 0, 0, 0));
    outputs.put("k64", FloatTensor.of(Shape.of(1, 1, 2), 0, 0));
    List<Detection> found =
        detect(
            "stretch",
            """
            "postprocessing": {"boxes": ["b32", "b64"], "scores": ["c32", "c64"],
              "objectness": ["o32", "o64"], "keypoints": ["k32", "k64"], "geometricMean": true,
              "anchors": {"kind": "grid", "strides": [32, 64]}, "keypointNames": ["nose"],
              "nms": {}}
            """,
            outputs);
    assertEquals(1, found.size());
    assertEquals(0.9, found.get(0).score(), 1e-6);
    // The centre is at (1 + 0.5) * 32 = 48 of 64, its size e^0 * 32.
    assertBox(100, 50, 200, 100, found.get(0).box());
    Keypoint nose = found.get(0).keypoints().get(0);
    assertEquals("nose", nose.name());
    assertEquals(40 / 64.0 * 200, nose.x(), 1e-6);
    assertEquals(32 / 64.0 * 100, nose.y(), 1e-6);
  }

  @Test
  void detection_refusesOutputsOfAnotherForm() {
    for (String rest :
        new String[] {
          "\"postprocessing\": {\"rows\": \"o\", \"columns\": [\"box\", \"scores:5\"]}",
          "\"postprocessing\": {\"boxes\": \"x\", \"scores\": \"o\"}",
          "\"postprocessing\": {\"boxes\": \"o\", \"scores\": \"o\", \"anchors\":"
              + " {\"kind\": \"grid\", \"strides\": [8]}}",
          "\"postprocessing\": {\"rows\": \"o\", \"columns\": [\"box\"], \"colums\": 1}"
        }) {
      InferenceException e =
          assertThrows(
              InferenceException.class,
              () -> detect("stretch", rest, floats("o", Shape.of(1, 1, 4), 1, 2, 3, 4)));
      assertEquals(InferenceException.Code.MANIFEST_INVALID, e.code(), e.getMessage());
    }
  }

  @Test
  void segmentation_interpolatesScores_andLeavesThePaddingOut() {
    String rest =
        """
        "task": "image-segmentation", "labels": ["back", "front"],
        "postprocessing": {"output": "o"}
        """;
    // 64 x 64 with the picture in rows 16 to 48; maps of 4 x 4, the right half is in front.
    double[] scores = new double[32];
    for (int i = 0; i < 16; i++) {
      scores[i] = i % 4 < 2 ? 1 : -1;
      scores[16 + i] = -scores[i];
    }
    SegmentationMask mask =
        new ImageSegmentationTranslator(Manifests.picture(64, 64, "pad", rest))
            .preprocess(PICTURE)
            .postprocess(floats("o", Shape.of(1, 2, 4, 4), scores));
    assertEquals(200, mask.width());
    assertEquals(100, mask.height());
    assertArrayEquals(new double[] {0.5, 0.5}, mask.shares(), 1e-9);
    assertEquals(0, mask.classes()[99]);
    assertEquals(1, mask.classes()[100]);
  }

  @Test
  void keypoints_comeFromHeatmapsAndFromCoordinates() {
    String task = "\"task\": \"keypoint-detection\", \"labels\": [\"a\"], ";
    double[] map = new double[64];
    map[3 * 8 + 2] = 0.9;
    map[3 * 8 + 3] = 0.5;
    Keypoint peak =
        new KeypointDetectionTranslator(
                Manifests.picture(
                    64,
                    64,
                    "stretch",
                    task + "\"postprocessing\": {\"output\": \"o\", \"kind\": \"heatmaps\"}"))
            .preprocess(PICTURE)
            .postprocess(floats("o", Shape.of(1, 1, 8, 8), map))
            .get(0);
    assertEquals((2.5 + 0.25) / 8 * 200, peak.x(), 1e-4);
    assertEquals(3.5 / 8 * 100, peak.y(), 1e-4);
    assertEquals(0.9, peak.score(), 1e-6);
    Keypoint direct =
        new KeypointDetectionTranslator(
                Manifests.picture(
                    64,
                    64,
                    "stretch",
                    task
                        + "\"postprocessing\": {\"output\": \"o\", \"kind\": \"coordinates\","
                        + " \"order\": \"yx\", \"values\": 3, \"normalized\": true}"))
            .preprocess(PICTURE)
            .postprocess(floats("o", Shape.of(1, 1, 1, 3), 0.25, 0.75, 0.5))
            .get(0);
    assertEquals(150, direct.x(), 1e-6);
    assertEquals(25, direct.y(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0]", "[0, 2]", "[-1, 0]", "[0, 0.5]"})
  void keypoints_edgesAreBetweenLabels(String edges) {
    String task =
        "\"task\": \"keypoint-detection\", \"labels\": [\"a\", \"b\"], \"postprocessing\":"
            + " {\"output\": \"o\", \"kind\": \"heatmaps\", \"edges\": ";
    assertNotNull(
        new KeypointDetectionTranslator(
            Manifests.picture(64, 64, "stretch", task + "[0, 1, 1, 0]}")));
    InferenceException refused =
        assertThrows(
            InferenceException.class,
            () ->
                new KeypointDetectionTranslator(
                    Manifests.picture(64, 64, "stretch", task + edges + "}")));
    assertEquals(Code.MANIFEST_INVALID, refused.code());
  }

  @Test
  void imageToImage_roundsClampsAndStretchesDepths() {
    String task = "\"task\": \"image-to-image\", ";
    Bitmap picture =
        new ImageToImageTranslator(
                Manifests.picture(
                    2,
                    1,
                    "stretch",
                    task
                        + "\"postprocessing\": {\"output\": \"o\", \"color\": \"rgb\","
                        + " \"scale\": 255}"))
            .preprocess(PICTURE)
            .postprocess(floats("o", Shape.of(1, 3, 1, 2), 0, 1, 0.5, 2, -1, 0.2));
    assertArrayEquals(new byte[] {0, (byte) 128, 0, -1, -1, -1, 51, -1}, picture.rgba());
    Bitmap depth =
        new ImageToImageTranslator(
                Manifests.picture(
                    2,
                    1,
                    "stretch",
                    task + "\"postprocessing\": {\"output\": \"o\", \"color\": \"range\"}"))
            .preprocess(PICTURE)
            .postprocess(floats("o", Shape.of(1, 1, 2), 1000, 3000));
    assertArrayEquals(new byte[] {0, 0, 0, -1, -1, -1, -1, -1}, depth.rgba());
  }

  @Test
  void embedding_poolsMapsAndHasLengthOne() {
    String rest =
        """
        "task": "image-feature-extraction", "postprocessing": {"output": "o", "pooling": "mean",
          "componentsFirst": true, "normalize": true}
        """;
    double[] values =
        new ImageFeatureTranslator(Manifests.picture(8, 8, "stretch", rest))
            .preprocess(PICTURE)
            .postprocess(floats("o", Shape.of(1, 2, 1, 2), 2, 4, 3, 5))
            .values();
    assertArrayEquals(new double[] {0.6, 0.8}, values, 1e-9);
    assertTrue(Arrays.stream(values).allMatch(value -> value > 0));
  }
}
