package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  @ParameterizedTest
  @ValueSource(ints = {4, 8, 16, 256, 512})
  void power_equalsTheDefinition(int length) {
    float[] noise = AudioTesting.noise(length, 9);
    double[] frame = new double[length];
    for (int i = 0; i < length; i++) {
      frame[i] = noise[i];
    }
    double[] power = new double[length / 2 + 1];
    new Fft(length).power(frame, power);
    for (int k = 0; k <= length / 2; k++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < length; i++) {
        double angle = 2 * Math.PI * ((long) k * i % length) / length;
        re += frame[i] * Math.cos(angle);
        im -= frame[i] * Math.sin(angle);
      }
      assertEquals(re * re + im * im, power[k], 1e-11 * length);
    }
  }

  @Test
  void length_mustBeAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> new Fft(2));
    assertThrows(IllegalArgumentException.class, () -> new Fft(400));
  }
}
