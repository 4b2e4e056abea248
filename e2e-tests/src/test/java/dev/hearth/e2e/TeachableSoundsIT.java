package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.audio.AudioFeatures;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.WavFile;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.FeatureConfigJson;
import dev.hearth.manifest.ModelManifest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model of sounds as Teachable Machine exports it, from the zip to the microphone: it tells low
 * sounds from high ones by the spectra of Web Audio's analyser, which are those of the browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeachableSoundsIT {
  private static final int RATE = 44_100;
  private static final int SIZE = 2048;
  private static final int FRAMES = 43;
  private static final int BINS = 232;
  private static final int[] LOW = {10, 60};
  private static final int[] HIGH = {120, 200};

  private static final String MODEL =
      """
      {"modelTopology": {"class_name": "Sequential", "config": {"name": "s", "layers": [
        {"class_name": "Flatten", "config": {"name": "flat",
          "batch_input_shape": [null, 43, 232, 1], "dtype": "float32"}},
        {"class_name": "Dense", "config": {"name": "out", "units": 3, "activation": "softmax"}}]}},
       "weightsManifest": [{"paths": ["weights.bin"], "weights": [
          {"name": "out/kernel", "shape": [9976, 3], "dtype": "float32"},
          {"name": "out/bias", "shape": [3], "dtype": "float32"}]}]}
      """;
  private static final String METADATA =
      """
      {"tfjsSpeechCommandsVersion": "0.4.0", "modelName": "TMv2",
       "timeStamp": "2020-03-16T09:50:01.475Z", "wordLabels": ["Background Noise", "High", "Low"]}
      """;

  private Path folder;
  private ModelManifest manifest;
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    Path zip = folder.resolve("low-or-high.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream files = new ZipOutputStream(out)) {
      add(files, "model.json", MODEL.getBytes(StandardCharsets.UTF_8));
      add(files, "weights.bin", weights());
      add(files, "metadata.json", METADATA.getBytes(StandardCharsets.UTF_8));
    }
    Path models = site.resolve("models");
    HearthTool.run("import", zip, "--out=" + models);
    manifest =
        ModelManifest.parse(Files.readString(models.resolve("low-or-high/1.0.0/manifest.json")));
    WavFile quiet = WavFile.silence(RATE, 1);
    WavFile heard = WavFile.concat(RATE, List.of(quiet, noise(LOW), quiet, noise(HIGH), quiet));
    Path sounds = heard.write(folder.resolve("sounds.wav"), 1);
    page = HearthPage.start(SiteProcess.start(site), BrowserOptions.plain().microphoneOnce(sounds));
  }

  private static void add(ZipOutputStream files, String name, byte[] content) throws IOException {
    files.putNextEntry(new ZipEntry(name));
    files.write(content);
    files.closeEntry();
  }

  /** Returns what makes each class the mean of its bins, eight times; noise where nothing is. */
  private static byte[] weights() {
    ByteBuffer out =
        ByteBuffer.allocate((FRAMES * BINS * 3 + 3) * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < FRAMES * BINS; i++) {
      int bin = i % BINS;
      out.putFloat(0).putFloat(weight(bin, HIGH)).putFloat(weight(bin, LOW));
    }
    return out.putFloat(1.5f).putFloat(0).putFloat(0).array();
  }

  private static float weight(int bin, int[] band) {
    return bin < band[0] || bin >= band[1] ? 0 : 8f / (FRAMES * (band[1] - band[0]));
  }

  /** Returns 0.35 s of all tones of a band, over a hiss. */
  private static WavFile noise(int[] band) {
    Random random = new Random(band[0]);
    float[] samples = new float[RATE * 35 / 100];
    for (int bin = band[0]; bin < band[1]; bin++) {
      double phase = random.nextDouble();
      for (int i = 0; i < samples.length; i++) {
        samples[i] += (float) (0.02 * Math.sin(2 * Math.PI * ((double) bin * i / SIZE + phase)));
      }
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (2e-4 * random.nextGaussian());
    }
    return new WavFile(RATE, samples);
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void decibels_areThoseOfTheBrowsersAnalyser() {
    page.open("low-or-high");
    float[] sound = WavFile.concat(RATE, List.of(noise(LOW), noise(HIGH))).samples();
    List<Float> samples = new ArrayList<>();
    for (float sample : sound) {
      samples.add(sample);
    }
    List<?> looks =
        (List<?>)
            page.browser()
                .driver()
                .executeAsyncScript(
                    """
                    const [samples, rate, size, done] = arguments;
                    const context = new OfflineAudioContext(1, samples.length, rate);
                    const buffer = context.createBuffer(1, samples.length, rate);
                    buffer.copyToChannel(new Float32Array(samples), 0);
                    const source = new AudioBufferSourceNode(context, {buffer});
                    const analyser = new AnalyserNode(context,
                        {fftSize: size, smoothingTimeConstant: 0});
                    source.connect(analyser).connect(context.destination);
                    source.start();
                    const looks = [];
                    for (let end = size; end < samples.length; end += 1024) {
                      context.suspend(end / rate).then(() => {
                        const data = new Float32Array(size / 2);
                        analyser.getFloatFrequencyData(data);
                        looks.push([Math.round(context.currentTime * rate), ...data]);
                        context.resume();
                      });
                    }
                    context.startRendering().then(() => done(looks), error => done([String(error)]))
                    """,
                    samples,
                    RATE,
                    SIZE);
    JsonObject waveform = manifest.preprocessing().waveform();
    String json = waveform.object("features").toString();
    AudioFeatures features =
        new AudioFeatures(
            FeatureConfigJson.read(
                JsonObject.parse("features", json.replace("all-but-silence", "none")), RATE));
    double most = 0;
    double share = 0;
    for (Object look : looks) {
      List<?> found = (List<?>) look;
      int end = ((Number) found.get(0)).intValue();
      float[] expected = features.compute(Arrays.copyOfRange(sound, end - SIZE, end));
      assertEquals(BINS, expected.length);
      double loudest = 0;
      for (float value : expected) {
        loudest = Math.max(loudest, magnitude(value));
      }
      for (int bin = 0; bin < BINS; bin++) {
        double decibels = ((Number) found.get(1 + bin)).doubleValue();
        most = Math.max(most, Math.abs(expected[bin] - decibels));
        double apart = Math.abs(magnitude(expected[bin]) - magnitude(decibels));
        share = Math.max(share, apart / loudest);
      }
    }
    System.out.println(
        "Beside the analyser: "
            + looks.size()
            + " frames, at most "
            + most
            + " dB, or "
            + share
            + " of the loudest bin");
    assertTrue(looks.size() > 25, looks.toString());
    // The browser's transform is of 32 bits: what is 100 dB under the loudest bin it rounds.
    assertTrue(share < 2e-6, share + " of the loudest bin");
    assertTrue(most < 0.1, most + " dB");
  }

  private static double magnitude(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  @Test
  void microphone_isHeardWithTheLabels() {
    page.open("low-or-high");
    page.part("mic-start").click();
    page.browser().waitForScript("document.querySelectorAll('[data-testid=words] li').length > 1");

    List<String> words = page.words("words");
    Collections.reverse(words);
    assertEquals(List.of("Low", "High"), words);
    assertEquals(String.valueOf(BINS), page.part("spectrogram").getAttribute("height"));
    page.part("mic-stop").click();
    page.assertQuiet();
  }

  @Test
  void file_isHeardToo() throws IOException {
    page.open("low-or-high");
    page.choose("upload");

    Answer answer = page.upload(noise(HIGH).write(folder.resolve("high.wav"), 1));
    assertEquals("High", answer.label());
    assertEquals(List.of("High"), page.words("file-words"));

    page.upload(folder.resolve("sounds.wav"));
    assertEquals(List.of("Low", "High"), page.words("file-words"));
    page.assertQuiet();
  }
}
