package dev.hearth.task.audioclassification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.LogMel;
import dev.hearth.audio.LogMelConfig;
import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.decode.Activation;
import dev.hearth.decode.Classifications;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ClassifierOutput;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AudioClassificationTranslatorTest {
  private static final LogMelConfig LOG_MEL =
      new LogMelConfig(8000, 256, 128, 256, 40, 60, 3800, MelScale.HTK, MelNorm.NONE, 1e-6);
  private static final int CLIP = 8000;

  private final AudioClassificationTranslator translator =
      new AudioClassificationTranslator(manifest());

  @Test
  void preprocess_givesTheLogMelOfAClip() {
    float[] tone = tone(CLIP, 8000);

    FloatTensor features = features(new AudioClip(tone, 8000));

    assertEquals(Shape.of(1, 61, 40, 1), features.shape());
    assertArrayEquals(new LogMel(LOG_MEL).compute(tone), features.values());
  }

  @Test
  void preprocess_putsAShortSoundInTheMiddleOfSilence() {
    float[] padded = new float[CLIP];
    float[] tone = tone(2000, 8000);
    System.arraycopy(tone, 0, padded, 3000, tone.length);

    assertArrayEquals(
        new LogMel(LOG_MEL).compute(padded), features(new AudioClip(tone, 8000)).values());
  }

  @Test
  void preprocess_takesTheLoudestStretchOfALongSound() {
    float[] sound = new float[5 * CLIP];
    System.arraycopy(tone(CLIP, 8000), 0, sound, 12_345, CLIP);

    assertArrayEquals(
        new LogMel(LOG_MEL).compute(Arrays.copyOfRange(sound, 12_345, 12_345 + CLIP)),
        features(new AudioClip(sound, 8000)).values());
  }

  @Test
  void preprocess_resamplesToTheModelsRate() {
    float[] at8k = features(new AudioClip(tone(CLIP, 8000), 8000)).values();
    float[] at48k = features(new AudioClip(tone(6 * CLIP, 48_000), 48_000)).values();

    // Bands of the tone itself; others hold the filter's leakage.
    int band = 12;
    for (int frame = 2; frame < 59; frame++) {
      assertEquals(at8k[frame * 40 + band], at48k[frame * 40 + band], 0.05, "frame " + frame);
    }
  }

  @Test
  void preprocess_refusesWhatIsNoSound() {
    for (float[] samples : new float[][] {{}, {0, Float.NaN}, {Float.POSITIVE_INFINITY}}) {
      InferenceException e =
          assertThrows(
              InferenceException.class, () -> translator.preprocess(new AudioClip(samples, 8000)));
      assertEquals(Code.INVALID_INPUT, e.code());
    }
  }

  @Test
  void postprocess_namesTheBest() {
    Classifications result =
        translator
            .preprocess(new AudioClip(new float[CLIP], 8000))
            .postprocess(Map.of("p", FloatTensor.of(Shape.of(1, 2), 0.25f, 0.75f)));

    assertEquals("no", result.top(1).get(0).label());
    assertEquals(0.75, result.top(1).get(0).probability());
  }

  private FloatTensor features(AudioClip sound) {
    return (FloatTensor) translator.preprocess(sound).feeds().get("features");
  }

  private static float[] tone(int samples, int rateHz) {
    float[] out = new float[samples];
    for (int i = 0; i < samples; i++) {
      out[i] = (float) (0.3 * Math.sin(2 * Math.PI * 700 * i / rateHz));
    }
    return out;
  }

  private static ModelManifest manifest() {
    Shard shard = new Shard("0".repeat(64), 1);
    Variant variant = new Variant("fp32", List.of(new Artifact("m", List.of(shard))), List.of());
    TensorInfo features =
        new TensorInfo("features", ElementType.FLOAT32, List.of(Dimension.free("any")));
    return new ModelManifest(
        "yes-no",
        "1.0.0",
        "Yes or no",
        "",
        "MIT",
        Task.AUDIO_CLASSIFICATION,
        ModelRuntime.TFJS_GRAPH,
        List.of(variant),
        List.of(features),
        List.of(new TensorInfo("p", ElementType.FLOAT32, List.of(Dimension.fixed(2)))),
        new Preprocessing(null, new AudioPreprocessing(CLIP, 8, LOG_MEL), null, null, null),
        new ClassifierOutput("p", Activation.NONE, null).toJson(),
        List.of("yes", "no"),
        null,
        "test");
  }
}
