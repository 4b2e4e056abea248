package dev.hearth.manifest;

import dev.hearth.decode.LiveDetectorConfig;
import dev.hearth.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The {@code postprocessing.live} part of a manifest. */
final class LiveDetectorJson {
  private LiveDetectorJson() {}

  static LiveDetectorConfig read(JsonObject json) {
    List<Integer> ignored = new ArrayList<>();
    for (double label : json.numbers("ignoredLabels")) {
      ignored.add((int) label);
    }
    LiveDetectorConfig read =
        new LiveDetectorConfig(
            json.number("windowSeconds"),
            json.integer("smoothingWindows"),
            json.number("threshold"),
            json.number("margin"),
            json.number("edgeDropDb"),
            json.number("minLevelDbfs"),
            json.number("refractorySeconds"),
            ignored,
            json.number("ignoredWeight"));
    json.end();
    return read;
  }

  static JsonObject write(LiveDetectorConfig live) {
    return new JsonObject()
        .put("windowSeconds", live.windowSeconds())
        .put("smoothingWindows", live.smoothingWindows())
        .put("threshold", live.threshold())
        .put("margin", live.margin())
        .put("edgeDropDb", live.edgeDropDb())
        .put("minLevelDbfs", live.minLevelDbfs())
        .put("refractorySeconds", live.refractorySeconds())
        .put("ignoredLabels", live.ignoredLabels())
        .put("ignoredWeight", live.ignoredWeight());
  }
}
