package dev.hearth.audio;

import java.util.Arrays;

/**
 * {@link SincResampler} for sound that comes in pieces. The outputs of all calls, joined, are
 * exactly what the resampler gives for the joined inputs. Not for use by two threads at a time.
 */
public final class StreamingResampler {
  private final SincResampler resampler;
  private float[] buffer;
  private int length;
  private int position;
  private int remainder;

  /**
   * Prepares the change between two rates.
   *
   * @param fromHz rate of the input, at least 1
   * @param toHz rate of the output, at least 1
   */
  public StreamingResampler(int fromHz, int toHz) {
    resampler = new SincResampler(fromHz, toHz);
    buffer = new float[Math.max(4096, 4 * resampler.reach())];
  }

  /**
   * Takes the next input samples and returns the output samples that need no later input. The
   * output lags by about six samples of the lower of the two rates.
   */
  public float[] push(float[] samples) {
    if (resampler.from() == resampler.to()) {
      return samples.clone();
    }
    append(samples);
    return emit(length - resampler.lookAhead());
  }

  /** Returns the last output samples, taking what follows as silence, and starts anew. */
  public float[] flush() {
    float[] rest = emit(length);
    length = 0;
    position = 0;
    remainder = 0;
    return rest;
  }

  /** Makes the output samples that lie before the given place in the buffer. */
  private float[] emit(int limit) {
    if (position >= limit) {
      return new float[0];
    }
    double most = Math.ceil((double) (limit - position) * resampler.to() / resampler.from());
    float[] output = new float[(int) most];
    int count = 0;
    while (position < limit) {
      output[count++] = (float) resampler.at(buffer, length, position, remainder);
      remainder += resampler.from();
      position += remainder / resampler.to();
      remainder %= resampler.to();
    }
    return count == output.length ? output : Arrays.copyOf(output, count);
  }

  private void append(float[] samples) {
    int drop = Math.min(length, Math.max(0, position - resampler.reach()));
    if (drop > 0 && length - drop + samples.length > 0) {
      System.arraycopy(buffer, drop, buffer, 0, length - drop);
      length -= drop;
      position -= drop;
    }
    if (length + samples.length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + samples.length));
    }
    System.arraycopy(samples, 0, buffer, length, samples.length);
    length += samples.length;
  }
}
