package dev.hearth.image;

import dev.hearth.json.Names;
import dev.hearth.tensor.PortableMath;

/** The ways to resize, by the names and with the formulas of Pillow 9.4. */
public enum Filter {
  /** The source pixel under the middle of the output pixel. */
  NEAREST(0),
  /** The mean of the source pixels under the output pixel. */
  BOX(0.5),
  /** A triangle; widened when it shrinks, so it never skips pixels. */
  BILINEAR(1),
  /** A Hamming-windowed sinc: as sharp as bicubic, as cheap as bilinear. */
  HAMMING(1),
  /** Keys' cubic with a = -0.5. */
  BICUBIC(2),
  /** A sinc windowed by a sinc three times as wide. */
  LANCZOS(3);

  /** Half the width of the filter, in source pixels when enlarging. */
  final double support;

  Filter(double support) {
    this.support = support;
  }

  /** Returns the name used in manifests. */
  public String id() {
    return Names.of(this);
  }

  /** Returns the weight of a sample this many (filter) pixels from the middle. */
  double weight(double distance) {
    double x = Math.abs(distance);
    if (this == BILINEAR) {
      return x < 1 ? 1 - x : 0;
    } else if (this == BICUBIC) {
      return cubic(x, -0.5);
    } else if (this == HAMMING) {
      return x < 1 ? sinc(x) * (0.54 + 0.46 * PortableMath.cos(x * Math.PI)) : 0;
    } else if (this == LANCZOS) {
      return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
    }
    return distance > -0.5 && distance <= 0.5 ? 1 : 0;
  }

  /** Returns Keys' cubic at a distance of 0 or more, of slope a at distance 1. */
  static double cubic(double x, double a) {
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    if (x < 2) {
      return (((x - 5) * x + 8) * x - 4) * a;
    }
    return 0;
  }

  private static double sinc(double x) {
    if (x == 0) {
      return 1;
    }
    double angle = x * Math.PI;
    return PortableMath.sin(angle) / angle;
  }
}
