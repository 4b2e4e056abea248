package dev.hearth.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.audio.Framing;
import dev.hearth.audio.MelNorm;
import dev.hearth.audio.MelScale;
import dev.hearth.audio.Window;
import dev.hearth.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may have been done otherwise to a sound, the plainest first within each step. */
final class AudioHypotheses {
  private final ObjectNode part;
  private final int rate;
  private final List<Hypothesis> out = new ArrayList<>();

  private AudioHypotheses(ObjectNode part) {
    this.part = part;
    rate = part.path("sampleRateHz").asInt(16000);
  }

  /**
   * Returns the hypotheses about a sound.
   *
   * @param part {@code preprocessing.waveform} as it is
   * @param soundHz the rate of the sound's file
   * @param expected the shape of the input that the other side made
   */
  static List<Hypothesis> of(ObjectNode part, int soundHz, Shape expected) {
    AudioHypotheses made = new AudioHypotheses(part);
    made.samples(soundHz, expected);
    if (part.has("features")) {
      made.spectrum();
      made.mel(expected);
      made.log();
      made.finish();
    }
    made.layout();
    return made.out;
  }

  private void samples(int soundHz, Shape expected) {
    Set<Integer> rates = new LinkedHashSet<>(List.of(soundHz, 16000, 8000, 22050, 44100, 48000));
    for (int other : rates) {
      if (other != rate) {
        add(
            Step.RESAMPLE,
            "rate",
            other == soundHz
                ? "the sound was not resampled: it stayed at " + other + " Hz"
                : "the sound was resampled to " + other + " Hz",
            Edit.of("sampleRateHz", other));
      }
    }
    boolean loudest = part.path("loudest").asBoolean(false);
    add(
        Step.RESAMPLE,
        "clip",
        loudest
            ? "the clip is the sound's start, not its loudest stretch"
            : "the clip is the sound's loudest stretch, not its start",
        Edit.of("loudest", !loudest));
    if (part.has("clipSamples")) {
      add(Step.RESAMPLE, "clip", "the sound was taken whole", Edit.without("clipSamples"));
    } else if (!part.has("features") && expected.elementCount() > 1) {
      int count = expected.elementCount();
      add(
          Step.RESAMPLE,
          "clip",
          "the sound was cut or padded to " + count + " samples",
          Edit.of("clipSamples", count));
    }
    boolean normalize = part.path("normalize").asBoolean(false);
    add(
        Step.NORMALISE,
        "samples",
        normalize
            ? "samples were not brought to mean 0 and variance 1"
            : "samples were brought to mean 0 and variance 1",
        Edit.of("normalize", !normalize));
  }

