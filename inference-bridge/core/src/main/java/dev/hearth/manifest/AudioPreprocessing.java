package dev.hearth.manifest;

import dev.hearth.audio.LogMelConfig;
import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.json.JsonObject;

/**
 * How a sound becomes the model's input: mixed to mono, resampled, cut or padded to a clip, and
 * turned into log-mel frames, {@code float32[1, frames, melBands, 1]}.
 *
 * @param clipSamples samples of one clip, at the model's rate
 * @param stepFrames frames from one prediction to the next when listening
 * @param logMel the features
 */
public record AudioPreprocessing(int clipSamples, int stepFrames, LogMelConfig logMel) {
  public AudioPreprocessing {
    if (logMel.frameCount(clipSamples) < 1) {
      throw new IllegalArgumentException(
          "Expected clipSamples of at least a window of "
              + logMel.windowLength()
              + ", found "
              + clipSamples);
    }
  }

  /** Returns the frames of one clip. */
  public int frames() {
    return logMel.frameCount(clipSamples);
  }

  static AudioPreprocessing read(JsonObject json) {
    AudioPreprocessing read =
        new AudioPreprocessing(
            json.integer("clipSamples"),
            json.integer("stepFrames"),
            new LogMelConfig(
                json.integer("sampleRateHz"),
                json.integer("windowLength"),
                json.integer("hopLength"),
                json.integer("fftLength"),
                json.integer("melBands"),
                json.number("minHz"),
                json.number("maxHz"),
                json.oneOf("melScale", MelScale.values()),
                json.oneOf("melNorm", MelNorm.values()),
                json.number("logOffset")));
    json.end();
    return read;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("sampleRateHz", logMel.sampleRateHz())
        .put("clipSamples", clipSamples)
        .put("stepFrames", stepFrames)
        .put("windowLength", logMel.windowLength())
        .put("hopLength", logMel.hopLength())
        .put("fftLength", logMel.fftLength())
        .put("melBands", logMel.melBands())
        .put("minHz", logMel.minHz())
        .put("maxHz", logMel.maxHz())
        .put("melScale", logMel.melScale().id())
        .put("melNorm", logMel.melNorm().id())
        .put("logOffset", logMel.logOffset());
  }
}
