package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.audio.FeatureConfig;
import dev.hearth.audio.FeatureConfig.Normalize;
import dev.hearth.audio.Window;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceAudioConfigTest {
  private static final String WAV2VEC2 =
      """
      {"do_normalize": true, "feature_extractor_type": "Wav2Vec2FeatureExtractor",
       "feature_size": 1, "padding_side": "right", "padding_value": 0.0,
       "return_attention_mask": false, "sampling_rate": 16000}
      """;
  private static final String WHISPER =
      """
      {"chunk_length": 30, "dither": 0.0, "feature_extractor_type": "WhisperFeatureExtractor",
       "feature_size": 80, "hop_length": 160, "mel_filters": [[0.0, 0.1], [0.2, 0.0]],
       "n_fft": 400, "n_samples": 480000, "nb_max_frames": 3000, "padding_side": "right",
       "padding_value": 0.0, "processor_class": "WhisperProcessor",
       "return_attention_mask": false, "sampling_rate": 16000}
      """;
  private static final String AST =
      """
      {"do_normalize": true, "feature_extractor_type": "ASTFeatureExtractor", "feature_size": 1,
       "max_length": 1024, "mean": -4.2677393, "num_mel_bins": 128, "padding_side": "right",
       "padding_value": 0.0, "return_attention_mask": false, "sampling_rate": 16000,
       "std": 4.5689974}
      """;
  private static final String SPEECH2TEXT =
      """
      {"do_ceptral_normalize": true, "feature_extractor_type": "Speech2TextFeatureExtractor",
       "feature_size": 80, "normalize_means": true, "normalize_vars": true, "num_mel_bins": 80,
       "padding_side": "right", "padding_value": 0.0, "return_attention_mask": true,
       "sampling_rate": 16000}
      """;

  @Test
  void read_wav2Vec2_isTheNormalisedSamples() {
    JsonObject waveform = HuggingFaceAudioConfig.read(WAV2VEC2);
    assertEquals(16000, waveform.integer("sampleRateHz"));
    assertTrue(waveform.bool("normalize", false));
    assertEquals("NT", waveform.string("layout"));
    waveform.end();
  }

  @Test
  void read_whisper_isItsFrontEnd() {
    JsonObject waveform = HuggingFaceAudioConfig.read(WHISPER);
    assertEquals(480_000, waveform.integer("clipSamples"));
    assertEquals("NFT", waveform.string("layout"));
    assertFalse(waveform.bool("normalize", true));
    assertEquals(FeatureConfig.whisper(80), features(waveform));
    String large = WHISPER.replace("\"feature_size\": 80", "\"feature_size\": 128");
    assertEquals(FeatureConfig.whisper(128), features(HuggingFaceAudioConfig.read(large)));
  }

  @Test
  void read_ast_isKaldisFbankOfOneLength() {
    FeatureConfig features = features(HuggingFaceAudioConfig.read(AST));
    assertEquals(1024, features.frames());
    assertEquals(128, features.width());
    assertEquals(Window.HANN_SYMMETRIC, features.spectrum().window());
    assertEquals(1, features.spectrum().sampleScale());
    // (value - mean) / (2 std).
    assertEquals(0, -4.2677393 * features.scale() + features.shift(), 1e-15);
    assertEquals(1 / (2 * 4.5689974), features.scale(), 1e-15);
    String raw = AST.replace("\"do_normalize\": true", "\"do_normalize\": false");
    assertEquals(1, features(HuggingFaceAudioConfig.read(raw)).scale());
  }

  @Test
  void read_speech2Text_normalisesBands() {
    FeatureConfig features = features(HuggingFaceAudioConfig.read(SPEECH2TEXT));
    assertEquals(Normalize.BANDS, features.normalize());
    assertEquals(FeatureConfig.kaldiFbank(16000, 80).spectrum(), features.spectrum());
  }

  @Test
  void read_samplesOfOtherModels() {
    JsonObject encodec =
        HuggingFaceAudioConfig.read(
            """
            {"chunk_length_s": null, "feature_extractor_type": "EncodecFeatureExtractor",
             "feature_size": 1, "overlap": null, "padding_side": "right", "padding_value": 0.0,
             "return_attention_mask": true, "sampling_rate": 24000}
            """);
    assertEquals(24000, encodec.integer("sampleRateHz"));
    assertEquals("NCT", encodec.string("layout"));
    assertFalse(encodec.bool("normalize", true));
    JsonObject speechT5 =
        HuggingFaceAudioConfig.read(
            """
            {"do_normalize": false, "feature_extractor_type": "SpeechT5FeatureExtractor",
             "feature_size": 1, "fmax": 7600, "fmin": 80, "frame_signal_scale": 1.0,
             "hop_length": 16, "mel_floor": 1e-10, "num_mel_bins": 80, "padding_side": "right",
             "padding_value": 0.0, "processor_class": "SpeechT5Processor", "reduction_factor": 2,
             "return_attention_mask": true, "sampling_rate": 16000,
             "win_function": "hann_window", "win_length": 64}
            """);
    assertEquals("NT", speechT5.string("layout"));
    assertFalse(speechT5.bool("normalize", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"feature_size\": 80 | \"feature_size\": 80, \"colour\": 1 | Unknown key colour",
        "\"dither\": 0.0 | \"dither\": 0.1 | Expected dither to be 0, found 0.1",
        "\"padding_value\": 0.0 | \"padding_value\": 1.5 | Expected padding_value to be 0",
        "Whisper | Clap | Expected feature_extractor_type to be Wav2Vec2-",
        "\"n_fft\": 400 | \"n_fft\": 4.5 | Expected n_fft to be a whole number"
      })
  void read_whatIsNotSupported_isRefused(String said, String instead, String message) {
    String text = WHISPER.replace(said, instead);
    String found =
        assertThrows(InferenceException.class, () -> HuggingFaceAudioConfig.read(text))
            .getMessage();
    assertTrue(found != null && found.contains(message), found);
  }

  private static FeatureConfig features(JsonObject waveform) {
    return FeatureConfigJson.read(waveform.object("features"), waveform.integer("sampleRateHz"));
  }
}