  private void spectrum() {
    for (Framing framing : Framing.values()) {
      String words =
          switch (framing) {
            case SNIP -> "frames are not centred: only whole windows (snip_edges)";
            case WHOLE -> "frames are not centred: only whole transforms (center=False)";
            case CENTRE_ZERO -> "frames are centred, the sound padded with zeros";
            case CENTRE_REFLECT -> "frames are centred, the sound padded by reflection";
            case MIRROR -> "frames are centred as Kaldi does without snip_edges";
          };
      keep(Step.SPECTRUM, "framing", words, "features.framing", framing.id());
    }
    for (Window window : Window.values()) {
      String words = "the window is " + window.id();
      keep(Step.SPECTRUM, "window", words, "features.window", window.id());
    }
    number(Step.SPECTRUM, "exponent", "the spectrum is magnitude, not power", "exponent", 1);
    number(Step.SPECTRUM, "exponent", "the spectrum is power, not magnitude", "exponent", 2);
    String integers = "samples are whole numbers to 32768, not of -1 to 1";
    number(Step.SPECTRUM, "sampleScale", integers, "sampleScale", 32768);
    String unit = "samples are of -1 to 1, not whole numbers";
    number(Step.SPECTRUM, "sampleScale", unit, "sampleScale", 1);
    number(Step.SPECTRUM, "preemphasis", "there is no preemphasis", "preemphasis", 0);
    number(Step.SPECTRUM, "preemphasis", "preemphasis is 0.97", "preemphasis", 0.97);
    add(
        Step.SPECTRUM,
        "removeMean",
        "every frame's mean is removed",
        Edit.of("features.removeMean", true));
    flag(Step.SPECTRUM, "removeMean", "a frame's mean is not removed", "removeMean", false);
    flag(Step.SPECTRUM, "dropLastFrame", "the last frame is dropped", "dropLastFrame", true);
    flag(Step.SPECTRUM, "dropLastFrame", "the last frame is kept", "dropLastFrame", false);
    for (int milliseconds : new int[] {25, 32, 20, 30, 64}) {
      int length = rate * milliseconds / 1000;
      String words = "the window is " + length + " samples (" + milliseconds + " ms) long";
      number(Step.SPECTRUM, "windowLength", words, "windowLength", length);
    }
    for (int milliseconds : new int[] {10, 20, 16, 8, 12, 32}) {
      int length = rate * milliseconds / 1000;
      String words = "frames are " + length + " samples (" + milliseconds + " ms) apart";
      number(Step.SPECTRUM, "hopLength", words, "hopLength", length);
    }
    for (int length : new int[] {256, 400, 512, 1024, 2048}) {
      number(
          Step.SPECTRUM, "fftLength", "the transform is " + length + " long", "fftLength", length);
    }
  }

  private void mel(Shape expected) {
    for (MelScale scale : MelScale.values()) {
      String words = "the mel scale is " + named(scale.id());
      keep(Step.MEL, "melScale", words, "features.melScale", scale.id());
    }
    for (MelNorm norm : MelNorm.values()) {
      String words =
          norm == MelNorm.NONE
              ? "mel filters are not normalised"
              : "mel filters have " + named(norm.id()) + "'s norm (area 1)";
      keep(Step.MEL, "melNorm", words, "features.melNorm", norm.id());
    }
    filters("librosa's mel filters (Slaney's scale and norm)", MelScale.SLANEY, MelNorm.SLANEY);
    filters("torchaudio's mel filters (HTK's scale, no norm)", MelScale.HTK, MelNorm.NONE);
    flag(Step.MEL, "triangles", "mel filters are triangles over mel", "trianglesInMel", true);
    for (double hz : new double[] {0, 20, 60, 64, 80, 125, 300}) {
      number(Step.MEL, "minHz", "the lowest band begins at " + (int) hz + " Hz", "minHz", hz);
    }
    for (double hz : new double[] {rate / 2.0, 8000, 7600, 7500, 4000, 3800}) {
      if (hz <= rate / 2.0) {
        number(Step.MEL, "maxHz", "the highest band ends at " + (int) hz + " Hz", "maxHz", hz);
      }
    }
    int[] sizes = expected.sizes();
    for (int axis = Math.max(0, sizes.length - 3); axis < sizes.length; axis++) {
      if (sizes[axis] > 1 && sizes[axis] <= 512) {
        String words = "there are " + sizes[axis] + " mel bands";
        number(Step.MEL, "melBands", words, "melBands", sizes[axis]);
      }
    }
  }

  private void filters(String words, MelScale scale, MelNorm norm) {
    Edit first = Edit.of("features.melScale", scale.id());
    Edit second = Edit.of("features.melNorm", norm.id());
    out.add(new Hypothesis(Step.MEL, "melScale", words, List.of(first, second)));
  }

