package dev.hearth.task.audioclassification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.AudioFeatures;
import dev.hearth.audio.FeatureConfig;
import dev.hearth.decode.Activation;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.HuggingFaceAudioConfig;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Task;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveformClassificationTranslatorTest {
  private static final String MEL =
      "'sampleRateHz': 8000, 'features': {'like': 'librosa', 'fftLength': 256, 'hopLength': 128,"
          + " 'melBands': 40}";

  @ParameterizedTest
  @CsvSource({
    "TF, 63 40",
    "FT, 40 63",
    "NTF, 1 63 40",
    "NFT, 1 40 63",
    "NTFC, 1 63 40 1",
    "NCFT, 1 1 40 63",
    "CTF, 1 63 40",
  })
  void preprocess_givesFeaturesInTheirLayout(String layout, String sizes) {
    float[] rows = new AudioFeatures(FeatureConfig.librosa(8000, 256, 128, 40)).compute(sound());
    FloatTensor tensor = feed(MEL + ", 'layout': '" + layout + "'", sizes, sound(), 8000);
    assertEquals(shape(sizes), tensor.shape());
    boolean bandsFirst = layout.indexOf('F') < layout.indexOf('T');
    for (int i = 0; i < rows.length; i++) {
      int at = bandsFirst ? i % 40 * 63 + i / 40 : i;
      assertEquals(rows[i], tensor.values()[at]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'T', 8000",
    "'NT', 1 8000",
    "'NCT', 1 1 8000",
    "'NTC', 1 8000 1",
    "'', 1 8000",
    "'', -1 -1",
    "'', 8000"
  })
  void preprocess_givesSamplesInTheirLayout(String layout, String sizes) {
    String json = "'sampleRateHz': 8000" + (layout.isEmpty() ? "" : ", 'layout': '" + layout + "'");
    FloatTensor tensor = feed(json, sizes, sound(), 8000);
    assertEquals(8000, tensor.shape().elementCount());
    assertArrayEquals(sound(), tensor.values());
  }

  @Test
  void preprocess_takesTheClipThatIsAskedFor() {
    float[] all = new float[3000];
    Arrays.fill(all, 2000, 2500, 0.5f);
    String json = "'sampleRateHz': 8000, 'clipSamples': 500";
    assertArrayEquals(new float[500], feed(json, "1 500", all, 8000).values());
    float[] loudest = feed(json + ", 'loudest': true", "1 500", all, 8000).values();
    assertArrayEquals(Arrays.copyOfRange(all, 2000, 2500), loudest);
    float[] shorter = feed(json, "1 500", new float[] {1, 2}, 8000).values();
    assertEquals(2, shorter[1]);
    assertEquals(0, shorter[2]);
  }

  @Test
  void preprocess_normalizesBeforeItPads_asWav2Vec2() {
    String config =
        """
        {"do_normalize": true, "feature_extractor_type": "Wav2Vec2FeatureExtractor",
         "feature_size": 1, "padding_value": 0.0, "sampling_rate": 8000}
        """;
    JsonObject waveform = HuggingFaceAudioConfig.read(config);
    FloatTensor tensor = feed(waveform, "1 -1", new float[] {1, 2, 3, 2}, 8000);
    double deviation = Math.sqrt(0.5 + 1e-7);
    float[] expected = {(float) (-1 / deviation), 0, (float) (1 / deviation), 0};
    assertArrayEquals(expected, tensor.values());
  }

  @Test
  void preprocess_givesWhisperItsHalfMinute() {
    String config =
        """
        {"feature_extractor_type": "WhisperFeatureExtractor", "feature_size": 80,
         "sampling_rate": 16000, "hop_length": 160, "chunk_length": 30, "n_fft": 400}
        """;
    FloatTensor tensor = feed(HuggingFaceAudioConfig.read(config), "-1 80 3000", sound(), 16000);
    assertEquals(Shape.of(1, 80, 3000), tensor.shape());
    // Silence is 2 below the greatest value: (max - 8 + 4) / 4 against (max + 4) / 4.
    float most = Float.NEGATIVE_INFINITY;
    for (float value : tensor.values()) {
      most = Math.max(most, value);
    }
    assertEquals(most - 2, tensor.values()[2999], 1e-6);
  }

  @Test
  void preprocess_refusesWhatIsNoSoundOrDoesNotFit() {
    for (float[] samples : new float[][] {{}, {0, Float.NaN}, {Float.POSITIVE_INFINITY}}) {
      assertEquals(Code.INVALID_INPUT, refused("'sampleRateHz': 8000", "1 -1", samples));
    }
    assertEquals(Code.INVALID_INPUT, refused("'sampleRateHz': 8000", "1 500", new float[4]));
    assertEquals(
        Code.INVALID_INPUT,
        refused(MEL.replace("librosa", "torchaudio"), "1 -1 40", new float[128]));
  }

  @Test
  void manifest_isChecked() {
    for (String wrong :
        new String[] {
          "'sampleRateHz': 0",
          "'sampleRateHz': 8000, 'clipSamples': -1",
          "'sampleRateHz': 8000, 'clipSamples': 500, 'stepSamples': 501",
          "'sampleRateHz': 8000, 'stepSamples': -1",
          "'sampleRateHz': 8000, 'stepSamples': 1",
          "'sampleRateHz': 8000, 'layout': 'NTF'",
          "'sampleRateHz': 8000, 'layout': 'NN'",
          "'sampleRateHz': 8000, 'unknown': 1",
          MEL + ", 'layout': 'NT'",
          MEL.replace("'melBands'", "'unknown': 1, 'melBands'"),
          MEL.replace("'melBands': 40", "'melBands': 40, 'maxHz': 5000"),
          MEL.replace("'melBands': 40", "'melBands': 40, 'coefficients': 41"),
          MEL.replace("'melBands': 40", "'melBands': 40, 'windowLength': 257"),
          MEL.replace("'melBands': 40", "'melBands': 40, 'log': 'ln', 'floor': 0"),
          MEL.replace("librosa", "whisper")
        }) {
      assertEquals(Code.MANIFEST_INVALID, refused(wrong, "1 -1 -1", sound()), wrong);
    }
  }

  private static Code refused(String waveform, String sizes, float[] samples) {
    return assertThrows(InferenceException.class, () -> feed(waveform, sizes, samples, 8000))
        .code();
  }

  private static float[] sound() {
    float[] samples = new float[8000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.3 * Math.sin(i * 0.2));
    }
    return samples;
  }

  private static FloatTensor feed(String waveform, String sizes, float[] samples, int rate) {
    String text = "{" + waveform.replace('\'', '"') + "}";
    return feed(JsonObject.parse("waveform", text), sizes, samples, rate);
  }

  private static FloatTensor feed(JsonObject waveform, String sizes, float[] samples, int rate) {
    WaveformClassificationTranslator translator =
        new WaveformClassificationTranslator(manifest(waveform, sizes));
    FloatTensor tensor =
        (FloatTensor) translator.preprocess(new AudioClip(samples, rate)).feeds().get("input");
    assertTrue(tensor != null);
    return tensor;
  }

  private static Shape shape(String sizes) {
    return Shape.of(Arrays.stream(sizes.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
  }

  private static ModelManifest manifest(JsonObject waveform, String sizes) {
    List<Dimension> dimensions = new ArrayList<>();
    for (String size : sizes.split(" ", -1)) {
      boolean free = size.equals("-1");
      dimensions.add(free ? Dimension.free("any") : Dimension.fixed(Integer.parseInt(size)));
    }
    Shard shard = new Shard("0".repeat(64), 1);
    Variant variant = new Variant("fp32", List.of(new Artifact("m", List.of(shard))), List.of());
    return new ModelManifest(
        "yes-no",
        "1.0.0",
        "Yes or no",
        "",
        "MIT",
        Task.AUDIO_CLASSIFICATION,
        ModelRuntime.ONNX,
        List.of(variant),
        List.of(new TensorInfo("input", ElementType.FLOAT32, dimensions)),
        List.of(new TensorInfo("p", ElementType.FLOAT32, List.of(Dimension.fixed(2)))),
        new Preprocessing(null, null, waveform, null, null),
        new ClassifierOutput("p", Activation.NONE, null).toJson(),
        List.of("yes", "no"),
        null,
        "test");
  }
}
