package dev.hearth.task.objectdetection;

import dev.hearth.decode.Activation;
import dev.hearth.decode.NonMaxSuppression;
import dev.hearth.decode.NonMaxSuppression.Method;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a detector's outputs mean: the {@code postprocessing} part of its manifest. {@code rows}
 * names outputs whose every row is a candidate, made of {@code columns}; {@code boxes}, {@code
 * scores}, {@code objectness}, {@code labels} and {@code keypoints} name outputs of their own.
 * Outputs of several levels follow each other. The manifest's labels leave the background out.
 */
final class DetectionOutput {
  /** What the columns of a row may be. */
  enum Column {
    BOX("box", "boxes"),
    OBJECTNESS("objectness", "objectness"),
    SCORES("scores", "scores"),
    LABEL("label", "labels"),
    KEYPOINTS("keypoints", "keypoints"),
    OTHER("other", "other");

    final String id;
    final String outputs;

    Column(String id, String outputs) {
      this.id = id;
      this.outputs = outputs;
    }
  }

  /** How the four numbers of a box are meant. */
  enum Coding {
    /** Left, top, right, bottom. */
    CORNERS("corners"),
    /** Top, left, bottom, right, as TensorFlow has it. */
    CORNERS_YX("corners-yx"),
    /** Centre column, centre row, width, height. */
    CENTRE("centre"),
    /** Left, top, width, height. */
    CORNER_SIZE("corner-size"),
    /** Centre and size relative to an anchor. */
    ANCHOR("anchor"),
    /** Centre and size relative to an anchor, by YOLOv5's formula. */
    YOLOV5("yolov5");

    final String id;

    Coding(String id) {
      this.id = id;
    }
  }

  /** Columns, and how many values each has; 0 takes what is left. */
  record Part(Column column, int width) {}

  final List<String> rows;
  final List<Part> columns;
  private final Map<Column, List<String>> separate = new EnumMap<>(Column.class);
  final @Nullable String count;
  final boolean columnsFirst;
  final Coding coding;
  final boolean normalized;
  final @Nullable AnchorSettings anchors;
  final Activation activation;
  final Activation objectnessActivation;
  final boolean geometricMean;
  final int background;
  final int labelOffset;
  final boolean multiLabel;
  final int keypointValues;
  final Activation keypointActivation;
  final List<String> keypointNames;
  final NonMaxSuppression suppression;

  private DetectionOutput(JsonObject json) {
    rows = names(json, "rows");
    columns = rows.isEmpty() ? List.of() : parts(json);
    for (Column column : Column.values()) {
      separate.put(column, names(json, column.outputs));
    }
    count = json.has("count") ? json.string("count") : null;
    columnsFirst = json.bool("columnsFirst", false);
    anchors = json.has("anchors") ? AnchorSettings.read(json.object("anchors")) : null;
    coding =
        json.has("coding")
            ? json.oneOf("coding", Coding.values(), coding -> coding.id)
            : anchors == null ? Coding.CORNERS : Coding.ANCHOR;
    if ((coding == Coding.ANCHOR || coding == Coding.YOLOV5) != (anchors != null)) {
      throw json.wrong("anchors", "given for the coding anchor or yolov5, and for no other");
    }
    normalized = json.bool("normalized", false);
    activation = activation(json, "activation");
    objectnessActivation =
        json.has("objectnessActivation") ? activation(json, "objectnessActivation") : activation;
    geometricMean = json.bool("geometricMean", false);
    background = json.integer("background", -1);
    labelOffset = json.integer("labelOffset", 0);
    multiLabel = json.bool("multiLabel", false);
    keypointValues = json.integer("keypointValues", 2);
    if (keypointValues != 2 && keypointValues != 3) {
      throw json.wrong("keypointValues", "2, or 3 where each point has a score");
    }
    keypointActivation = activation(json, "keypointActivation");
    keypointNames = json.strings("keypointNames");
    suppression = suppression(json);
    if (rows.isEmpty() && outputs(Column.BOX).isEmpty()) {
      throw json.wrong("boxes", "the name of an output, or rows to be");
    }
  }

  /** Reads the settings. */
  static DetectionOutput read(JsonObject json) {
    DetectionOutput read;
    try {
      read = new DetectionOutput(json);
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, "postprocessing: " + e.getMessage(), e);
    }
    json.end();
    return read;
  }

  /** Returns the outputs that hold one kind of column. */
  List<String> outputs(Column column) {
    return separate.getOrDefault(column, List.of());
  }

  private static NonMaxSuppression suppression(JsonObject json) {
    double threshold = json.number("scoreThreshold", 0.5);
    int most = json.integer("maxDetections", 300);
    if (!json.has("nms")) {
      return new NonMaxSuppression(Method.NONE, 0, 1, threshold, false, most);
    }
    JsonObject nms = json.object("nms");
    NonMaxSuppression read =
        new NonMaxSuppression(
            nms.has("method") ? nms.oneOf("method", Method.values(), Method::id) : Method.HARD,
            nms.number("iouThreshold", 0.45),
            nms.number("sigma", 0.5),
            threshold,
            nms.bool("classAgnostic", false),
            most);
    nms.end();
    return read;
  }

  private static List<Part> parts(JsonObject json) {
    List<Part> out = new ArrayList<>();
    for (String text : json.strings("columns")) {
      int colon = text.indexOf(':');
      String id = colon < 0 ? text : text.substring(0, colon);
      int width = colon < 0 ? (id.equals(Column.BOX.id) ? 4 : 1) : width(json, text, colon);
      Column found = null;
      for (Column column : Column.values()) {
        found = column.id.equals(id) ? column : found;
      }
      if (found == null) {
        throw json.wrong(
            "columns", "of box, objectness, scores:N, label, keypoints:N, other:N; " + text);
      }
      out.add(new Part(found, width));
    }
    return out;
  }

  private static int width(JsonObject json, String text, int colon) {
    int width = 0;
    for (int i = colon + 1; i < text.length(); i++) {
      char digit = text.charAt(i);
      width =
          digit >= '0' && digit <= '9' && width < 10_000 ? 10 * width + digit - '0' : -1_000_000;
    }
    if (width < 1) {
      throw json.wrong("columns", "of a name and a number of values; " + text);
    }
    return width;
  }

  private static List<String> names(JsonObject json, String key) {
    return json.has(key) && json.members().get(key) instanceof String
        ? List.of(json.string(key))
        : json.strings(key);
  }

  private static Activation activation(JsonObject json, String key) {
    return json.has(key) ? json.oneOf(key, Activation.values()) : Activation.NONE;
  }
}
