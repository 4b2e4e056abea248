package dev.hearth.audio;

/**
 * Reads RIFF/WAVE files: PCM of 8, 16, 24 or 32 bits and IEEE float of 32 or 64 bits, plain or
 * WAVE_FORMAT_EXTENSIBLE, any number of channels, which are averaged to mono. Layout after
 * "Multimedia Programming Interface and Data Specifications 1.0" and the mmreg.h format tags.
 */
public final class WavReader {
  private static final int FORMAT_PCM = 1;
  private static final int FORMAT_FLOAT = 3;
  private static final int FORMAT_EXTENSIBLE = 0xFFFE;
  private static final int UNKNOWN_SIZE = -1;
  private static final int MAX_CHANNELS = 256;
  private static final int MAX_SAMPLE_RATE_HZ = 768_000;

  /** Bytes 2..15 of the sub-format of WAVE_FORMAT_EXTENSIBLE; bytes 0..1 are the format tag. */
  private static final int[] SUBFORMAT_TAIL = {
    0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71
  };

  private final byte[] bytes;
  private boolean formatSeen;
  private int format;
  private int channels;
  private int sampleRateHz;
  private int bits;

  private WavReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns the sound of a WAV file as mono samples; integers are scaled to -1..1.
   *
   * @throws IllegalArgumentException when the bytes are no WAV file, are cut short, hold no samples
   *     or use an encoding that is not supported; the message says what was expected and found
   */
  public static AudioClip read(byte[] bytes) {
    return new WavReader(bytes).parse();
  }

  private AudioClip parse() {
    if (bytes.length < 12) {
      throw malformed("at least 12 bytes", bytes.length + " bytes");
    }
    if (!isTag(0, "RIFF") || !isTag(8, "WAVE")) {
      throw malformed("RIFF and WAVE at the start", "'" + tag(0) + "' and '" + tag(8) + "'");
    }
    int at = 12;
    while (bytes.length - at >= 8) {
      int declared = int32(at + 4);
      int start = at + 8;
      int rest = bytes.length - start;
      boolean data = isTag(at, "data");
      // Programs that write to a pipe leave the size of the data unknown.
      int size = data && declared == UNKNOWN_SIZE ? rest : declared;
      if (size < 0 || size > rest) {
        throw malformed(
            unsigned(declared) + " bytes of '" + tag(at) + "'", rest + " (the file is cut short)");
      }
      if (isTag(at, "fmt ")) {
        readFormat(start, size);
      } else if (data) {
        return readSamples(start, size);
      }
      at = start + size + Math.min(size & 1, rest - size);
    }
    throw malformed("a 'data' chunk", "none");
  }

  private void readFormat(int at, int size) {
    if (size < 16) {
      throw malformed("a 'fmt ' chunk of at least 16 bytes", size + " bytes");
    }
    format = int16(at);
    channels = int16(at + 2);
    sampleRateHz = int32(at + 4);
    int blockLength = int16(at + 12);
    bits = int16(at + 14);
    if (format == FORMAT_EXTENSIBLE) {
      format = subFormat(at, size);
    }
    boolean pcm = format == FORMAT_PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32);
    if (!pcm && !(format == FORMAT_FLOAT && (bits == 32 || bits == 64))) {
      throw malformed(
          "PCM of 8, 16, 24 or 32 bits or float of 32 or 64 bits",
          (format == 6 ? "A-law" : format == 7 ? "mu-law" : "format " + format)
              + " of "
              + bits
              + " bits");
    }
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw malformed("1 to " + MAX_CHANNELS + " channels", "" + channels);
    }
    if (sampleRateHz < 1 || sampleRateHz > MAX_SAMPLE_RATE_HZ) {
      throw malformed(
          "a sample rate of 1 to " + MAX_SAMPLE_RATE_HZ + " Hz", unsigned(sampleRateHz) + " Hz");
    }
    if (blockLength != channels * (bits / 8)) {
      throw malformed("blocks of " + channels * (bits / 8) + " bytes", "" + blockLength);
    }
    formatSeen = true;
  }

  private int subFormat(int at, int size) {
    if (size < 40) {
      throw malformed("an extensible 'fmt ' chunk of at least 40 bytes", size + " bytes");
    }
    for (int i = 0; i < SUBFORMAT_TAIL.length; i++) {
      if ((bytes[at + 26 + i] & 0xFF) != SUBFORMAT_TAIL[i]) {
        throw malformed("a PCM or float sub-format", "another GUID");
      }
    }
    return int16(at + 24);
  }

  private AudioClip readSamples(int start, int size) {
    if (!formatSeen) {
      throw malformed("a 'fmt ' chunk before the 'data' chunk", "none");
    }
    int width = bits / 8;
    int frames = size / (width * channels);
    if (frames == 0) {
      throw malformed("at least one sample in the 'data' chunk", "none");
    }
    float[] mono = new float[frames];
    int at = start;
    for (int i = 0; i < frames; i++) {
      double sum = 0;
      for (int c = 0; c < channels; c++) {
        sum += sample(at);
        at += width;
      }
      double mean = sum / channels;
      if (!(Math.abs(mean) <= Float.MAX_VALUE)) {
        throw malformed("finite samples", "one that is not");
      }
      mono[i] = (float) mean;
    }
    return new AudioClip(mono, sampleRateHz);
  }

  private double sample(int at) {
    if (format == FORMAT_FLOAT) {
      return bits == 32
          ? Float.intBitsToFloat(int32(at))
          : Double.longBitsToDouble(((long) int32(at + 4) << 32) | (int32(at) & 0xFFFF_FFFFL));
    }
    return switch (bits) {
      case 8 -> ((bytes[at] & 0xFF) - 128) / 128.0;
      case 16 -> (short) int16(at) / 32768.0;
      case 24 -> (int16(at) | bytes[at + 2] << 16) / 8388608.0;
      default -> int32(at) / 2147483648.0;
    };
  }

  private int int16(int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  private int int32(int at) {
    return int16(at) | int16(at + 2) << 16;
  }

  private boolean isTag(int at, String tag) {
    for (int i = 0; i < 4; i++) {
      if (bytes[at + i] != tag.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns four bytes as text; what is not printable ASCII becomes a question mark. */
  private String tag(int at) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      char c = (char) (bytes[at + i] & 0xFF);
      text.append(c >= ' ' && c < 127 ? c : '?');
    }
    return text.toString();
  }

  private static long unsigned(int value) {
    return value & 0xFFFF_FFFFL;
  }

  private static IllegalArgumentException malformed(String expected, String found) {
    return new IllegalArgumentException(
        "not a readable WAV file: expected " + expected + ", found " + found);
  }
}
