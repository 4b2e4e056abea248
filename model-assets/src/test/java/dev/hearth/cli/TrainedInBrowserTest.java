package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.Activation;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.PerChannel;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Teachable Machine and Marcelle export, as it comes. */
class TrainedInBrowserTest {
  /** A model in a model, as Teachable Machine's are: its features, then its classifier. */
  private static final String MODEL =
      """
      {"modelTopology": {"class_name": "Sequential", "config": {"name": "s4", "layers": [
        {"class_name": "Sequential", "config": {"name": "s1", "layers": [
          {"class_name": "GlobalAveragePooling2D", "config": {"name": "mean",
            "batch_input_shape": [null, SIZE, SIZE, CHANNELS], "dtype": "float32"}}]}},
        {"class_name": "Sequential", "config": {"name": "s3", "layers": [
          {"class_name": "Dense", "config": {"name": "out", "units": 3, "activation": "softmax",
            "use_bias": false, "batch_input_shape": [null, CHANNELS]}}]}}]}},
       "weightsManifest": [{"paths": ["PATH"], "weights": [
          {"name": "out/kernel", "shape": [CHANNELS, 3], "dtype": "float32"}]}]}
      """;

  @TempDir private Path folder;
  private ImportBed bed;

  @BeforeEach
  void setUp() {
    bed = new ImportBed(folder);
  }

  private void model(String file, int size, int channels, String path) throws IOException {
    String json =
        MODEL.replace("SIZE", "" + size).replace("CHANNELS", "" + channels).replace("PATH", path);
    bed.write("tm/" + file, TinyModels.utf8(json));
    bed.write("tm/" + path.replace("./", ""), new byte[channels * 3 * 4]);
  }

  private ImportBed.Result imported(String metadata) throws IOException {
    bed.write("tm/metadata.json", TinyModels.utf8(metadata));
    return bed.importModel(folder.resolve("tm"));
  }

  @Test
  void teachableMachineImage_isAClassifierOfTheMiddle() throws IOException {
    model("model.json", 96, 3, "weights.bin");
    imported(
        """
        {"tfjsVersion": "1.3.1", "tmVersion": "2.4.5", "packageVersion": "0.8.4-alpha2",
         "packageName": "@teachablemachine/image", "timeStamp": "2020-05-20T11:28:36.478Z",
         "userMetadata": {}, "modelName": "tm-my-image-model",
         "labels": ["Cat", "Dog", "None"], "imageSize": 96}
        """);

    ModelManifest manifest = bed.manifest("tm", "1.0.0");
    assertEquals(Task.IMAGE_CLASSIFICATION, manifest.task());
    assertEquals(List.of("Cat", "Dog", "None"), manifest.labels());
    assertEquals(
        new ClassifierOutput("s3/s3", Activation.NONE, null), ClassifierOutput.of(manifest));
    ImagePreprocessing image = manifest.image();
    assertEquals(96, image.width());
    assertEquals(Fit.CROP, image.fit());
    assertEquals(Color.RGB, image.color());
    assertEquals(1.0 / 127, image.scale());
    assertEquals(PerChannel.of(1), image.mean());
    assertEquals(PerChannel.of(1), image.std());
  }

  @Test
  void teachableMachineImage_mayBeGrey() throws IOException {
    model("model.json", 96, 1, "weights.bin");
    imported(
        """
        {"packageName": "@teachablemachine/image", "grayscale": true,
         "labels": ["Cat", "Dog", "None"], "imageSize": 96}
        """);

    assertEquals(Color.GREY, bed.manifest("tm", "1.0.0").image().color());
  }

  @Test
  void teachableMachineAudioAndPose_areTensorsWithLabels() throws IOException {
    model("model.json", 43, 1, "weights.bin");
    for (String metadata :
        List.of(
            """
            {"tfjsSpeechCommandsVersion": "0.4.0", "modelName": "TMv2",
             "timeStamp": "2020-03-16T09:50:01.475Z", "wordLabels": ["Noise", "Clap", "Snap"]}
            """,
            """
            {"packageName": "@teachablemachine/pose", "labels": ["Noise", "Clap", "Snap"],
             "modelSettings": {"posenet": {"architecture": "MobileNetV1", "outputStride": 16}}}
            """)) {
      bed.write("tm/metadata.json", TinyModels.utf8(metadata));
      ImportBed.Result result = bed.importModel(folder.resolve("tm"), "--force");

      ModelManifest manifest = bed.manifest("tm", "1.0.0");
      assertEquals(Task.TENSORS, manifest.task());
      assertEquals(List.of("Noise", "Clap", "Snap"), manifest.labels());
      assertTrue(result.err().contains("with the labels Noise, Clap, Snap"), result.err());
    }
  }

  @Test
  void teachableMachine_withOtherLabelsThanClasses_isRefused() throws IOException {
    model("model.json", 96, 3, "weights.bin");
    for (String name : List.of("image", "pose")) {
      bed.write(
          "tm/metadata.json",
          TinyModels.utf8(
              "{\"packageName\": \"@teachablemachine/"
                  + name
                  + "\", \"labels\": [\"a\", \"b\"],"
                  + " \"imageSize\": 96}"));
      bed.assertRefused("2 labels, and the", folder.resolve("tm"));
    }
  }

  @Test
  void metadataOfAnotherTool_changesNothing() throws IOException {
    model("model.json", 96, 3, "weights.bin");
    imported("{\"labels\": [\"a\", \"b\"]}");

    assertEquals(Task.TENSORS, bed.manifest("tm", "1.0.0").task());
    assertEquals(List.of(), bed.manifest("tm", "1.0.0").labels());
  }

  @Test
  void marcelle_namesItsWeightsFromItsOwnFolder() throws IOException {
    model("my-classifier.json", 8, 2, "./my-classifier.weights.bin");

    bed.importModel(folder.resolve("tm"));

    ModelManifest manifest = bed.manifest("my-classifier", "1.0.0");
    assertEquals(
        List.of("my-classifier.json", "my-classifier.weights.bin"),
        manifest.variants().get(0).artifacts().stream().map(a -> a.path()).toList());
  }
}
