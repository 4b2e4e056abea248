package dev.hearth.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.compare.Finding.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sound with one planted mistake, or two. What is right was made by NumPy: make_goldens.py. */
class SoundCausesTest {
  private static final String FEATURES =
      """
      "like": "spectrum", "fftLength": 400, "hopLength": 160, "melBands": 32,
      "melScale": "htk", "melNorm": "none", "log": "ln", "offset": 1e-6
      """;

  private static CompareReport compare(String golden, String more) throws IOException {
    return Packages.compare(
        Packages.of(
            "audio-classification",
            "{\"waveform\": {\"sampleRateHz\": 16000, \"layout\": \"NTF\", \"features\": {"
                + FEATURES
                + more
                + "}}}"),
        Packages.resource("sweep.wav"),
        Packages.array("sounds.npz", golden));
  }

  private static Finding assertFound(String golden, String more, Step step, String... changes)
      throws IOException {
    CompareReport report = compare(golden, more);
    assertFalse(report.agrees());
    assertFalse(report.findings().isEmpty(), "nothing found");
    Finding best = report.findings().get(0);
    List<String> found = new ArrayList<>();
    for (Change change : best.changes()) {
      found.add(
          change.key().replace("preprocessing.waveform.", "").replace("features.", "")
              + " "
              + change.from()
              + " -> "
              + change.to());
    }
    assertEquals(List.of(changes), found, report.findings().toString());
    assertTrue(best.agrees(), best.toString());
    assertEquals(step, best.steps().get(0), best.toString());
    return best;
  }

  @Test
  void sameSettings_agree() throws IOException {
    assertTrue(compare("base", "").agrees());
  }

  @Test
  void otherMelScale_isFound() throws IOException {
    Finding best = assertFound("slaney_scale", "", Step.MEL, "melScale \"htk\" -> \"slaney\"");
    assertEquals("the mel scale is Slaney's (librosa)", best.words().get(0));
    assertFound(
        "slaney_both",
        "",
        Step.MEL,
        "melScale \"htk\" -> \"slaney\"",
        "melNorm \"none\" -> \"slaney\"");
  }

  @Test
  void otherLogarithm_isFound() throws IOException {
    Finding best = compare("decibel", "").findings().get(0);
    assertTrue(best.agrees());
    assertEquals(List.of(Step.LOG), best.steps());
    assertTrue(best.changes().toString().contains("to=\"db\""), best.toString());
    assertFound("log10", "", Step.LOG, "log \"ln\" -> \"log10\"");
  }

  @Test
  void otherPadding_isFound() throws IOException {
    assertFound("reflect", "", Step.SPECTRUM, "framing absent -> \"centre-reflect\"");
    Finding best = compare("not_centred", "").findings().get(0);
    assertTrue(best.agrees());
    assertTrue(best.words().get(0).startsWith("frames are not centred"), best.toString());
  }

  @Test
  void magnitudeForPower_isFound() throws IOException {
    assertFound("magnitude", "", Step.SPECTRUM, "exponent absent -> 1");
  }

  @Test
  void otherWindow_isFound() throws IOException {
    assertFound("hamming", "", Step.SPECTRUM, "window absent -> \"hamming\"");
  }

  @Test
  void otherSampleScale_isFound() throws IOException {
    assertFound("integers", "", Step.SPECTRUM, "sampleScale absent -> 32768");
  }

  @Test
  void otherLayout_isFound() throws IOException {
    assertFound("bands_first", "", Step.LAYOUT, "layout \"NTF\" -> \"NFT\"");
  }

  @Test
  void twoMistakes_areFound() throws IOException {
    Finding best = compare("slaney_decibel", "").findings().get(0);
    assertTrue(best.agrees());
    assertEquals(List.of(Step.MEL, Step.LOG), best.steps());
  }
}
