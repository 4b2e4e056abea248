package dev.hearth.guess;

import dev.hearth.decode.Activation;
import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @tensorflow-models/speech-commands} does with the sound of a microphone before its
 * models see it, which Teachable Machine's models of sounds are.
 *
 * <p>It listens at 44.1 kHz through an analyser of Web Audio: a Blackman window over the newest
 * 2048 samples, the magnitudes of their spectrum divided by 2048, in decibels, without smoothing.
 * Of these the lowest bins are kept, and all frames together get mean 0 and variance 1. It looks at
 * the analyser again after as long as 1024 samples take, by a timer that browsers round to
 * milliseconds and that comes late now and then; frames are 1024 samples apart here, which is what
 * it means. It drops frames of digital silence, which no microphone gives; here they stay and are 0
 * after normalisation.
 */
final class SpeechCommands {
  private static final int RATE = 44_100;
  private static final int WINDOW = 2048;
  private static final int HOP = 1024;

  /** A new look at the sound about five times a second. */
  private static final int STEP = 8 * HOP;

  /** -200 dB, under the rounding of 32-bit samples. */
  private static final double FLOOR = 1e-20;

  private static final int MOST_FRAMES = 2000;

  /** What Teachable Machine's page and its snippets ask of a probability. */
  private static final double THRESHOLD = 0.75;

  private static final List<String> NO_WORDS =
      List.of("_background_noise_", "background noise", "_unknown_");

  private final int frames;
  private final int bins;

  private SpeechCommands(int frames, int bins) {
    this.frames = frames;
    this.bins = bins;
  }

  /** Returns the preprocessing of a model; null if its input is not float32[N, frames, bins, 1]. */
  static @Nullable SpeechCommands of(SourceModel model) {
    TensorInfo input = model.inputs().get(0);
    List<Dimension> axes = input.dimensions();
    if (model.inputs().size() != 1
        || model.shapeless().contains(input.name())
        || input.type() != ElementType.FLOAT32
        || axes.size() != 4
        || !isOne(axes.get(0))
        || !isOne(axes.get(3))) {
      return null;
    }
    int frames = axes.get(1).isFree() ? 0 : axes.get(1).size();
    int bins = axes.get(2).isFree() ? 0 : axes.get(2).size();
    boolean known = frames >= 1 && frames <= MOST_FRAMES && bins >= 1 && bins <= WINDOW / 2;
    return known ? new SpeechCommands(frames, bins) : null;
  }

  private static boolean isOne(Dimension axis) {
    return axis.isFree() || axis.size() == 1;
  }

  private int clipSamples() {
    return WINDOW + (frames - 1) * HOP;
  }

  /** Returns words for what is done. */
  String words() {
    return "the decibels of the lowest "
        + bins
        + " of 1025 bins in "
        + frames
        + " frames of sound at 44.1 kHz";
  }

  /** Returns {@code preprocessing.waveform}. */
  JsonObject waveform() {
    JsonObject features =
        new JsonObject()
            .put("like", "spectrum")
            .put("fftLength", WINDOW)
            .put("hopLength", HOP)
            .put("window", "blackman")
            .put("framing", "snip")
            .put("sampleScale", 1.0 / WINDOW)
            .put("bins", bins)
            .put("log", "db")
            .put("floor", FLOOR)
            .put("normalize", "all-but-silence");
    JsonObject waveform =
        new JsonObject()
            .put("sampleRateHz", RATE)
            .put("clipSamples", clipSamples())
            .put("loudest", true)
            .put("stepSamples", Math.min(STEP, clipSamples()))
            .put("layout", "NTFC")
            .put("features", features);
    return parsed("preprocessing.waveform", waveform);
  }

  /** Returns an object as a manifest would have it, numbers as text. */
  private static JsonObject parsed(String what, JsonObject made) {
    return JsonObject.parse(what, made.toString());
  }

  /**
   * Returns {@code postprocessing}: what the output means, and when a sound is told while
   * listening: never noise.
   */
  JsonObject postprocessing(SourceModel model, List<String> labels) {
    String name = model.outputs().get(0).name();
    List<Integer> ignored = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      if (NO_WORDS.contains(labels.get(i).toLowerCase(Locale.ROOT))) {
        ignored.add(i);
      }
    }
    double seconds = (double) clipSamples() / RATE;
    ClassifierOutput output =
        new ClassifierOutput(
            name,
            model.probabilities().contains(name) ? Activation.NONE : Activation.SOFTMAX,
            new LiveDetectorConfig(seconds, 2, THRESHOLD, 0, 9, -60, 0.4, ignored, 1));
    return parsed("postprocessing", output.toJson());
  }
}
