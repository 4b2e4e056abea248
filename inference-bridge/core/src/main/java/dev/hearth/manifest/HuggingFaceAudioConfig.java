package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;

/**
 * An unedited {@code preprocessor_config.json} of Hugging Face for sound, as {@code
 * preprocessing.waveform} of a manifest: what the feature extractors of Transformers 4 do with one
 * sound.
 *
 * <p>{@code return_attention_mask} and {@code padding_side} are of no effect on one sound alone.
 * What makes training vary, as dither, must be off.
 */
public final class HuggingFaceAudioConfig {
  private final JsonObject json;
  private final int rate;

  private HuggingFaceAudioConfig(JsonObject json) {
    this.json = json.ignore("processor_class", "return_attention_mask", "padding_side");
    rate = json.integer("sampling_rate", 16000);
  }

  /**
   * Returns what a config says.
   *
   * @param text the file
   * @throws InferenceException MANIFEST_INVALID if it is not JSON, has an unknown key, or asks for
   *     what is not supported; the message names the key
   */
  public static JsonObject read(String text) {
    JsonObject json = JsonObject.parse("preprocessor_config.json", text);
    HuggingFaceAudioConfig config = new HuggingFaceAudioConfig(json);
    JsonObject read =
        switch (json.string("feature_extractor_type")) {
          case "Wav2Vec2FeatureExtractor" -> config.samples("NT", true);
          case "EncodecFeatureExtractor" -> config.encodec();
          case "SpeechT5FeatureExtractor" -> config.speechT5();
          case "WhisperFeatureExtractor" -> config.whisper();
          case "ASTFeatureExtractor" -> config.spectrogramTransformer();
          case "Speech2TextFeatureExtractor" -> config.speech2Text();
          default ->
              throw json.wrong(
                  "feature_extractor_type",
                  "Wav2Vec2-, Encodec-, SpeechT5-, Whisper-, AST- or Speech2TextFeatureExtractor");
        };
    json.end();
    // As a manifest would have it, numbers as text.
    return JsonObject.parse("preprocessing.waveform", read.toString());
  }

  private JsonObject samples(String layout, boolean normalizes) {
    only("feature_size", 1, 1);
    only("padding_value", 0, 0);
    return new JsonObject()
        .put("sampleRateHz", rate)
        .put("normalize", json.bool("do_normalize", normalizes))
        .put("layout", layout);
  }

  private JsonObject encodec() {
    if (json.has("chunk_length_s") || json.has("overlap")) {
      throw json.wrong("chunk_length_s", "null, sounds in overlapping pieces being not supported");
    }
    return samples("NCT", false);
  }

  private JsonObject speechT5() {
    // These are about the spectrogram to be spoken, not about what is heard.
    json.ignore("num_mel_bins", "hop_length", "win_length", "win_function", "frame_signal_scale");
    json.ignore("fmin", "fmax", "mel_floor", "reduction_factor");
    return samples("NT", false);
  }

  private JsonObject whisper() {
    only("padding_value", 0, 0);
    only("dither", 0, 0);
    // nb_max_frames follows from n_samples; mel_filters are those that are computed here.
    json.ignore("nb_max_frames", "mel_filters");
    int fftLength = json.integer("n_fft", 400);
    JsonObject features =
        new JsonObject()
            .put("like", "whisper")
            .put("fftLength", fftLength)
            .put("windowLength", fftLength)
            .put("hopLength", json.integer("hop_length", 160))
            .put("melBands", json.integer("feature_size", 80));
    int clip = json.integer("n_samples", json.integer("chunk_length", 30) * rate);
    return waveform("NFT", features)
        .put("clipSamples", clip)
        .put("normalize", json.bool("do_normalize", false));
  }

  private JsonObject spectrogramTransformer() {
    only("padding_value", 0, 0);
    only("feature_size", 1, 1);
    boolean normalize = json.bool("do_normalize", true);
    double mean = json.number("mean", -4.2677393);
    double std = json.number("std", 4.5689974);
    if (!(std > 0)) {
      throw json.wrong("std", "above 0");
    }
    JsonObject features =
        kaldi(json.integer("num_mel_bins", 128))
            .put("sampleScale", 1)
            .put("window", "hann-symmetric")
            .put("frames", json.integer("max_length", 1024))
            .put("scale", normalize ? 0.5 / std : 1)
            .put("shift", normalize ? mean * -0.5 / std : 0);
    return waveform("NTF", features);
  }

  private JsonObject speech2Text() {
    only("padding_value", 0, 0);
    only("dither", 0, 0);
    int bands = json.integer("num_mel_bins", 80);
    only("feature_size", bands, bands);
    boolean normalize = json.bool("do_ceptral_normalize", true);
    if (normalize && !(json.bool("normalize_means", true) && json.bool("normalize_vars", true))) {
      throw json.wrong("do_ceptral_normalize", "false, or mean and variance both normalised");
    }
    json.ignore("normalize_means", "normalize_vars", "do_normalize");
    return waveform("NTF", kaldi(bands).put("normalize", normalize ? "bands" : "none"));
  }

  private JsonObject kaldi(int bands) {
    return new JsonObject().put("like", "kaldi-fbank").put("melBands", bands);
  }

  private JsonObject waveform(String layout, JsonObject features) {
    return new JsonObject()
        .put("sampleRateHz", rate)
        .put("features", features)
        .put("layout", layout);
  }

  private void only(String key, double otherwise, double supported) {
    if (json.number(key, otherwise) != supported) {
      throw json.wrong(key, supported == 0 ? "0" : supported == 1 ? "1" : "as num_mel_bins");
    }
  }
}
