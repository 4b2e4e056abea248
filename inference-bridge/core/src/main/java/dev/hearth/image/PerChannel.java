package dev.hearth.image;

import java.util.Arrays;

/** A number for each channel of a picture, or one for all. */
public final class PerChannel {
  private final double[] values;

  private PerChannel(double[] values) {
    this.values = values;
  }

  /** Returns those numbers, copied: one for all channels, or one a channel. */
  public static PerChannel of(double... values) {
    return new PerChannel(values.clone());
  }

  /** Returns the number of a channel. */
  public double get(int channel) {
    return values[values.length == 1 ? 0 : channel];
  }

  /** Returns a copy of the numbers. */
  public double[] values() {
    return values.clone();
  }

  boolean fits(int channels) {
    return values.length == 1 || values.length == channels;
  }

  boolean hasZero() {
    for (double value : values) {
      if (value == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PerChannel that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
