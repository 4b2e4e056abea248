package dev.hearth.e2e.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavFileTest {
  @Test
  void write_isReadBack(@TempDir Path folder) throws IOException {
    float[] samples = {0, 0.5f, -0.5f, -1, 0.25f};
    Path file = new WavFile(8000, samples).write(folder.resolve("a.wav"), 1);

    WavFile read = WavFile.read(file);

    assertEquals(8000, read.sampleRateHz());
    assertArrayEquals(samples, read.samples(), 1e-4f);
  }

  @Test
  void write_isWhatTheJdkReads(@TempDir Path folder)
      throws IOException, UnsupportedAudioFileException {
    Path file = WavFile.silence(44_100, 0.5).write(folder.resolve("a.wav"), 2);

    AudioFormat format = AudioSystem.getAudioFileFormat(file.toFile()).getFormat();

    assertEquals(44_100, format.getSampleRate());
    assertEquals(2, format.getChannels());
    assertEquals(44 + 22_050 * 4, Files.size(file));
  }

  @Test
  void concat_bringsPartsToOneRate() {
    WavFile joined =
        WavFile.concat(16_000, List.of(WavFile.silence(8000, 0.5), WavFile.silence(16_000, 0.25)));

    assertEquals(12_000, joined.samples().length);
  }

  @Test
  void resampled_keepsATone() {
    WavFile tone = tone(8000).resampled(44_100);

    assertArrayEquals(middle(tone(44_100)), middle(tone), 0.01f);
  }

  private static WavFile tone(int sampleRateHz) {
    float[] samples = new float[sampleRateHz];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * i / sampleRateHz));
    }
    return new WavFile(sampleRateHz, samples);
  }

  private static float[] middle(WavFile sound) {
    float[] samples = sound.samples();
    return Arrays.copyOfRange(samples, samples.length / 4, samples.length * 3 / 4);
  }
}