  private void log() {
    for (String log : new String[] {"ln", "log10", "db"}) {
      keep(Step.LOG, "log", "the logarithm is " + named(log), "features.log", log);
    }
    logOf("dB, 10 log10(max(x, 1e-10))", "db", 1e-10, 0, 0, false);
    logOf("dB, not lower than 80 below the greatest", "db", 1e-10, 0, 80, false);
    logOf("dB under the greatest, to -80 (ref=np.max)", "db", 1e-10, 0, 80, true);
    logOf("dB under the greatest", "db", 1e-10, 0, 0, true);
    for (String log : new String[] {"ln", "log10"}) {
      for (double offset : new double[] {1e-6, 1e-5, 1e-9, 1e-8, 1e-7, 1e-10, 1e-3, 0.01, 1}) {
        logOf(log + "(x + " + offset + ")", log, 0, offset, 0, false);
      }
      for (double floor : new double[] {1e-10, 1e-5, 1e-6, 0x1p-23, 1e-12, 1e-8}) {
        logOf(log + "(max(x, " + floor + "))", log, floor, 0, 0, false);
      }
    }
    logOf("log10, not lower than 8 below the greatest (Whisper)", "log10", 1e-10, 0, 8, false);
    logOf("not taken", "none", 0, 0, 0, false);
  }

  private void logOf(
      String words, String log, double floor, double offset, double range, boolean relative) {
    List<Edit> edits = new ArrayList<>();
    edits.add(Edit.of("features.log", log));
    // What is absent is 0 or false, but for the floor, and where a library's defaults have more.
    String like = part.path("features").path("like").asText();
    boolean whisper = like.equals("whisper");
    boolean usual = floor == 1e-10 && !like.equals("kaldi-fbank");
    edits.add(
        (floor > 0 && !usual) || log.equals("none")
            ? Edit.of("features.floor", floor)
            : Edit.without("features.floor"));
    edits.add(offset > 0 ? Edit.of("features.offset", offset) : Edit.without("features.offset"));
    edits.add(
        range > 0 || whisper ? Edit.of("features.range", range) : Edit.without("features.range"));
    edits.add(Edit.of("features.relativeToMax", relative));
    out.add(new Hypothesis(Step.LOG, "log", "the logarithm is " + words, edits));
  }

  private void finish() {
    keep(
        Step.NORMALISE,
        "normalize",
        "features are not normalised over the sound",
        "features.normalize",
        "none");
    keep(
        Step.NORMALISE,
        "normalize",
        "features have mean 0 and variance 1 over the sound",
        "features.normalize",
        "all");
    keep(
        Step.NORMALISE,
        "normalize",
        "every band has mean 0 and variance 1 over the sound",
        "features.normalize",
        "bands");
  }

  private void layout() {
    String layout = part.path("layout").asText("");
    if (!layout.isEmpty()) {
      String other = layout.replace('T', '?').replace('F', 'T').replace('?', 'F');
      add(Step.LAYOUT, "layout", "the axes are " + other, Edit.of("layout", other));
    } else if (part.has("features")) {
      boolean first = part.path("bandsFirst").asBoolean(false);
      add(
          Step.LAYOUT,
          "layout",
          first
              ? "a frame's bands lie side by side (time, bands)"
              : "a band's frames lie side by side (bands, time)",
          Edit.of("bandsFirst", !first));
    }
  }

  private static String named(String id) {
    return switch (id) {
      case "htk" -> "HTK's";
      case "slaney" -> "Slaney's (librosa)";
      case "ln" -> "natural";
      case "db" -> "in dB";
      default -> id;
    };
  }

  private void number(Step step, String group, String words, String key, double value) {
    JsonNode now = Edit.at(part, "features." + key);
    if (now == null || now.asDouble(Double.NaN) != value) {
      add(step, group, words, Edit.of("features." + key, value));
    }
  }

  private void flag(Step step, String group, String words, String key, boolean value) {
    add(step, group, words, new Edit("features." + key, Edit.JSON.booleanNode(value)));
  }

  private void keep(Step step, String group, String words, String path, @Nullable String value) {
    JsonNode now = Edit.at(part, path);
    if (value != null && (now == null || !now.asText().equals(value))) {
      add(step, group, words, Edit.of(path, value));
    }
  }

  private void add(Step step, String group, String words, Edit... edits) {
    out.add(new Hypothesis(step, group, words, List.of(edits)));
  }
}
