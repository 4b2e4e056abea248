package dev.hearth.e2e.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sound of one channel, which is read from and written to 16-bit WAV files. */
public final class WavFile {
  private static final int HEADER_BYTES = 44;
  private static final int SINC_HALF_WIDTH = 16;

  private final int sampleRateHz;
  private final float[] samples;

  /**
   * Holds a copy of the samples.
   *
   * @param samples -1 to 1
   */
  public WavFile(int sampleRateHz, float[] samples) {
    this.sampleRateHz = sampleRateHz;
    this.samples = samples.clone();
  }

  /** Reads 16-bit PCM of one channel. */
  public static WavFile read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int sampleRateHz = 0;
    bytes.position(12);
    while (bytes.remaining() >= 8) {
      String chunk = tag(bytes);
      int size = bytes.getInt();
      int start = bytes.position();
      if (chunk.equals("fmt ")) {
        if (bytes.getShort(start + 2) != 1 || bytes.getShort(start + 14) != 16) {
          throw new IOException(file + " is not 16-bit sound of one channel");
        }
        sampleRateHz = bytes.getInt(start + 4);
      } else if (chunk.equals("data")) {
        float[] samples = new float[Math.min(size, bytes.remaining()) / 2];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = bytes.getShort() / 32768f;
        }
        return new WavFile(sampleRateHz, samples);
      }
      bytes.position(start + size + size % 2);
    }
    throw new IOException(file + " has no sound data");
  }

  private static String tag(ByteBuffer bytes) {
    byte[] tag = new byte[4];
    bytes.get(tag);
    return new String(tag, StandardCharsets.US_ASCII);
  }

  /** Returns silence. */
  public static WavFile silence(int sampleRateHz, double seconds) {
    return new WavFile(sampleRateHz, new float[(int) Math.round(seconds * sampleRateHz)]);
  }

  /** Returns the parts one after another, each brought to the sample rate. */
  public static WavFile concat(int sampleRateHz, List<WavFile> parts) {
    List<float[]> all = new ArrayList<>();
    parts.forEach(part -> all.add(part.resampled(sampleRateHz).samples));
    float[] joined = new float[all.stream().mapToInt(part -> part.length).sum()];
    int position = 0;
    for (float[] part : all) {
      System.arraycopy(part, 0, joined, position, part.length);
      position += part.length;
    }
    return new WavFile(sampleRateHz, joined);
  }

  /** Returns the same sound at another rate, by a windowed sinc. */
  public WavFile resampled(int targetRateHz) {
    if (targetRateHz == sampleRateHz) {
      return this;
    }
    float[] target = new float[(int) ((long) samples.length * targetRateHz / sampleRateHz)];
    double cutoff = Math.min(1.0, (double) targetRateHz / sampleRateHz);
    int reach = (int) Math.ceil(SINC_HALF_WIDTH / cutoff);
    for (int i = 0; i < target.length; i++) {
      double centre = (double) i * sampleRateHz / targetRateHz;
      int from = Math.max(0, (int) Math.ceil(centre - reach));
      int to = Math.min(samples.length - 1, (int) Math.floor(centre + reach));
      double sum = 0;
      for (int k = from; k <= to; k++) {
        double distance = k - centre;
        double window = 0.5 + 0.5 * Math.cos(Math.PI * distance / reach);
        sum += samples[k] * cutoff * sinc(cutoff * distance) * window;
      }
      target[i] = (float) sum;
    }
    return new WavFile(targetRateHz, target);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** Returns the same sound, louder or softer. */
  public WavFile amplified(float gain) {
    float[] louder = samples.clone();
    for (int i = 0; i < louder.length; i++) {
      louder[i] *= gain;
    }
    return new WavFile(sampleRateHz, louder);
  }

  /** Returns the number of samples a second. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** Returns a copy of the samples, -1 to 1. */
  public float[] samples() {
    return Arrays.copyOf(samples, samples.length);
  }

  /**
   * Writes 16-bit PCM.
   *
   * @param channels how many channels, each with the same sound
   */
  public Path write(Path file, int channels) throws IOException {
    int dataBytes = samples.length * 2 * channels;
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER_BYTES - 8 + dataBytes);
    bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    bytes.putShort((short) 1).putShort((short) channels).putInt(sampleRateHz);
    bytes.putInt(sampleRateHz * 2 * channels).putShort((short) (2 * channels)).putShort((short) 16);
    bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
    for (float sample : samples) {
      short value = (short) Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
      for (int channel = 0; channel < channels; channel++) {
        bytes.putShort(value);
      }
    }
    return Files.write(file, bytes.array());
  }
}
