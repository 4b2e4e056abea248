package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerasImportTest {
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  private Path resource(String name, String as) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/keras/" + name), name)) {
      return bed.write(as, in.readAllBytes());
    }
  }

  @Test
  void realModels_takeTheirGoldens() throws IOException {
    for (String name : new String[] {"cifar10-resnet8", "streaming-wakeword"}) {
      Path model = TestData.path("keras-h5/" + name);

      ImportBed.Result result =
          bed.importModel(model, "--golden", model.resolve(name + ".golden.json"));

      ModelManifest manifest = bed.manifest(name, "1.0.0");
      assertEquals(ModelRuntime.TFJS_LAYERS, manifest.runtime());
      assertEquals("fp32", manifest.variants().get(0).name());
      assertEquals(1, manifest.goldens().cases().size());
      assertTrue(result.out().contains("converted to a TF.js layers model"), result.out());
    }
  }

  @Test
  void content_tellsTheFormat_notTheName() throws IOException {
    for (String name : new String[] {"conv.keras", "conv.h5"}) {
      resource("conv.golden.bin", "m/conv.golden.bin");
      Path golden = resource(name + ".golden.json", "m/" + name + ".golden.json");
      Path model = resource(name, "m/model.onnx");

      bed.importModel(model, "--golden", golden, "--name", name);

      assertEquals(ModelRuntime.TFJS_LAYERS, bed.manifest(name, "1.0.0").runtime());
    }
  }

  private byte[] weightsOnly() throws IOException {
    Path archive = resource("conv.keras", "conv.keras");
    try (ZipFile zip = new ZipFile(archive.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("model.weights.h5"))) {
      return in.readAllBytes();
    }
  }

  @Test
  void folder_holdsTheArchiveAlone() throws IOException {
    resource("conv.keras", "m/conv.keras");
    bed.write("m/notes.txt", new byte[3]);
    bed.write("m/tf_model.h5", weightsOnly());

    bed.importModel(folder.resolve("m"));

    assertEquals("out/out", bed.manifest("conv", "1.0.0").outputs().get(0).name());
    resource("conv.h5", "m/conv.h5");
    bed.assertRefused("holds 2 models; name one of conv.h5, conv.keras", folder.resolve("m"));
  }
}
