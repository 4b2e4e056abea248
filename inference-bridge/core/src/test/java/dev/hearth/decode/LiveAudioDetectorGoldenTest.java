package dev.hearth.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Compares with the decision of the training code, detector.py. The stream is written by
 * model-assets/training/spoken-digits/make_detector_golden.py: synthetic digits, other words and a
 * sentence.
 */
class LiveAudioDetectorGoldenTest {
  private static final LiveDetectorConfig CONFIG =
      new LiveDetectorConfig(1.0, 3, 0.65, 0.25, 9, -60, 0.4, List.of(10, 11), 10);

  @Test
  void accept_givesTheEventsOfTheTrainingCode() throws IOException {
    LiveAudioDetector detector = new LiveAudioDetector(CONFIG);
    int events = 0;
    List<String> lines = lines();
    assertTrue(lines.size() > 50, "only " + lines.size() + " steps");
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      float[] probabilities = new float[12];
      for (int i = 0; i < 12; i++) {
        probabilities[i] = Float.parseFloat(cells[i + 2]);
      }
      LiveDetection event =
          detector.accept(
              Double.parseDouble(cells[0]), probabilities, Double.parseDouble(cells[1]));
      assertEquals(Integer.parseInt(cells[14]), event == null ? -1 : event.label(), line);
      if (event != null) {
        events++;
        assertEquals(Double.parseDouble(cells[15]), event.score(), 1e-4);
      }
    }
    assertTrue(events >= 5, "only " + events + " events");
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = LiveAudioDetectorGoldenTest.class.getResourceAsStream("detector.csv")) {
      if (in == null) {
        throw new IOException("no test resource detector.csv");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
