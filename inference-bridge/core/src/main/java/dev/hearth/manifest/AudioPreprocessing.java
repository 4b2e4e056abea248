package dev.hearth.manifest;

/**
 * How a sound becomes the model's input: mixed to mono, resampled, cut or padded to a clip, and
 * turned into log-mel frames.
 *
 * @param sampleRateHz samples a second the model was trained at
 * @param clipSamples samples of one clip
 * @param windowLength samples under the Hann window of one frame
 * @param hopLength samples from one frame to the next
 * @param fftLength samples the Fourier transform takes, a power of two
 * @param melBands bands of the mel filterbank
 * @param minHz lower edge of the lowest band
 * @param maxHz upper edge of the highest band
 * @param logOffset added to each band's power before the natural logarithm
 */
public record AudioPreprocessing(
    int sampleRateHz,
    int clipSamples,
    int windowLength,
    int hopLength,
    int fftLength,
    int melBands,
    double minHz,
    double maxHz,
    double logOffset) {

  static AudioPreprocessing read(JsonObject json) {
    AudioPreprocessing read =
        new AudioPreprocessing(
            json.integer("sampleRateHz"),
            json.integer("clipSamples"),
            json.integer("windowLength"),
            json.integer("hopLength"),
            json.integer("fftLength"),
            json.integer("melBands"),
            json.number("minHz"),
            json.number("maxHz"),
            json.number("logOffset"));
    json.end();
    return read;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("sampleRateHz", sampleRateHz)
        .put("clipSamples", clipSamples)
        .put("windowLength", windowLength)
        .put("hopLength", hopLength)
        .put("fftLength", fftLength)
        .put("melBands", melBands)
        .put("minHz", minHz)
        .put("maxHz", maxHz)
        .put("logOffset", logOffset);
  }
}
