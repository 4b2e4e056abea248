package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Signals and comparisons that the tests of this package share. */
final class AudioTesting {
  private AudioTesting() {}

  static float[] noise(int length, long seed) {
    Random random = new Random(seed);
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) (random.nextGaussian() * 0.2);
    }
    return samples;
  }

  /** Feeds a stream in pieces of 0..maxPiece samples and joins what comes back. */
  static float[] inPieces(float[] samples, int maxPiece, UnaryOperator<float[]> stream) {
    Random random = new Random(5);
    List<float[]> parts = new ArrayList<>();
    for (int at = 0; at < samples.length; ) {
      int count = Math.min(random.nextInt(maxPiece + 1), samples.length - at);
      parts.add(stream.apply(Arrays.copyOfRange(samples, at, at + count)));
      at += count;
    }
    return join(parts);
  }

  static float[] join(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  static double maxDifference(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length, "length");
    double max = 0;
    for (int i = 0; i < expected.length; i++) {
      max = Math.max(max, Math.abs((double) expected[i] - actual[i]));
    }
    return max;
  }

  static float[] floats(byte[] littleEndian) {
    float[] values = new float[littleEndian.length / 4];
    ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = AudioTesting.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no test resource " + name);
      }
      return in.readAllBytes();
    }
  }
}
