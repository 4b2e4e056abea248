package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;

/**
 * What defines spectral features: frames, their spectrum, a mel filterbank, a logarithm, a cosine
 * transform, each of which but the first may be left out. The factories give the defaults of the
 * usual libraries; {@code with} methods change single settings.
 */
public final class SpectralConfig {
  /** Where frames lie. */
  public enum Framing {
    /** Frames of the window's length, as many as fit: Kaldi's snip_edges. */
    SNIP("snip"),
    /** Frames of the FFT's length, as many as fit: librosa's center=False. */
    WHOLE("whole"),
    /** Frames around every hop, zeros before and after the sound: librosa's default. */
    CENTRE_ZERO("centre-zero"),
    /** Frames around every hop, the sound reflected at its ends: torchaudio's default. */
    CENTRE_REFLECT("centre-reflect");

    private final String id;

    Framing(String id) {
      this.id = id;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }
  }

  /** The shape of the window. */
  public enum Window {
    /** Raised cosine. */
    HANN("hann"),
    /** Raised cosine on a pedestal, 0.54 - 0.46 cos. */
    HAMMING("hamming"),
    /** Kaldi's: Hann to the power of 0.85. */
    POVEY("povey"),
    /** All ones. */
    RECTANGULAR("rectangular");

    private final String id;

    Window(String id) {
      this.id = id;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }

    double at(int index, int period) {
      double cosine = period == 0 ? -1 : PortableMath.cos(2 * Math.PI * index / period);
      return switch (this) {
        case HANN -> 0.5 - 0.5 * cosine;
        case HAMMING -> 0.54 - 0.46 * cosine;
        case POVEY -> PortableMath.exp(0.85 * PortableMath.log(0.5 - 0.5 * cosine));
        case RECTANGULAR -> 1;
      };
    }
  }

  /** The logarithm. */
  public enum Log {
    /** None. */
    NONE("none"),
    /** Natural. */
    LN("ln"),
    /** Of base ten. */
    LOG10("log10"),
    /** Ten times that of base ten. */
    DB("db");

    private final String id;

    Log(String id) {
      this.id = id;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }
  }

  int sampleRateHz;
  int windowLength;
  int hopLength;
  int fftLength;
  Window window = Window.HANN;
  boolean periodic = true;
  Framing framing = Framing.CENTRE_ZERO;
  double inputScale = 1;
  boolean removeDc;
  double preemphasis;
  double exponent = 2;
  int melBands;
  double minHz;
  double maxHz;
  MelScale melScale = MelScale.SLANEY;
  MelNorm melNorm = MelNorm.SLANEY;
  boolean kaldiMel;
  Log log = Log.NONE;
  double floor = 1e-10;
  double offset;
  boolean relativeToMax;
  double range;
  int coefficients;
  boolean dropLastFrame;
  double scale = 1;
  double shift;

  /**
   * Returns the spectrum of librosa.stft and torch.stft: periodic Hann window, power.
   *
   * @param sampleRateHz rate of the samples
   * @param fftLength samples of a transform, any number of at least 2
   * @param hopLength samples from one frame to the next
   */
  public static SpectralConfig of(int sampleRateHz, int fftLength, int hopLength) {
    SpectralConfig out = new SpectralConfig();
    out.sampleRateHz = sampleRateHz;
    out.fftLength = fftLength;
    out.windowLength = fftLength;
    out.hopLength = hopLength;
    out.maxHz = sampleRateHz / 2.0;
    return out;
  }

  /** Returns librosa.feature.melspectrogram. */
  public static SpectralConfig librosa(int sampleRateHz, int fftLength, int hopLength, int bands) {
    return of(sampleRateHz, fftLength, hopLength)
        .withMel(bands, 0, sampleRateHz / 2.0, MelScale.SLANEY, MelNorm.SLANEY);
  }

  /** Returns torchaudio.transforms.MelSpectrogram. */
  public static SpectralConfig torchaudio(
      int sampleRateHz, int fftLength, int hopLength, int bands) {
    return of(sampleRateHz, fftLength, hopLength)
        .withFraming(Framing.CENTRE_REFLECT)
        .withMel(bands, 0, sampleRateHz / 2.0, MelScale.HTK, MelNorm.NONE);
  }

  /** Returns torchaudio.compliance.kaldi.fbank without dither, of samples of -1 to 1. */
  public static SpectralConfig kaldiFbank(int sampleRateHz, int bands) {
    int window = sampleRateHz * 25 / 1000;
    int fft = 1;
    while (fft < window) {
      fft *= 2;
    }
    SpectralConfig out = of(sampleRateHz, fft, sampleRateHz / 100).withFraming(Framing.SNIP);
    out.windowLength = window;
    out.window = Window.POVEY;
    out.periodic = false;
    out.inputScale = 32768;
    out.removeDc = true;
    out.preemphasis = 0.97;
    out.kaldiMel = true;
    return out.withMel(bands, 20, sampleRateHz / 2.0, MelScale.HTK, MelNorm.NONE)
        .withLog(Log.LN, 1.1920928955078125e-7, 0);
  }

  /** Returns the features of OpenAI's Whisper for a sound that was padded or cut already. */
  public static SpectralConfig whisper(int bands) {
    SpectralConfig out =
        librosa(16000, 400, 160, bands)
            .withFraming(Framing.CENTRE_REFLECT)
            .withLog(Log.LOG10, 1e-10, 0);
    out.range = 8;
    out.dropLastFrame = true;
    return out.withScale(0.25, 1);
  }

