package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SincResamplerTest {
  @Test
  void resample_matchesTorchaudio() throws IOException {
    float[] speech =
        WavReader.read(Files.readAllBytes(TestData.path("audio/speech_8k.wav"))).samples();
    float[] expected =
        AudioTesting.floats(
            Files.readAllBytes(
                TestData.path("parity/audio/speech_8k.torchaudio-resample-16k.f32")));
    float[] actual =
        new SincResampler(8000, 16000).resample(Arrays.copyOf(speech, expected.length / 2));
    double difference = AudioTesting.maxDifference(expected, actual);
    assertTrue(difference < 1e-6, "differs by " + difference);
  }

  @Test
  void resample_keepsATone() {
    float[] tone = tone(44100, 440, 44100);
    float[] actual = new SincResampler(44100, 8000).resample(tone);
    float[] expected = tone(8000, 440, 8000);
    assertEquals(8000, actual.length);
    double difference =
        AudioTesting.maxDifference(
            Arrays.copyOfRange(expected, 100, 7900), Arrays.copyOfRange(actual, 100, 7900));
    assertTrue(difference < 2e-3, "differs by " + difference);
  }

  @Test
  void resample_removesWhatTheNewRateCannotHold() {
    float[] actual = new SincResampler(48000, 8000).resample(tone(48000, 6000, 48000));
    for (int i = 100; i < 7900; i++) {
      assertEquals(0, actual[i], 2e-3);
    }
  }

  @Test
  void resample_lengthIsRoundedUp() {
    assertEquals(3, new SincResampler(3, 2).resample(new float[4]).length);
    assertEquals(0, new SincResampler(3, 2).resample(new float[0]).length);
    assertEquals(1, new SincResampler(48000, 8000).resample(new float[1]).length);
  }

  @Test
  void resample_sameRate_copies() {
    float[] samples = AudioTesting.noise(10, 1);
    assertArrayEquals(samples, new SincResampler(8000, 8000).resample(samples));
  }

  @Test
  void rates_mustBePositive() {
    assertThrows(IllegalArgumentException.class, () -> new SincResampler(0, 8000));
    assertThrows(IllegalArgumentException.class, () -> new SincResampler(8000, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 8000",
    "48000, 8000",
    "16000, 8000",
    "8000, 16000",
    "11025, 8000",
    "8000, 8000",
    "22050, 16000",
    "8000, 48000",
    "96000, 8001",
    "7, 3",
    "1000, 1"
  })
  void streaming_equalsOffline(int from, int to) {
    float[] samples = AudioTesting.noise(20_000, 2);
    float[] offline = new SincResampler(from, to).resample(samples);
    StreamingResampler stream = new StreamingResampler(from, to);
    for (int maxPiece : new int[] {1, 128, 9000}) {
      float[] body = AudioTesting.inPieces(samples, maxPiece, stream::push);
      float[] all = AudioTesting.join(List.of(body, stream.flush()));
      assertArrayEquals(offline, all);
    }
  }

  private static float[] tone(int rate, double hz, int length) {
    float[] samples = new float[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * hz * i / rate);
    }
    return samples;
  }
}
