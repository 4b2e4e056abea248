package dev.hearth.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.compare.Finding.Change;
import dev.hearth.manifest.ModelManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explanations as findings: with the keys of the whole manifest, and measured on all cases. */
final class Findings {
  /** What {@code preprocessing.audio} says by itself. */
  private static final Map<String, String> AUDIO_KEYS =
      Map.of(
          "features.melScale", "melScale",
          "features.melNorm", "melNorm",
          "features.minHz", "minHz",
          "features.maxHz", "maxHz",
          "features.windowLength", "windowLength",
          "features.hopLength", "hopLength",
          "sampleRateHz", "sampleRateHz");

  private Findings() {}

  static Finding of(Explanation found, Prepared one, List<Prepared> all, ModelManifest manifest) {
    int measured = 0;
    int agree = 0;
    for (Prepared other : all) {
      Search.Probe probe = other.probe();
      if (probe != null) {
        Difference left = probe.measure(found.edits());
        measured++;
        agree += left != null && left.agrees() ? 1 : 0;
      }
    }
    return new Finding(
        found.hypotheses().stream().map(Hypothesis::step).distinct().toList(),
        found.hypotheses().stream().map(Hypothesis::words).toList(),
        changes(found, one, manifest),
        found.difference(),
        found.difference().agrees(),
        agree,
        measured);
  }

  private static List<Change> changes(Explanation found, Prepared one, ModelManifest manifest) {
    Map<String, Edit> last = new LinkedHashMap<>();
    for (Edit edit : found.edits()) {
      last.put(edit.path(), edit);
    }
    boolean audio = manifest.audio() != null && manifest.preprocessing().waveform() == null;
    if (audio && !AUDIO_KEYS.keySet().containsAll(last.keySet())) {
      String whole = Edit.apply(one.object(), found.edits()).toString();
      return List.of(
          new Change("preprocessing.audio", "as it is", "leave it out"),
          new Change("preprocessing.waveform", "absent", whole));
    }
    List<Change> out = new ArrayList<>();
    for (Edit edit : last.values()) {
      @Nullable JsonNode now = Edit.at(one.object(), edit.path());
      @Nullable JsonNode value = edit.value();
      if (now == null ? value == null : now.equals(value)) {
        continue;
      }
      String key =
          audio
              ? "preprocessing.audio." + AUDIO_KEYS.get(edit.path())
              : one.key() + "." + edit.path();
      out.add(new Change(key, Words.json(now, "absent"), Words.json(value, "leave it out")));
    }
    return out;
  }
}
