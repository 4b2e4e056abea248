package dev.hearth.parity;

import dev.hearth.image.AlphaResampler;
import dev.hearth.image.Filter;
import dev.hearth.image.FloatResizer;
import dev.hearth.image.Resampler;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.ResizeMethod.Library;
import java.util.List;

/** Small pictures of every mode, by every filter of every library: core's make_goldens.py. */
final class ResizeCases {

  /** Of 255: the libraries sum in 32-bit floats. */
  private static final double TOLERANCE = 5e-4;

  private ResizeCases() {}

  static void addTo(List<GoldenCase> all, Inputs in) {
    for (String line : in.text(Inputs.CORE + "image/goldens.txt").split("\n", -1)) {
      if (!line.isEmpty()) {
        String name = "resize/" + line.substring(0, line.lastIndexOf(' '));
        all.add(new GoldenCase(name, (none, out) -> run(line.split(" ", -1), out)));
      }
    }
  }

  private static void run(String[] parts, Golden out) {
    Filter filter = named(Filter.values(), parts[1]);
    int bands = Integer.parseInt(parts[3]);
    int width = Integer.parseInt(parts[4]);
    int height = Integer.parseInt(parts[5]);
    int newWidth = Integer.parseInt(parts[6]);
    int newHeight = Integer.parseInt(parts[7]);
    byte[] source = new byte[width * height * bands];
    for (int i = 0; i < source.length; i++) {
      source[i] = (byte) (((long) i * i * 7919 + i * 104729L + i / 5 * 31L) % 251 + i % 5);
    }
    byte[] expected = bytes(parts[8]);
    if (parts[0].equals("pillow")) {
      out.compare(
          expected,
          bands % 2 == 0
              ? AlphaResampler.resize(source, width, height, bands, newWidth, newHeight, filter)
              : Resampler.resize(source, width, height, bands, newWidth, newHeight, filter));
      return;
    }
    String switches = parts[2];
    ResizeMethod method =
        new ResizeMethod(
            parts[0].equals("torch") ? Library.TORCH : Library.TENSORFLOW,
            filter,
            switches.contains("a"),
            switches.contains("c"),
            switches.contains("h"));
    float[] levels = new float[source.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = source[i] & 0xff;
    }
    float[] reference = new float[expected.length / 4];
    for (int i = 0; i < reference.length; i++) {
      int bits = 0;
      for (int part = 3; part >= 0; part--) {
        bits = bits << 8 | (expected[4 * i + part] & 0xff);
      }
      reference[i] = Float.intBitsToFloat(bits);
    }
    out.tolerate(filter == Filter.NEAREST ? 0 : TOLERANCE);
    out.compare(
        reference, FloatResizer.resize(levels, width, height, bands, newWidth, newHeight, method));
  }

  /** Returns the constant of a name in whatever case. */
  static <T extends Enum<T>> T named(T[] constants, String name) {
    for (T constant : constants) {
      if (constant.name().equalsIgnoreCase(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("Expected a constant, found " + name);
  }

  private static byte[] bytes(String hex) {
    byte[] out = new byte[hex.length() / 2];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return out;
  }
}
