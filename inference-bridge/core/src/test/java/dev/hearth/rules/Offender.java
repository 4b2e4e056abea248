package dev.hearth.rules;

import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Breaks the numeric rule in every way, each method as often as the table says. */
final class Offender {
  static final Map<String, Long> OFFENCES =
      Map.ofEntries(
          Map.entry("addsFloats", 1L),
          Map.entry("dividesInAVariable", 3L),
          Map.entry("usesACastAtOnce", 1L),
          Map.entry("usesACastLater", 1L),
          Map.entry("usesACastOfOneBranch", 1L),
          Map.entry("comparesACast", 1L),
          Map.entry("returnsACast", 1L),
          Map.entry("keepsACast", 1L),
          Map.entry("handsACastOn", 1L),
          Map.entry("widensALargeInt", 1L),
          Map.entry("widensAConstant", 1L),
          Map.entry("negates", 2L),
          Map.entry("rounds", 1L),
          Map.entry("takesALogarithm", 1L),
          Map.entry("refersToAFunction", 1L),
          Map.entry("isStrict", 1L),
          Map.entry("throwsDice", 2L),
          Map.entry("formats", 1L),
          Map.entry("parses", 2L));

  private float field;

  private Offender() {}

  void addsFloats(float[] values) {
    values[0] = values[1] + values[2];
  }

  void dividesInAVariable(float[] values) {
    float scale = 1f / values[0];
    scale -= values[1];
    values[2] *= scale;
  }

  double usesACastAtOnce(double x) {
    return (float) x * 2.0;
  }

  double usesACastLater(double x, float[] out) {
    float rounded = (float) x;
    out[0] = rounded;
    return 2.0 * rounded;
  }

  double usesACastOfOneBranch(double x, float[] values) {
    float chosen = x > 0 ? (float) x : values[0];
    return chosen;
  }

  boolean comparesACast(double x, float[] values) {
    return (float) x > values[0];
  }

  float returnsACast(double x) {
    return (float) x;
  }

  void keepsACast(double x) {
    field = (float) x;
  }

  float handsACastOn(double x) {
    return Math.max((float) x, field);
  }

  double widensALargeInt(int x) {
    return (float) x;
  }

  double widensAConstant() {
    float constant = 0.1f;
    for (int i = 0; i < 2; i++) {
      constant = i > 0 ? 0.2f : constant;
    }
    return constant;
  }

  double negates(double x, float[] values) {
    return -x + -values[0];
  }

  long rounds(double x) {
    return Math.round(x);
  }

  double takesALogarithm(double x) {
    return Math.log(x);
  }

  DoubleUnaryOperator refersToAFunction() {
    return Math::tanh;
  }

  double isStrict(double x) {
    return StrictMath.exp(x);
  }

  int throwsDice() {
    return new Random(1).nextInt();
  }

  String formats(double x) {
    return String.format(Locale.ROOT, "%s", x);
  }

  double parses(String text) {
    return Double.parseDouble(text) + Double.valueOf(text);
  }

  /** Does what the rule asks for. */
  static final class Innocent {
    private float last;

    float[] store(double[] values, int count, float[] more) {
      float[] out = new float[values.length];
      float first = (float) values[0];
      for (int i = 0; i < out.length; i++) {
        out[i] = i < count ? (float) (values[i] * more[i]) : first;
        out[i] = (float) Math.sqrt(Math.max(out[i], more[i]));
      }
      out[0] = 0.1f;
      last = out[0];
      return out;
    }

    int compare(float[] values) {
      float most = Float.NEGATIVE_INFINITY;
      for (float value : values) {
        most = Math.max(most, value);
      }
      return most > 0.5f && last < most ? Float.floatToRawIntBits((float) (2.0 * most)) : 0;
    }
  }
}
