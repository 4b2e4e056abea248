package dev.hearth.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.WavReader;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.SpeechSegment;
import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Predictor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.tabular.Quantity;
import dev.hearth.task.tabular.TabularClassificationTranslator;
import dev.hearth.task.tabular.TabularRegressionTranslator;
import dev.hearth.task.voiceactivity.LiveSpeechDetector;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a row of a table or a sound to what it says, by real models. */
class RowAndSoundTasksTest {
  private static final String VAD =
      """
      "task": "voice-activity-detection",
      "preprocessing": {"waveform": {"sampleRateHz": %d, "windowSamples": %d,
        "contextSamples": %d}},
      "postprocessing": {"output": "output", "state": [{"input": "state", "output": "stateN"}],
        "sampleRateInput": "sr"}
      """;

  @Test
  void iris_isNamedByItsMeasures() {
    String rest =
        """
        "task": "tabular-classification", "labels": ["setosa", "versicolor", "virginica"],
        "preprocessing": {"table": {"columns": [{"name": "sepal_length"}, {"name": "sepal_width"},
          {"name": "petal_length"}, {"name": "petal_width"}]}},
        "postprocessing": {"output": "probabilities", "activation": "none"}
        """;
    int rows = 0;
    int right = 0;
    try (InferenceSession session = RealModel.onnx("onnx/iris_rf/iris_rf.onnx")) {
      TabularClassificationTranslator translator =
          new TabularClassificationTranslator(RealModel.manifest(session, rest));
      Predictor<List<String>, Classifications> predictor = new Predictor<>(session, translator);
      for (List<String> row : rows("tables/iris_rows.csv")) {
        Classifications result = predictor.predict(row.subList(0, 4)).result();
        right += result.top(1).get(0).index() == Integer.parseInt(row.get(4)) ? 1 : 0;
        rows++;
      }
      InferenceException e =
          assertThrows(
              InferenceException.class, () -> translator.preprocess(List.of("1", "2", "x", "4")));
      assertEquals("Expected petal_length to be a number, found \"x\"", e.getMessage());
    }
    assertEquals(15, rows);
    assertTrue(right >= 14, right + " of " + rows);
  }

  @Test
  void abalone_isGivenItsRings() {
    InferenceSession session = RealModel.golden("tfjs/abalone/abalone.golden.json", 1, 1e-6);
    ModelManifest manifest =
        RealModel.manifest(
            session,
            """
            "task": "tabular-regression",
            "preprocessing": {"table": {"columns": [
              {"name": "sex", "categories": ["M", "F", "I"]}, {"name": "length"},
              {"name": "diameter"}, {"name": "height"}, {"name": "weight.w"},
              {"name": "weight.s"}, {"name": "weight.v"}, {"name": "weight.sh"}]}},
            "postprocessing": {"output": "dense_Dense3", "unit": "rings"}
            """);
    TabularRegressionTranslator translator = new TabularRegressionTranslator(manifest);
    // The row that the model's own training program prints; the animal had ten rings.
    List<String> row = List.of("M", "0.625", "0.495", "0.165", "1.262", "0.507", "0.318", "0.39");
    Quantity rings = new Predictor<>(session, translator).predict(row).result();
    assertEquals("rings", rings.unit());
    assertEquals(10, rings.value(), 2.5);
  }

  @Test
  void silero_givesTheProbabilitiesOfItsGoldens() {
    double worst =
        Math.max(
            silero("16k", "audio/speech_16k.wav", 16000, 512, 64, 120),
            silero("8k", "audio/speech_8k.wav", 8000, 256, 32, 60));
    System.out.println("Silero VAD: largest difference to the goldens " + worst);
    assertTrue(worst < 1e-3, "largest difference " + worst);
  }

