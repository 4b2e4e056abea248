package dev.hearth.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.goldens.GivenGoldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorReader;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real pictures and sounds, and what Pillow, torchvision, librosa and torchaudio made of them. */
class LibraryCausesTest {
  private static final int SIDE = 224;

  private static ModelManifest pictures(String image) {
    return Packages.of(
        "image-classification",
        "{\"image\": {\"width\": 224, \"height\": 224, \"color\": \"rgb\", \"layout\": \"NHWC\","
            + " \"scale\": 1, "
            + image
            + "}}");
  }

  private static CompareReport picture(String picture, String golden, String image)
      throws IOException {
    byte[] levels = Files.readAllBytes(TestData.path("parity/image/" + golden));
    float[] values = new float[levels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels[i] & 0xff;
    }
    return Packages.compare(
        pictures(image),
        TestData.path("images/" + picture),
        FloatTensor.of(Shape.of(1, SIDE, SIDE, 3), values));
  }

  private static void assertFound(CompareReport report, String... changes) {
    assertFalse(report.agrees());
    assertFalse(report.findings().isEmpty(), "nothing found");
    Finding best = report.findings().get(0);
    List<String> found =
        best.changes().stream()
            .map(change -> change.key().replaceAll(".*\\.", "") + " " + change.to())
            .toList();
    assertEquals(List.of(changes), found, report.findings().toString());
    assertTrue(best.agrees(), best.toString());
  }

  @Test
  void pillowsKernels_areFound() throws IOException {
    String bilinear = "\"fit\": \"stretch\", \"filter\": \"bilinear\"";
    assertFound(
        picture("grace_hopper.jpg", "grace_hopper.pil-lanczos-direct224.u8", bilinear),
        "filter \"lanczos\"");
    assertFound(picture("kimono.jpg", "kimono.pil-box-direct224.u8", bilinear), "filter \"box\"");
  }

  @Test
  void antialiasOfTorchvision_isFound() throws IOException {
    String crop = "\"fit\": \"crop\", \"shortestEdge\": 256, \"filter\": \"bilinear\"";
    assertFound(
        picture("selfie_1600.jpg", "selfie_1600.tv-tensor-bilinear-noaa-s256c224.u8", crop),
        "library \"torchvision\"");
    assertFound(
        picture(
            "grace_hopper.jpg",
            "grace_hopper.tv-tensor-bicubic-noaa-s256c224.u8",
            crop.replace("bilinear", "bicubic")
                + ", \"library\": \"torchvision\", \"antialias\": true"),
        "antialias leave it out");
  }

  @Test
  void crop_isFound() throws IOException {
    assertFound(
        picture(
            "grace_hopper.jpg",
            "grace_hopper.pil-bicubic-s256c224.u8",
            "\"fit\": \"stretch\", \"filter\": \"bicubic\""),
        "fit \"crop\"",
        "shortestEdge 256");
  }

  @Test
  void allOfAnImagenetModelsPreprocessing_isFound() throws IOException {
    byte[] bytes = Files.readAllBytes(TestData.path("parity/image/grace_hopper.normalised.f32"));
    CompareReport report =
        Packages.compare(
            Packages.of(
                "image-classification",
                "{\"image\": {\"width\": 224, \"height\": 224, \"color\": \"rgb\","
                    + " \"layout\": \"NHWC\", \"scale\": 0.00392156862745098}}"),
            TestData.path("images/grace_hopper.jpg"),
            TensorReader.read(ElementType.FLOAT32, Shape.of(1, 3, SIDE, SIDE), bytes, 0));
    assertFound(
        report,
        "fit \"crop\"",
        "shortestEdge 256",
        "mean [0.485,0.456,0.406]",
        "std [0.229,0.224,0.225]",
        "layout \"NCHW\"");
  }

  private static CompareReport sound(String golden, int bands, int frames, String features)
      throws IOException {
    byte[] bytes = Files.readAllBytes(TestData.path("parity/audio/speech_16k." + golden));
    Tensor expected = TensorReader.read(ElementType.FLOAT32, Shape.of(1, bands, frames), bytes, 0);
    return Packages.compare(
        Packages.of(
            "audio-classification",
            "{\"waveform\": {\"sampleRateHz\": 16000, \"clipSamples\": 80000, \"layout\": \"NFT\","
                + " \"features\": {\"fftLength\": 400, \"hopLength\": 160, \"melBands\": 80, "
                + features
                + "}}}"),
        TestData.path("audio/speech_16k.wav"),
        expected);
  }

  @Test
  void melAndPaddingOfLibrosaAndTorchaudio_areFound() throws IOException {
    String librosa = "\"like\": \"librosa\", \"log\": \"db\", \"range\": 80";
    assertTrue(sound("librosa-logmel-db.f32", 80, 501, librosa).agrees());
    assertFound(
        sound("librosa-logmel-db.f32", 80, 501, librosa + ", \"melScale\": \"htk\""),
        "melScale \"slaney\"");
    assertFound(sound("librosa-logmel-db-refmax.f32", 80, 501, librosa), "relativeToMax true");
    String torchaudio = "\"like\": \"torchaudio\", \"log\": \"db\"";
    assertFound(
        sound("torchaudio-logmel-db.f32", 80, 501, torchaudio + ", \"framing\": \"centre-zero\""),
        "framing \"centre-reflect\"");
    assertFound(
        sound("torchaudio-logmel-db.f32", 80, 501, torchaudio.replace("db", "ln")), "log \"db\"");
    assertFound(
        sound("torchaudio-mel-power.f32", 80, 501, "\"like\": \"torchaudio\", \"exponent\": 1"),
        "exponent 2");
  }

  @Test
  void goldensOfTheTestData_areCompared() throws IOException {
    ModelManifest faces =
        ModelManifest.parse(
            Packages.of(
                    "image-feature-extraction",
                    "{\"image\": {\"width\": 320, \"height\": 240, \"color\": \"rgb\","
                        + " \"fit\": \"stretch\", \"scale\": 0.00392156862745098,"
                        + " \"layout\": \"NCHW\"}}")
                .toJson()
                .replaceAll("\"name\": ?\"x\"", "\"name\": \"input\"")
                .replaceAll(
                    "\"outputs\": ?\\[",
                    "\"outputs\": [{\"name\": \"scores\", \"type\": \"float32\", \"shape\":"
                        + " [1, 4420, 2]}, {\"name\": \"boxes\", \"type\": \"float32\","
                        + " \"shape\": [1, 4420, 4]}, "));
    GivenGoldens given =
        GivenGoldens.read(
            TestData.path("onnx/ultraface-rfb-320/ultraface-rfb-320.golden.json"),
            List.of(
                TestData.path("images/face_portrait.jpg"),
                TestData.path("images/grace_hopper.jpg")),
            faces.inputs(),
            faces.outputs());
    CompareReport report =
        Comparison.run(
            faces,
            null,
            () -> {
              throw new IllegalStateException();
            },
            given,
            words -> {});
    assertFound(report, "scale 1", "mean [127.0]", "std [128.0]");
    assertEquals(2, report.findings().get(0).casesThatAgree());
  }
}