  /** Sets the window, whose length may be less than the transform's. */
  public SpectralConfig withWindow(Window shape, int length, boolean isPeriodic) {
    window = shape;
    windowLength = length;
    periodic = isPeriodic;
    return this;
  }

  /** Sets where frames lie. */
  public SpectralConfig withFraming(Framing chosen) {
    framing = chosen;
    return this;
  }

  /** Sets the power of the magnitude: 2 for power, 1 for magnitude. */
  public SpectralConfig withExponent(double power) {
    exponent = power;
    return this;
  }

  /** Sets the mel filterbank; 0 bands for none. */
  public SpectralConfig withMel(
      int bands, double fromHz, double toHz, MelScale scale, MelNorm norm) {
    melBands = bands;
    minHz = fromHz;
    maxHz = toHz;
    melScale = scale;
    melNorm = norm;
    return this;
  }

  /** Sets the logarithm of {@code max(value + offset, floor)}. */
  public SpectralConfig withLog(Log chosen, double least, double added) {
    log = chosen;
    floor = least;
    offset = added;
    return this;
  }

  /**
   * Bounds the logarithms from below, as top_db does.
   *
   * @param toMax whether 0 is the loudest value
   * @param most what they may lie under the loudest, in the logarithm's unit; 0 for no bound
   */
  public SpectralConfig withRange(boolean toMax, double most) {
    relativeToMax = toMax;
    range = most;
    return this;
  }

  /** Sets the coefficients of an orthonormal DCT-II over the bands, as MFCCs are; 0 for none. */
  public SpectralConfig withCoefficients(int count) {
    coefficients = count;
    return this;
  }

  /** Sets the last step, {@code value * factor + added}. */
  public SpectralConfig withScale(double factor, double added) {
    scale = factor;
    shift = added;
    return this;
  }

  /** Returns the rate the samples must have. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** Returns the window's shape. */
  public Window window() {
    return window;
  }

  /** Returns the samples of the window. */
  public int windowLength() {
    return windowLength;
  }

  /** Returns whether the window is periodic, and not symmetric. */
  public boolean isPeriodic() {
    return periodic;
  }

  /** Returns the power of the magnitude. */
  public double exponent() {
    return exponent;
  }

  /** Returns the mel bands, 0 for none. */
  public int melBands() {
    return melBands;
  }

  /** Returns the lower edge of the first band. */
  public double minHz() {
    return minHz;
  }

  /** Returns the upper edge of the last band. */
  public double maxHz() {
    return maxHz;
  }

  /** Returns how hertz become mel. */
  public MelScale melScale() {
    return melScale;
  }

  /** Returns how high the filters are. */
  public MelNorm melNorm() {
    return melNorm;
  }

  /** Returns the logarithm. */
  public Log log() {
    return log;
  }

  /** Returns the least value of which a logarithm is taken. */
  public double floor() {
    return floor;
  }

  /** Returns what is added before the logarithm. */
  public double offset() {
    return offset;
  }

  /** Returns whether 0 is the loudest value. */
  public boolean isRelativeToMax() {
    return relativeToMax;
  }

  /** Returns what values may lie under the loudest, 0 for no bound. */
  public double range() {
    return range;
  }

  /** Returns the factor of the last step. */
  public double scale() {
    return scale;
  }

  /** Returns what is added last. */
  public double shift() {
    return shift;
  }

  /** Returns the values of a frame: coefficients, mel bands or bins. */
  public int width() {
    return coefficients > 0 ? coefficients : melBands > 0 ? melBands : fftLength / 2 + 1;
  }

  /** Returns the frames of a sound. */
  public int frameCount(int samples) {
    int length = framing == Framing.SNIP ? windowLength : fftLength;
    long padded = centred() ? samples + 2L * (fftLength / 2) : samples;
    int frames = padded < length ? 0 : (int) (1 + (padded - length) / hopLength);
    return dropLastFrame ? Math.max(0, frames - 1) : frames;
  }

  boolean centred() {
    return framing == Framing.CENTRE_ZERO || framing == Framing.CENTRE_REFLECT;
  }

  /** Throws IllegalArgumentException unless every setting is in range and they fit each other. */
  void check() {
    require(sampleRateHz >= 1, "sampleRateHz of at least 1");
    require(fftLength >= 2 && fftLength <= 1 << 20, "fftLength of 2 to 2^20");
    require(windowLength >= 1 && windowLength <= fftLength, "windowLength of 1 to fftLength");
    require(hopLength >= 1, "hopLength of at least 1");
    require(exponent == 1 || exponent == 2, "exponent 1 or 2");
    require(melBands >= 0 && melBands <= 10_000, "melBands of 0 to 10000");
    require(
        minHz >= 0 && minHz < maxHz && maxHz <= sampleRateHz / 2.0,
        "0 <= minHz < maxHz <= half the sample rate");
    require(log == Log.NONE || floor + offset > 0, "a floor or offset above 0 for a logarithm");
    require(range >= 0, "range of at least 0");
    require(
        log != Log.NONE || (range == 0 && !relativeToMax),
        "a logarithm for relativeToMax or range");
    require(
        coefficients >= 0 && (coefficients == 0 || coefficients <= melBands),
        "coefficients of 0 to melBands");
  }

  private static void require(boolean condition, String expected) {
    if (!condition) {
      throw new IllegalArgumentException("Expected spectral features with " + expected);
    }
  }
}
