package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.audio.AudioClip;
import dev.hearth.decode.Activation;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.PerChannel;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.task.audioclassification.WaveformClassificationTranslator;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.testing.AnalyserReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

  private static final String SOUNDS =
      """
      {"tfjsSpeechCommandsVersion": "0.4.0", "modelName": "TMv2",
       "timeStamp": "2020-03-16T09:50:01.475Z",
       "wordLabels": ["Background Noise", "Clap", "Snap"]}
      """;

  /** A classifier of spectra, of as many frames and bins. */
  private void sounds(String frames, String bins) throws IOException {
    model("model.json", 43, 1, "weights.bin");
    String json = Files.readString(folder.resolve("tm/model.json"));
    bed.write(
        "tm/model.json",
        TinyModels.utf8(json.replace("43, 43, 1]", frames + ", " + bins + ", 1]")));
  }

  /** Two tones and noise, which grow. */
  private static float[] sound(int samples) {
    Random random = new Random(6);
    float[] out = new float[samples];
    for (int i = 0; i < samples; i++) {
      double tones = Math.sin(i * 0.05) + 0.3 * Math.sin(i * 0.61);
      out[i] = (float) (0.4 * i / samples * tones + 1e-3 * random.nextGaussian());
    }
    return out;
  }

  private static float[] input(ModelManifest manifest, float[] sound) {
    var translator = new WaveformClassificationTranslator(manifest);
    assertTrue(translator.listens());
    var feeds = translator.preprocess(new AudioClip(sound, 44_100)).feeds().values();
    return ((FloatTensor) feeds.iterator().next()).values();
  }

  private static void assertSpectra(float[] sound, int frames, int bins, float[] input) {
    double[] expected = AnalyserReference.of(sound, frames, bins);
    assertEquals(expected.length, input.length);
    for (int i = 0; i < input.length; i++) {
      assertEquals(expected[i], input[i], 1e-5, "value " + i);
    }
  }

  @Test
  void teachableMachineAudio_seesTheSpectraOfAnAnalyser() throws IOException {
    sounds("43", "232");
    ImportBed.Result result = imported(SOUNDS);
    assertTrue(result.err().contains("232 of 1025 bins in 43 frames"), result.err());

    ModelManifest manifest = bed.manifest("tm", "1.0.0");
    assertEquals(Task.AUDIO_CLASSIFICATION, manifest.task());
    assertEquals(List.of("Background Noise", "Clap", "Snap"), manifest.labels());
    ClassifierOutput output = ClassifierOutput.of(manifest);
    assertEquals(Activation.NONE, output.activation());
    assertEquals(List.of(0), output.live().ignoredLabels());

    float[] clip = sound(44 * 1024);
    assertSpectra(clip, 43, 232, input(manifest, clip));
    // A shorter one in the middle of silence.
    float[] padded = new float[44 * 1024];
    System.arraycopy(clip, 0, padded, 12 * 1024, 20 * 1024);
    assertSpectra(padded, 43, 232, input(manifest, Arrays.copyOf(clip, 20 * 1024)));
  }

  @Test
  void teachableMachineAudio_ofAnotherShape_followsTheModel() throws IOException {
    sounds("20", "100");
    imported(SOUNDS);

    float[] clip = sound(21 * 1024);
    assertSpectra(clip, 20, 100, input(bed.manifest("tm", "1.0.0"), clip));
  }

  @Test
  void teachableMachineAudio_ofNoSpectra_isTensorsWithLabels() throws IOException {
    sounds("null", "232");
    ImportBed.Result result = imported(SOUNDS);

    assertTrue(result.err().contains("not float32[N, frames, bins, 1]"), result.err());
    assertEquals(Task.TENSORS, bed.manifest("tm", "1.0.0").task());
    assertEquals(3, bed.manifest("tm", "1.0.0").labels().size());
  }

  @Test
  void inspect_tellsWhatTeachableMachineSays() throws IOException {
    sounds("43", "232");
    bed.write("tm/metadata.json", TinyModels.utf8(SOUNDS));
    String out = bed.run("inspect", folder.resolve("tm"), "--json").out();

    JsonNode told = new ObjectMapper().readTree(out).path("import");
    assertEquals("audio-classification", told.path("task").asText(), out);
    assertEquals("Clap", told.path("labels").path(1).asText(), out);
    JsonNode waveform = told.path("preprocessing").path("waveform");
    assertEquals(45056, waveform.path("clipSamples").asInt(), out);
    assertEquals("blackman", waveform.path("features").path("window").asText(), out);
  }

  @Test
  void teachableMachinePose_isTensorsWithLabels() throws IOException {
    model("model.json", 43, 1, "weights.bin");
    ImportBed.Result result =
        imported(
            """
            {"packageName": "@teachablemachine/pose", "labels": ["Noise", "Clap", "Snap"],
             "modelSettings": {"posenet": {"architecture": "MobileNetV1", "outputStride": 16}}}
            """);

    ModelManifest manifest = bed.manifest("tm", "1.0.0");
    assertEquals(Task.TENSORS, manifest.task());
    assertEquals(List.of("Noise", "Clap", "Snap"), manifest.labels());
    assertTrue(result.err().contains("PoseNet, which is not part of the export"), result.err());
    assertTrue(result.err().contains("with the labels Noise, Clap, Snap"), result.err());
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
