package dev.hearth.parity;

import dev.hearth.tensor.Float16;
import dev.hearth.tensor.Numbers;
import dev.hearth.tensor.PortableMath;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Functions of numbers. */
final class NumberCases {
  private static final int VALUES = 50_000;

  private NumberCases() {}

  static void addTo(List<GoldenCase> all) {
    all.add(function("number/exp", PortableMath::exp, -746, 710));
    all.add(function("number/exp-small", PortableMath::exp, -20, 20));
    all.add(function("number/log", PortableMath::log, 0, 1e6));
    all.add(function("number/log-of-exp", x -> PortableMath.log(PortableMath.exp(x)), -745, 709));
    all.add(function("number/sin", PortableMath::sin, -50, 50));
    all.add(function("number/cos", PortableMath::cos, -1e6, 1e6));
    all.add(function("number/sqrt", Math::sqrt, 0, 1e9));
    all.add(new GoldenCase("number/edges", (in, out) -> edges(out)));
    all.add(new GoldenCase("number/stores", (in, out) -> stores(out)));
    all.add(new GoldenCase("number/float16", (in, out) -> float16(out)));
    all.add(new GoldenCase("number/text", (in, out) -> text(out)));
  }

  private static GoldenCase function(
      String name, DoubleUnaryOperator function, double least, double most) {
    return new GoldenCase(
        name,
        (in, out) -> {
          Noise noise = new Noise(1);
          for (int i = 0; i < VALUES; i++) {
            out.add(function.applyAsDouble(noise.between(least, most)));
          }
        });
  }

  private static void edges(Golden out) {
    double[] edges = {
      0,
      -0.0,
      1,
      -1,
      1e-320,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      710,
      -745.2,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (double x : edges) {
      out.add(PortableMath.exp(x));
      out.add(PortableMath.log(x));
      out.add(Math.max(x, 0));
      out.add(Math.min(x, -0.0));
      out.add(Math.floor(x));
      out.add(Math.ceil(x / 3));
    }
  }

  /** What stores into a float array round: halves between two floats, ends of the range. */
  private static void stores(Golden out) {
    Noise noise = new Noise(2);
    float[] values = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      double scale = PortableMath.exp(noise.between(-110, 90));
      values[i] = (float) (noise.between(-1, 1) * scale);
    }
    values[0] = (float) 1e300;
    values[1] = (float) (1 + 0x1p-24);
    values[2] = (float) (1 + 3 * 0x1p-24);
    values[3] = 0.1f;
    values[4] = 16777217;
    values[5] = (float) Double.NaN;
    out.add(values);
    for (float value : values) {
      out.add((double) value);
    }
  }

  private static void float16(Golden out) {
    for (int i = 0; i < 1 << 16; i++) {
      double value = Float16.toDouble((short) i);
      out.add(value);
      out.add((int) Float16.of(value * 1.0001));
    }
  }

  private static void text(Golden out) {
    Noise noise = new Noise(3);
    for (int i = 0; i < 2_000; i++) {
      double value = noise.between(-1, 1) * PortableMath.exp(noise.between(-60, 60));
      String text = Numbers.text(value);
      out.add(text);
      out.add(Numbers.parse(text));
      out.add(Numbers.parse(noise.bits() + "." + (noise.bits() >>> 1) + "e" + noise.below(300)));
    }
  }
}
