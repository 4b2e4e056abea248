package dev.hearth.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says a {@code preprocessing.audio} as {@code preprocessing.waveform} says the same, which knows
 * more ways.
 */
final class LogMelAsWaveform {
  private LogMelAsWaveform() {}

  static ObjectNode of(ObjectNode audio) {
    ObjectNode out = Edit.JSON.objectNode();
    out.set("sampleRateHz", audio.path("sampleRateHz"));
    out.set("clipSamples", audio.path("clipSamples"));
    out.put("loudest", true);
    ObjectNode features = out.putObject("features");
    features.put("like", "spectrum");
    for (String key :
        new String[] {
          "fftLength",
          "windowLength",
          "hopLength",
          "melBands",
          "minHz",
          "maxHz",
          "melScale",
          "melNorm"
        }) {
      features.set(key, audio.path(key));
    }
    features.put("framing", "snip").put("log", "ln");
    features.set("offset", audio.path("logOffset"));
    return out;
  }
}
