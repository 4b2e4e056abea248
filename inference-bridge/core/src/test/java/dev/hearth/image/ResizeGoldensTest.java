package dev.hearth.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.ResizeMethod.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Small pictures resized by the libraries themselves: {@code make_goldens.py} says how. */
class ResizeGoldensTest {

  /** Of 255: the libraries sum in 32-bit floats. */
  private static final double TOLERANCE = 5e-4;

  @Test
  void pillow_isReproducedExactly() throws IOException {
    List<Golden> goldens = goldens("pillow");
    assertEquals(120, goldens.size());
    for (Golden golden : goldens) {
      byte[] source = golden.source();
      byte[] found =
          golden.bands % 2 == 0
              ? AlphaResampler.resize(
                  source,
                  golden.width,
                  golden.height,
                  golden.bands,
                  golden.newWidth,
                  golden.newHeight,
                  golden.filter)
              : Resampler.resize(
                  source,
                  golden.width,
                  golden.height,
                  golden.bands,
                  golden.newWidth,
                  golden.newHeight,
                  golden.filter);
      assertArrayEquals(golden.bytes, found, golden.toString());
    }
  }

  @Test
  void torch_isReproducedWithinRounding() throws IOException {
    assertClose(goldens("torch"), Library.TORCH, 35);
  }

  @Test
  void tensorflow_isReproducedWithinRounding() throws IOException {
    assertClose(goldens("tensorflow"), Library.TENSORFLOW, 80);
  }

  @Test
  void window_isAPartOfTheWhole() throws IOException {
    for (Golden golden : goldens("pillow")) {
      if (golden.bands == 3) {
        Window window = new Window(1, 1, golden.newWidth - 2, golden.newHeight - 1);
        Pixels source = new Pixels(golden.source(), golden.width, golden.height, 3, 3);
        Pixels whole = new Pixels(golden.bytes, golden.newWidth, golden.newHeight, 3, 3);
        assertArrayEquals(
            whole.cropped(1, 1, window.width(), golden.newHeight),
            Resampler.window(source, golden.newWidth, golden.newHeight, window, golden.filter),
            golden.toString());
      }
    }
  }

  private static void assertClose(List<Golden> goldens, Library library, int cases) {
    assertEquals(cases, goldens.size());
    Map<String, Double> worst = new TreeMap<>();
    for (Golden golden : goldens) {
      float[] found =
          FloatResizer.resize(
              floats(golden.source()),
              golden.width,
              golden.height,
              3,
              golden.newWidth,
              golden.newHeight,
              golden.method(library));
      float[] expected = new float[found.length];
      ByteBuffer.wrap(golden.bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(expected);
      double most = 0;
      for (int i = 0; i < found.length; i++) {
        most = Math.max(most, Math.abs((double) found[i] - expected[i]));
      }
      worst.merge(golden.filter + " " + golden.switches, most, Math::max);
    }
    System.out.println("Largest differences to " + library.id() + " of 255: " + worst);
    worst.forEach(
        (name, most) ->
            assertTrue(most <= (name.startsWith("NEAREST") ? 0 : TOLERANCE), name + ": " + most));
  }

  private static float[] floats(byte[] samples) {
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = samples[i] & 0xff;
    }
    return out;
  }

  private static List<Golden> goldens(String library) throws IOException {
    try (InputStream in = ResizeGoldensTest.class.getResourceAsStream("goldens.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> line.startsWith(library + " "))
          .map(Golden::new)
          .collect(Collectors.toList());
    }
  }

  private static final class Golden {
    final Filter filter;
    final String switches;
    final int bands;
    final int width;
    final int height;
    final int newWidth;
    final int newHeight;
    final byte[] bytes;

    Golden(String line) {
      String[] parts = line.split(" ", -1);
      filter = Filter.valueOf(parts[1].toUpperCase(Locale.ROOT));
      switches = parts[2];
      bands = Integer.parseInt(parts[3]);
      width = Integer.parseInt(parts[4]);
      height = Integer.parseInt(parts[5]);
      newWidth = Integer.parseInt(parts[6]);
      newHeight = Integer.parseInt(parts[7]);
      bytes = HexFormat.of().parseHex(parts[8]);
    }

    byte[] source() {
      byte[] out = new byte[width * height * bands];
      for (int i = 0; i < out.length; i++) {
        out[i] = (byte) (((long) i * i * 7919 + i * 104729L + i / 5 * 31L) % 251 + i % 5);
      }
      return out;
    }

    ResizeMethod method(Library library) {
      return new ResizeMethod(
          library, filter, switches.contains("a"), switches.contains("c"), switches.contains("h"));
    }

    @Override
    public String toString() {
      return filter
          + " "
          + switches
          + " "
          + bands
          + " bands, "
          + width
          + " x "
          + height
          + " to "
          + newWidth
          + " x "
          + newHeight;
    }
  }
}
