package dev.hearth.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.compare.Finding.Change;
import dev.hearth.manifest.ModelManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pictures with one planted mistake, or two. What is right was made by Pillow and PyTorch:
 * make_goldens.py.
 */
class PictureCausesTest {
  private static final String PLAIN =
      "\"fit\": \"stretch\", \"filter\": \"bilinear\", \"scale\": 0.00392156862745098";

  private static ModelManifest manifest(String image) {
    return Packages.of(
        "image-classification",
        "{\"image\": {\"width\": 24, \"height\": 24, \"color\": \"rgb\", \"layout\": \"NCHW\", "
            + image
            + "}}");
  }

  /** Asserts that the best explanation is these changes, each {@code key from -> to}. */
  private static Finding assertFound(
      String picture, String golden, String image, Step step, String... changes)
      throws IOException {
    CompareReport report =
        Packages.compare(
            manifest(image), Packages.resource(picture), Packages.array("images.npz", golden));
    assertFalse(report.agrees());
    assertFalse(report.findings().isEmpty(), "nothing found");
    Finding best = report.findings().get(0);
    List<String> found = new ArrayList<>();
    for (Change change : best.changes()) {
      found.add(
          change.key().replace("preprocessing.image.", "")
              + " "
              + change.from()
              + " -> "
              + change.to());
    }
    assertEquals(List.of(changes), found, report.findings().toString());
    assertTrue(best.agrees(), best.toString());
    assertTrue(best.steps().contains(step), best.toString());
    return best;
  }

  @Test
  void sameSettings_agree() throws IOException {
    CompareReport report =
        Packages.compare(
            manifest(
                "\"fit\": \"stretch\", \"filter\": \"bicubic\", \"scale\": 0.00392156862745098"),
            Packages.resource("photo.png"),
            Packages.array("images.npz", "bicubic"));
    assertTrue(report.agrees());
    assertEquals(List.of(), report.findings());
    assertTrue(report.rows().get(0).difference().max() < 1e-6);
  }

  @Test
  void otherKernel_isFound() throws IOException {
    Finding best =
        assertFound(
            "photo.png", "bicubic", PLAIN, Step.RESIZE, "filter \"bilinear\" -> \"bicubic\"");
    assertEquals("the picture was resized by Pillow's bicubic filter", best.words().get(0));
    assertFound("photo.png", "nearest", PLAIN, Step.RESIZE, "filter \"bilinear\" -> \"nearest\"");
  }

  @Test
  void missingAntialias_isFound() throws IOException {
    Finding best =
        assertFound(
            "photo.png",
            "no_antialias",
            PLAIN + ", \"library\": \"torch\", \"antialias\": true",
            Step.RESIZE,
            "antialias true -> leave it out");
    assertTrue(best.words().get(0).endsWith("without antialias"), best.words().get(0));
  }

  @Test
  void otherLibrary_isFound() throws IOException {
    assertFound("photo.png", "no_antialias", PLAIN, Step.RESIZE, "library absent -> \"torch\"");
  }

  @Test
  void stretchForCrop_isFound() throws IOException {
    assertFound(
        "photo.png",
        "crop",
        PLAIN,
        Step.CROP,
        "fit \"stretch\" -> \"crop\"",
        "shortestEdge absent -> 27");
  }

  @Test
  void ignoredExifOrientation_isFound() throws IOException {
    assertFound("turned.jpg", "stored", PLAIN, Step.DECODE, "asStored absent -> true");
  }

  @Test
  void alphaOverAnotherColour_isFound() throws IOException {
    assertFound("alpha.png", "black", PLAIN, Step.DECODE, "background absent -> [0.0]");
    assertFound("alpha.png", "dropped", PLAIN, Step.DECODE, "dropAlpha absent -> true");
  }

  @Test
  void swappedChannels_areFound() throws IOException {
    assertFound("photo.png", "bgr", PLAIN, Step.CHANNELS, "color \"rgb\" -> \"bgr\"");
  }

  @Test
  void otherScale_isFound() throws IOException {
    assertFound(
        "photo.png", "symmetric", PLAIN, Step.NORMALISE, "mean [0] -> [0.5]", "std [1] -> [0.5]");
    assertFound("photo.png", "levels", PLAIN, Step.NORMALISE, "scale 0.00392156862745098 -> 1");
  }

  @Test
  void missingMeanAndStd_areFound() throws IOException {
    assertFound(
        "photo.png",
        "imagenet",
        PLAIN,
        Step.NORMALISE,
        "mean [0] -> [0.485,0.456,0.406]",
        "std [1] -> [0.229,0.224,0.225]");
  }

  @Test
  void unusualMeanAndStd_areFitted() throws IOException {
    Finding best =
        assertFound(
            "photo.png",
            "odd",
            PLAIN,
            Step.NORMALISE,
            "mean [0] -> [0.31,0.31,0.31]",
            "std [1] -> [0.19,0.19,0.19]");
    assertTrue(best.words().get(0).contains("fitted"), best.words().get(0));
  }

  @Test
  void otherLayout_isFound() throws IOException {
    assertFound("photo.png", "nhwc", PLAIN, Step.LAYOUT, "layout \"NCHW\" -> \"NHWC\"");
  }

  @Test
  void twoMistakes_areFound() throws IOException {
    assertFound(
        "photo.png",
        "bgr_levels",
        PLAIN,
        Step.CHANNELS,
        "scale 0.00392156862745098 -> 1",
        "color \"rgb\" -> \"bgr\"");
  }

  @Test
  void threeMistakes_areFound() throws IOException {
    assertFound(
        "photo.png",
        "crop_bicubic_imagenet",
        PLAIN,
        Step.CROP,
        "filter \"bilinear\" -> \"bicubic\"",
        "fit \"stretch\" -> \"crop\"",
        "shortestEdge absent -> 27",
        "mean [0] -> [0.485,0.456,0.406]",
        "std [1] -> [0.229,0.224,0.225]");
  }

  @Test
  void anotherPicture_isNotExplained() throws IOException {
    CompareReport report =
        Packages.compare(
            manifest(PLAIN),
            Packages.resource("alpha.png"),
            Packages.array("images.npz", "stored"));
    assertFalse(report.agrees());
    assertTrue(report.findings().stream().noneMatch(Finding::agrees));
  }
}
