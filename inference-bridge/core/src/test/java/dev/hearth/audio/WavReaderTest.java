package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WavReaderTest {
  private static final int PCM = 1;
  private static final int FLOAT = 3;

  @Test
  void read_pcm8_isUnsigned() {
    AudioClip clip = WavReader.read(wav(PCM, 1, 8000, 8, new byte[] {0, (byte) 128, (byte) 255}));
    assertEquals(8000, clip.sampleRateHz());
    assertArrayEquals(new float[] {-1, 0, 127 / 128f}, clip.samples());
  }

  @Test
  void read_pcm16_scalesBy32768() {
    byte[] data =
        buffer(6).putShort(Short.MIN_VALUE).putShort((short) 1).putShort((short) 32767).array();
    assertArrayEquals(
        new float[] {-1, 1 / 32768f, 32767 / 32768f},
        WavReader.read(wav(PCM, 1, 44100, 16, data)).samples());
  }

  @Test
  void read_pcm24_keepsSign() {
    byte[] data = {0, 0, (byte) 0x80, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0, 0, 0x40};
    assertArrayEquals(
        new float[] {-1, -1 / 8388608f, 0.5f},
        WavReader.read(wav(PCM, 1, 48000, 24, data)).samples());
  }

  @Test
  void read_pcm32_scalesBy2To31() {
    byte[] data = buffer(8).putInt(Integer.MIN_VALUE).putInt(1 << 30).array();
    assertArrayEquals(
        new float[] {-1, 0.5f}, WavReader.read(wav(PCM, 1, 48000, 32, data)).samples());
  }

  @Test
  void read_floats_areTakenAsTheyAre() {
    byte[] single = buffer(8).putFloat(0.25f).putFloat(-1.5f).array();
    byte[] twice = buffer(16).putDouble(0.25).putDouble(-1.5).array();
    float[] expected = {0.25f, -1.5f};
    assertArrayEquals(expected, WavReader.read(wav(FLOAT, 1, 8000, 32, single)).samples());
    assertArrayEquals(expected, WavReader.read(wav(FLOAT, 1, 8000, 64, twice)).samples());
  }

  @Test
  void read_channels_areAveraged() {
    byte[] data =
        buffer(12)
            .putShort((short) 16384)
            .putShort((short) 0)
            .putShort((short) -16384)
            .putShort((short) -16384)
            .putShort((short) 8192)
            .putShort((short) 8192)
            .array();
    assertArrayEquals(
        new float[] {0.25f, -0.5f, 0.25f}, WavReader.read(wav(PCM, 2, 8000, 16, data)).samples());
    assertArrayEquals(
        new float[] {0, 0}, WavReader.read(wav(PCM, 3, 8000, 16, data)).samples(), 1e-1f);
  }

  @Test
  void read_extensible_looksIntoTheSubFormat() {
    byte[] data = buffer(4).putShort((short) 16384).putShort((short) -16384).array();
    byte[] file = extensible(1, 16, data);
    assertArrayEquals(new float[] {0.5f, -0.5f}, WavReader.read(file).samples());
    file[12 + 8 + 30] ^= 1;
    assertMessage(file, "another GUID");
  }

  @Test
  void read_otherChunks_areSkippedWithTheirPadding() {
    byte[] data = buffer(2).putShort((short) 16384).array();
    byte[] plain = wav(PCM, 1, 8000, 16, data);
    byte[] list = {'L', 'I', 'S', 'T', 3, 0, 0, 0, 'a', 'b', 'c', 0};
    byte[] file = new byte[plain.length + list.length];
    System.arraycopy(plain, 0, file, 0, 36);
    System.arraycopy(list, 0, file, 36, list.length);
    System.arraycopy(plain, 36, file, 36 + list.length, plain.length - 36);
    assertArrayEquals(new float[] {0.5f}, WavReader.read(file).samples());
  }

  @Test
  void read_unknownDataSize_goesToTheEnd() {
    byte[] file = wav(PCM, 1, 8000, 16, new byte[10]);
    buffer(file).putInt(40, -1);
    assertEquals(5, WavReader.read(file).length());
  }

  @Test
  void read_badInput_saysWhatIsWrong() {
    assertMessage(new byte[0], "expected at least 12 bytes, found 0 bytes");
    assertMessage("<!DOCTYPE html><html>".getBytes(StandardCharsets.US_ASCII), "'<!DO'");
    byte[] good = wav(PCM, 1, 8000, 16, new byte[100]);
    assertMessage(Arrays.copyOf(good, good.length - 1), "100 bytes of 'data', found 99");
    assertMessage(Arrays.copyOf(good, 30), "cut short");
    byte[] rf64 = good.clone();
    System.arraycopy(ascii("RF64"), 0, rf64, 0, 4);
    assertMessage(rf64, "expected RIFF and WAVE at the start, found 'RF64'");
    assertMessage(Arrays.copyOf(good, 36), "expected a 'data' chunk, found none");
    assertMessage(wav(PCM, 1, 8000, 16, new byte[0]), "at least one sample");
    assertMessage(wav(PCM, 1, 8000, 12, new byte[4]), "format 1 of 12 bits");
    assertMessage(wav(2, 1, 8000, 4, new byte[4]), "format 2 of 4 bits");
    assertMessage(wav(6, 1, 8000, 8, new byte[4]), "found A-law of 8 bits");
    assertMessage(wav(7, 1, 8000, 8, new byte[4]), "found mu-law of 8 bits");
    assertMessage(wav(PCM, 0, 8000, 16, new byte[4]), "channels, found 0");
    assertMessage(wav(PCM, 1, 0, 16, new byte[4]), "sample rate");
    assertMessage(wav(PCM, 1, -1, 16, new byte[4]), "found 4294967295 Hz");
    byte[] nan = buffer(4).putFloat(Float.NaN).array();
    assertMessage(wav(FLOAT, 1, 8000, 32, nan), "finite samples, found one that is not");
    byte[] tooLarge = buffer(8).putDouble(1e300).array();
    assertMessage(wav(FLOAT, 1, 8000, 64, tooLarge), "finite samples, found one that is not");
    byte[] huge = good.clone();
    buffer(huge).putInt(40, -2);
    assertMessage(huge, "4294967294 bytes of 'data'");
  }

  /** Bytes changed, cut out, doubled and put in, of files of every kind, by an own generator. */
  @Test
  void read_damagedFiles_endWithAResultOrAnIllegalArgument() {
    byte[][] seeds = {
      wav(PCM, 2, 8000, 16, new byte[40]),
      wav(PCM, 1, 8000, 8, new byte[9]),
      wav(PCM, 3, 8000, 24, new byte[90]),
      wav(FLOAT, 1, 8000, 32, new byte[40]),
      wav(FLOAT, 1, 8000, 64, new byte[40]),
      extensible(2, 16, new byte[40])
    };
    Mutations mutations = new Mutations(3);
    int refused = 0;
    int read = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] file = mutations.of(seeds[i % seeds.length]);
      try {
        AudioClip clip = WavReader.read(file);
        assertTrue(clip.length() > 0 && clip.length() <= file.length);
        for (float sample : clip.samples()) {
          assertTrue(Math.abs(sample) <= Float.MAX_VALUE);
        }
        read++;
      } catch (IllegalArgumentException expected) {
        refused++;
      }
    }
    assertTrue(refused > 3000 && read > 3000, "refused " + refused + ", read " + read);
  }

  /** Damages files the same way in every run. */
  private static final class Mutations {
    private long state;

    private Mutations(long seed) {
      state = seed;
    }

    /** Knuth's MMIX generator. */
    private int next(int bound) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      return (int) ((state >>> 33) % bound);
    }

    private byte[] of(byte[] seed) {
      byte[] file = seed.clone();
      for (int k = next(4); k >= 0 && file.length > 1; k--) {
        int at = next(Math.min(file.length, 72));
        switch (next(5)) {
          case 0 -> file[at] = (byte) next(256);
          case 1 -> file[at] ^= (byte) (1 << next(8));
          case 2 -> file = Arrays.copyOf(file, at);
          case 3 -> file = splice(file, at, Math.min(file.length, at + next(9)));
          default -> file = splice(file, Math.min(file.length, at + next(9)), at);
        }
      }
      return file;
    }

    /** Returns file[0..end) and then file[from..): bytes between are lost or come twice. */
    private static byte[] splice(byte[] file, int end, int from) {
      byte[] out = Arrays.copyOf(file, end + file.length - from);
      System.arraycopy(file, from, out, end, file.length - from);
      return out;
    }
  }

  @Test
  void read_realRecordings() throws IOException {
    AudioClip yes = WavReader.read(Files.readAllBytes(TestData.path("audio/yes_16k.wav")));
    assertEquals(16000, yes.sampleRateHz());
    assertEquals(1.0, yes.durationSeconds(), 0.01);
    AudioClip speech = WavReader.read(Files.readAllBytes(TestData.path("audio/speech_8k.wav")));
    assertEquals(8000, speech.sampleRateHz());
    assertEquals(29.4, speech.durationSeconds(), 0.1);
  }

  private static void assertMessage(byte[] file, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> WavReader.read(file)).getMessage();
    assertTrue(message != null && message.contains(part), message + " lacks " + part);
  }

  private static byte[] wav(int format, int channels, int rate, int bits, byte[] data) {
    return buffer(44 + data.length)
        .put(ascii("RIFF"))
        .putInt(36 + data.length)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) format)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * channels * bits / 8)
        .putShort((short) (channels * (bits / 8)))
        .putShort((short) bits)
        .put(ascii("data"))
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] extensible(int channels, int bits, byte[] data) {
    byte[] tail = {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71};
    return buffer(68 + data.length)
        .put(ascii("RIFF"))
        .putInt(60 + data.length)
        .put(ascii("WAVEfmt "))
        .putInt(40)
        .putShort((short) 0xFFFE)
        .putShort((short) channels)
        .putInt(8000)
        .putInt(8000 * channels * bits / 8)
        .putShort((short) (channels * bits / 8))
        .putShort((short) bits)
        .putShort((short) 22)
        .putShort((short) bits)
        .putInt(4)
        .putShort((short) PCM)
        .put(tail)
        .put(ascii("data"))
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static ByteBuffer buffer(int size) {
    return buffer(new byte[size]);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
