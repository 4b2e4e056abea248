package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.FeatureConfigJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Features against those of make_features.py, which is NumPy and SciPy. */
class FeatureGoldenTest {
  @Test
  void features_areThoseOfNumPy() throws IOException {
    AudioClip chirp = WavReader.read(AudioTesting.resource("chirp.wav"));
    String text = new String(AudioTesting.resource("features.json"), StandardCharsets.UTF_8);
    List<String> names =
        JsonObject.parse("features.json", text)
            .objects("cases", json -> compare(chirp, json.string("name"), json.object("features")));
    assertEquals(5, names.size());
  }

  private static String compare(AudioClip clip, String name, JsonObject features) {
    AudioFeatures computed =
        new AudioFeatures(FeatureConfigJson.read(features, clip.sampleRateHz()));
    float[] found = computed.compute(clip.samples());
    assertEquals(
        computed.config().frameCount(clip.length()) * computed.config().width(), found.length);
    float[] expected = AudioTesting.floats(resource(name + ".features.f32"));
    double most = 0;
    for (float value : expected) {
      most = Math.max(most, Math.abs(value));
    }
    double difference = AudioTesting.maxDifference(expected, found) / most;
    System.out.println("Features " + name + ": " + difference + " of the greatest value");
    assertTrue(difference < 1e-5, name + " differs by " + difference);
    return name;
  }

  private static byte[] resource(String name) {
    try {
      return AudioTesting.resource(name);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
