package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.testing.SavedModelWriter;
import dev.hearth.testing.TinySavedModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

class SavedModelImportTest {
  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  @Test
  void folder_becomesAPackageOfItsName() throws IOException {
    Path saved = TinySavedModels.classifier().write(folder.resolve("My Classifier"));
    Path golden = TinySavedModels.classifierGolden(folder.resolve("golden"));

    ImportBed.Result result = bed.importModel(saved, "--golden", golden);

    assertTrue(result.out().contains("TensorFlow SavedModel"), result.out());
    ModelManifest manifest = bed.manifest("my-classifier", "1.0.0");
    assertEquals(ModelRuntime.TFJS_GRAPH, manifest.runtime());
    assertEquals("classes", manifest.outputs().get(0).name());
    Map<String, String> first = bed.files();
    bed.importModel(saved.resolve("saved_model.pb"), "--golden", golden, "--force");
    assertEquals(first, bed.files());
  }

  @Test
  void modelThatTfjsCannotRun_leavesNothing() throws IOException {
    Path saved =
        new SavedModelWriter()
            .input("x", DataType.DT_FLOAT, 2)
            .output("y", "y:y:0", DataType.DT_FLOAT, 2)
            .add("y", "Digamma", "x")
            .write(folder.resolve("saved"));

    bed.assertRefused("TF.js does not have its operators Digamma", saved);
  }
}
