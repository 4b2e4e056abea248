package dev.hearth.manifest;

import dev.hearth.audio.FeatureConfig;
import dev.hearth.audio.FeatureConfig.Normalize;
import dev.hearth.audio.Framing;
import dev.hearth.audio.LogConfig;
import dev.hearth.audio.LogConfig.Log;
import dev.hearth.audio.MelConfig;
import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.audio.SpectrumConfig;
import dev.hearth.audio.Window;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.jspecify.annotations.Nullable;

/**
 * The {@code preprocessing.waveform.features} part of a manifest: {@code like} names the library
 * whose defaults are meant, the other keys say what differs from them.
 */
public final class FeatureConfigJson {
  private enum Like {
    SPECTRUM("spectrum"),
    LIBROSA("librosa"),
    TORCHAUDIO("torchaudio"),
    KALDI("kaldi-fbank"),
    WHISPER("whisper");

    private final String id;

    Like(String id) {
      this.id = id;
    }
  }

  private FeatureConfigJson() {}

  /**
   * Reads the settings.
   *
   * @throws InferenceException MANIFEST_INVALID if a key is unknown or a value is not what its key
   *     takes
   */
  public static FeatureConfig read(JsonObject json, int sampleRateHz) {
    try {
      FeatureConfig defaults = defaults(json, sampleRateHz);
      SpectrumConfig spectrum = spectrum(json, defaults.spectrum());
      FeatureConfig read =
          new FeatureConfig(
              sampleRateHz,
              spectrum,
              mel(json, defaults.mel(), sampleRateHz),
              log(json, defaults.log()),
              oneOf(json, "normalize", Normalize.values(), defaults.normalize()),
              json.integer("coefficients", defaults.coefficients()),
              json.bool("dropLastFrame", defaults.dropLastFrame()),
              json.integer("frames", defaults.frames()),
              json.number("scale", defaults.scale()),
              json.number("shift", defaults.shift()));
      json.end();
      return read;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, "features: " + e.getMessage(), e);
    }
  }

  private static FeatureConfig defaults(JsonObject json, int rate) {
    return switch (json.oneOf("like", Like.values(), like -> like.id)) {
      case SPECTRUM ->
          FeatureConfig.spectrum(rate, json.integer("fftLength"), json.integer("hopLength"));
      case LIBROSA ->
          FeatureConfig.librosa(
              rate,
              json.integer("fftLength", 2048),
              json.integer("hopLength", 512),
              json.integer("melBands", 128));
      case TORCHAUDIO -> {
        int fftLength = json.integer("fftLength", 400);
        int hopLength = json.integer("hopLength", json.integer("windowLength", fftLength) / 2);
        yield FeatureConfig.torchaudio(rate, fftLength, hopLength, json.integer("melBands", 128));
      }
      case KALDI -> FeatureConfig.kaldiFbank(rate, json.integer("melBands", 23));
      case WHISPER -> {
        if (rate != 16000) {
          throw json.wrong("like", "another than whisper where sampleRateHz is not 16000");
        }
        yield FeatureConfig.whisper(json.integer("melBands", 80));
      }
    };
  }

  private static SpectrumConfig spectrum(JsonObject json, SpectrumConfig defaults) {
    return new SpectrumConfig(
        json.integer("windowLength", defaults.windowLength()),
        json.integer("hopLength", defaults.hopLength()),
        json.integer("fftLength", defaults.fftLength()),
        oneOf(json, "window", Window.values(), defaults.window()),
        oneOf(json, "framing", Framing.values(), defaults.framing()),
        json.number("sampleScale", defaults.sampleScale()),
        json.bool("removeMean", defaults.removeMean()),
        json.number("preemphasis", defaults.preemphasis()),
        json.integer("exponent", defaults.exponent()),
        json.integer("bins", defaults.bins()));
  }

  private static @Nullable MelConfig mel(JsonObject json, @Nullable MelConfig defaults, int rate) {
    MelConfig mel = defaults;
    if (mel == null) {
      if (!json.has("melBands")) {
        return null;
      }
      mel = new MelConfig(1, 0, rate / 2.0, MelScale.HTK, MelNorm.NONE, false);
    }
    return new MelConfig(
        json.integer("melBands", mel.bands()),
        json.number("minHz", mel.minHz()),
        json.number("maxHz", mel.maxHz()),
        oneOf(json, "melScale", MelScale.values(), mel.scale()),
        oneOf(json, "melNorm", MelNorm.values(), mel.norm()),
        json.bool("trianglesInMel", mel.trianglesInMel()));
  }

  private static LogConfig log(JsonObject json, LogConfig defaults) {
    Log log = oneOf(json, "log", Log.values(), defaults.log());
    // librosa's and torchaudio's amin, where the features themselves have no logarithm.
    double floor = log == Log.NONE || defaults.log() != Log.NONE ? defaults.floor() : 1e-10;
    double offset = json.number("offset", defaults.offset());
    return new LogConfig(
        log,
        json.number("floor", offset > 0 ? 0 : floor),
        offset,
        json.bool("relativeToMax", defaults.relativeToMax()),
        json.number("range", defaults.range()));
  }

  private static <E extends Enum<E>> E oneOf(JsonObject json, String key, E[] values, E otherwise) {
    return json.has(key) ? json.oneOf(key, values) : otherwise;
  }
}
