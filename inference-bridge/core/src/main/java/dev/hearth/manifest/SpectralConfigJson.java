package dev.hearth.manifest;

import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.audio.SpectralConfig;
import dev.hearth.audio.SpectralConfig.Framing;
import dev.hearth.audio.SpectralConfig.Log;
import dev.hearth.audio.SpectralConfig.Window;
import dev.hearth.json.JsonObject;

/**
 * The {@code preprocessing.waveform.features} part of a manifest: {@code like} names the library
 * whose defaults are meant, the other keys say what differs from them.
 */
public final class SpectralConfigJson {
  private enum Like {
    LIBROSA("librosa"),
    TORCHAUDIO("torchaudio"),
    KALDI("kaldi-fbank"),
    WHISPER("whisper"),
    SPECTRUM("spectrum");

    private final String id;

    Like(String id) {
      this.id = id;
    }
  }

  private SpectralConfigJson() {}

  /**
   * Reads the settings.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if a key is unknown or a value
   *     is not what its key takes
   */
  public static SpectralConfig read(JsonObject json, int sampleRateHz) {
    SpectralConfig config = defaults(json, sampleRateHz);
    if (json.has("window") || json.has("windowLength") || json.has("periodic")) {
      config.withWindow(
          json.has("window") ? json.oneOf("window", Window.values(), Window::id) : config.window(),
          json.integer("windowLength", config.windowLength()),
          json.bool("periodic", config.isPeriodic()));
    }
    if (json.has("framing")) {
      config.withFraming(json.oneOf("framing", Framing.values(), Framing::id));
    }
    config.withExponent(json.number("exponent", config.exponent()));
    if (json.has("minHz") || json.has("maxHz") || json.has("melScale") || json.has("melNorm")) {
      config.withMel(
          config.melBands(),
          json.number("minHz", config.minHz()),
          json.number("maxHz", config.maxHz()),
          json.has("melScale")
              ? json.oneOf("melScale", MelScale.values(), MelScale::id)
              : config.melScale(),
          json.has("melNorm")
              ? json.oneOf("melNorm", MelNorm.values(), MelNorm::id)
              : config.melNorm());
    }
    if (json.has("log") || json.has("floor") || json.has("offset")) {
      config.withLog(
          json.has("log") ? json.oneOf("log", Log.values(), Log::id) : config.log(),
          json.number("floor", config.floor()),
          json.number("offset", config.offset()));
    }
    config.withRange(
        json.bool("relativeToMax", config.isRelativeToMax()), json.number("range", config.range()));
    config.withCoefficients(json.integer("coefficients", 0));
    config.withScale(json.number("scale", config.scale()), json.number("shift", config.shift()));
    json.end();
    return config;
  }

  private static SpectralConfig defaults(JsonObject json, int rate) {
    Like like = json.oneOf("like", Like.values(), one -> one.id);
    return switch (like) {
      case LIBROSA ->
          SpectralConfig.librosa(
              rate,
              json.integer("fftLength", 2048),
              json.integer("hopLength", 512),
              json.integer("melBands", 128));
      case TORCHAUDIO ->
          SpectralConfig.torchaudio(
              rate,
              json.integer("fftLength", 400),
              json.integer("hopLength", 200),
              json.integer("melBands", 128));
      case KALDI -> SpectralConfig.kaldiFbank(rate, json.integer("melBands", 23));
      case WHISPER -> {
        if (rate != 16000) {
          throw json.wrong("like", "whisper for a sampleRateHz of 16000 alone");
        }
        yield SpectralConfig.whisper(json.integer("melBands", 80));
      }
      case SPECTRUM ->
          SpectralConfig.of(rate, json.integer("fftLength"), json.integer("hopLength"));
    };
  }
}