  private static double silero(
      String golden, String sound, int rateHz, int window, int context, int cases) {
    byte[] file = RealModel.bytes("onnx/silero-vad/silero-vad-" + golden + ".golden.json");
    byte[] values = RealModel.bytes("onnx/silero-vad/silero-vad-" + golden + ".golden.bin");
    List<Double> expected = new ArrayList<>();
    dev.hearth.json.JsonObject.parse(golden, new String(file, StandardCharsets.UTF_8))
        .objects("cases", one -> one.objects("outputs", output -> output).get(0).integer("offset"))
        .forEach(
            at ->
                expected.add(
                    (double) ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN).getFloat(at)));
    assertEquals(cases, expected.size());
    float[] samples = WavReader.read(RealModel.bytes(sound)).samples();
    double worst = 0;
    try (InferenceSession session = RealModel.onnx("onnx/silero-vad/silero-vad.onnx")) {
      VoiceActivityTranslator detector =
          new VoiceActivityTranslator(
              RealModel.manifest(session, VAD.formatted(rateHz, window, context)));
      Predictor<float[], Double> predictor = new Predictor<>(session, detector);
      for (int i = 0; i < cases; i++) {
        float[] next = Arrays.copyOfRange(samples, i * window, (i + 1) * window);
        worst = Math.max(worst, Math.abs(predictor.predict(next).result() - expected.get(i)));
      }
    }
    return worst;
  }

  @Test
  void silero_findsSpeechBetweenSilences() {
    AudioClip speech = WavReader.read(RealModel.bytes("audio/speech_16k.wav"));
    int quiet = 2 * speech.sampleRateHz();
    float[] samples = new float[speech.length() + 2 * quiet];
    System.arraycopy(speech.samples(), 0, samples, quiet, speech.length());
    try (InferenceSession session = RealModel.onnx("onnx/silero-vad/silero-vad.onnx")) {
      VoiceActivityTranslator detector =
          new VoiceActivityTranslator(RealModel.manifest(session, VAD.formatted(16000, 512, 64)));
      List<SpeechSegment> found = detector.detect(session, new AudioClip(samples, 16000));
      assertTrue(found.get(0).startSeconds() > 1.8, found.toString());
      assertTrue(found.get(0).startSeconds() < 3.5, found.toString());
      double end = found.get(found.size() - 1).endSeconds();
      assertTrue(end < samples.length / 16000.0 - 1, found.toString());
      double spoken = 0;
      for (SpeechSegment segment : found) {
        spoken += segment.endSeconds() - segment.startSeconds();
      }
      assertTrue(spoken > 0.6 * speech.durationSeconds(), found.toString());
      assertEquals(List.of(), detector.detect(session, new AudioClip(new float[64000], 16000)));
    }
  }

  @Test
  void silero_hearsTheSameLive() {
    AudioClip speech = WavReader.read(RealModel.bytes("audio/speech_16k.wav"));
    float[] samples = Arrays.copyOf(speech.samples(), speech.length() + 16_000);
    List<SpeechSegment> live = new ArrayList<>();
    List<Long> starts = new ArrayList<>();
    try (InferenceSession session = RealModel.onnx("onnx/silero-vad/silero-vad.onnx")) {
      ModelManifest manifest = RealModel.manifest(session, VAD.formatted(16000, 512, 64));
      LiveSpeechDetector detector =
          new LiveSpeechDetector(
              manifest,
              session,
              16000,
              (probability, speaking, change) -> {
                if (change != null && change.kind() == VoiceActivityGate.Kind.START) {
                  starts.add(change.sample());
                } else if (change != null && change.kind() == VoiceActivityGate.Kind.END) {
                  live.add(
                      new SpeechSegment(
                          starts.get(starts.size() - 1) / 16000.0, change.sample() / 16000.0));
                }
              });
      for (int from = 0; from < samples.length; from += 700) {
        detector.hear(Arrays.copyOfRange(samples, from, Math.min(samples.length, from + 700)));
      }
      List<SpeechSegment> whole =
          new VoiceActivityTranslator(manifest).detect(session, new AudioClip(samples, 16000));
      assertEquals(whole, live);
      assertTrue(live.size() > 0, "speech");
    }
  }

  private static List<List<String>> rows(String path) {
    return new String(RealModel.bytes(path), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> List.of(line.split(",")))
        .toList();
  }
}
