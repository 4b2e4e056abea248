package dev.hearth.audio;

import dev.hearth.json.Names;
import org.jspecify.annotations.Nullable;

/**
 * How a sound becomes the features a model sees. In this order: spectrum, mel bands, logarithm;
 * normalisation over the sound; the cosine transform; a fixed number of frames; {@code value *
 * scale + shift}.
 *
 * @param sampleRateHz samples a second, at least 1
 * @param spectrum of each frame
 * @param mel null for the bins of the spectrum
 * @param log the logarithm of the bands
 * @param normalize over the sound
 * @param coefficients of the orthonormal DCT-II over the mel bands (MFCC), at most as many; 0 for
 *     none
 * @param dropLastFrame whether the last frame is left out, as Whisper does
 * @param frames of every input: later ones are dropped, missing ones hold 0 before scale and shift;
 *     0 for as many as there are
 * @param scale of the last step, finite
 * @param shift of the last step, finite
 */
public record FeatureConfig(
    int sampleRateHz,
    SpectrumConfig spectrum,
    @Nullable MelConfig mel,
    LogConfig log,
    Normalize normalize,
    int coefficients,
    boolean dropLastFrame,
    int frames,
    double scale,
    double shift) {

  /** What gets mean 0 and variance 1 over the sound. */
  public enum Normalize {
    /** Nothing. */
    NONE,
    /** All values together. */
    ALL,
    /** Every band of its own. */
    BANDS,
    /** All values of the frames that are not of digital silence, which become 0. */
    ALL_BUT_SILENCE;

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }
  }

  /** Checks every bound. */
  public FeatureConfig {
    LogMelConfig.check(sampleRateHz >= 1, "sampleRateHz of at least 1", sampleRateHz);
    if (mel != null) {
      mel.checkRate(sampleRateHz);
      LogMelConfig.check(spectrum.bins() == 0, "no bins beside melBands", spectrum.bins());
    }
    int most = mel == null ? 0 : mel.bands();
    LogMelConfig.check(
        coefficients >= 0 && coefficients <= most, "coefficients of 0.." + most, coefficients);
    LogMelConfig.check(frames >= 0, "frames of at least 0", frames);
    LogMelConfig.check(Math.abs(scale) <= Double.MAX_VALUE, "a finite scale", scale);
    LogMelConfig.check(Math.abs(shift) <= Double.MAX_VALUE, "a finite shift", shift);
  }

  /** Returns the values of a frame before the cosine transform. */
  int bands() {
    return mel == null ? spectrum.width() : mel.bands();
  }

  /** Returns the features of a frame. */
  public int width() {
    return coefficients > 0 ? coefficients : bands();
  }

  /** Returns the frames of a number of samples; 0 where they are too few. */
  public int frameCount(int samples) {
    int found = Math.max(0, spectrum.frameCount(samples) - (dropLastFrame ? 1 : 0));
    return found > 0 && frames > 0 ? frames : found;
  }

  /** Returns whether a frame's features depend on its samples alone. */
  public boolean isCausal() {
    boolean inside = spectrum.framing() == Framing.SNIP || spectrum.framing() == Framing.WHOLE;
    return inside && log.isCausal() && normalize == Normalize.NONE && !dropLastFrame && frames == 0;
  }

  /** Returns librosa.stft or torch.stft as power: a periodic Hann window, silence beyond. */
  public static FeatureConfig spectrum(int sampleRateHz, int fftLength, int hopLength) {
    return of(sampleRateHz, fftLength, hopLength, Framing.CENTRE_ZERO, null, LogConfig.NONE);
  }

  /** Returns librosa.feature.melspectrogram. */
  public static FeatureConfig librosa(int sampleRateHz, int fftLength, int hopLength, int bands) {
    MelConfig mel =
        new MelConfig(bands, 0, sampleRateHz / 2.0, MelScale.SLANEY, MelNorm.SLANEY, false);
    return of(sampleRateHz, fftLength, hopLength, Framing.CENTRE_ZERO, mel, LogConfig.NONE);
  }

  /** Returns torchaudio.transforms.MelSpectrogram. */
  public static FeatureConfig torchaudio(
      int sampleRateHz, int fftLength, int hopLength, int bands) {
    MelConfig mel = new MelConfig(bands, 0, sampleRateHz / 2.0, MelScale.HTK, MelNorm.NONE, false);
    return of(sampleRateHz, fftLength, hopLength, Framing.CENTRE_REFLECT, mel, LogConfig.NONE);
  }

  /** Returns torchaudio.compliance.kaldi.fbank without dither, of samples of -1 to 1. */
  public static FeatureConfig kaldiFbank(int sampleRateHz, int bands) {
    int window = (int) (sampleRateHz * 0.025);
    int hop = (int) (sampleRateHz * 0.010);
    int fft = 4;
    while (fft < window) {
      fft *= 2;
    }
    return new FeatureConfig(
        sampleRateHz,
        new SpectrumConfig(window, hop, fft, Window.POVEY, Framing.SNIP, 32768, true, 0.97, 2, 0),
        new MelConfig(bands, 20, sampleRateHz / 2.0, MelScale.HTK, MelNorm.NONE, true),
        new LogConfig(LogConfig.Log.LN, 0x1p-23, 0, false, 0),
        Normalize.NONE,
        0,
        false,
        0,
        1,
        0);
  }

  /** Returns the front end of OpenAI's Whisper, for a sound cut or padded to 30 s. */
  public static FeatureConfig whisper(int bands) {
    return new FeatureConfig(
        16000,
        stft(400, 160, Framing.CENTRE_REFLECT),
        new MelConfig(bands, 0, 8000, MelScale.SLANEY, MelNorm.SLANEY, false),
        new LogConfig(LogConfig.Log.LOG10, 1e-10, 0, false, 8),
        Normalize.NONE,
        0,
        true,
        0,
        0.25,
        1);
  }

  private static SpectrumConfig stft(int fftLength, int hopLength, Framing framing) {
    return new SpectrumConfig(
        fftLength, hopLength, fftLength, Window.HANN, framing, 1, false, 0, 2, 0);
  }

  private static FeatureConfig of(
      int rate, int fft, int hop, Framing framing, @Nullable MelConfig mel, LogConfig log) {
    SpectrumConfig spectrum = stft(fft, hop, framing);
    return new FeatureConfig(rate, spectrum, mel, log, Normalize.NONE, 0, false, 0, 1, 0);
  }
}
