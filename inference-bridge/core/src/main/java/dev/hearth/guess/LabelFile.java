package dev.hearth.guess;

import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonValue;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes' names as files have them: one a line, or JSON in one of its usual forms.
 *
 * <p>JSON is an array of names; an object from numbers to names ({@code id2label}), to arrays that
 * end with the name ({@code imagenet_class_index.json}), or from names to numbers (Keras' {@code
 * class_indices}); or an object that has one of these as {@code labels}, {@code names}, {@code
 * classes}, {@code class_names}, {@code id2label} or {@code wordLabels}.
 */
public final class LabelFile {
  private static final long MAX_BYTES = 32 << 20;
  private static final int MAX_LABELS = 1_000_000;
  private static final List<String> KEYS =
      List.of("labels", "names", "classes", "class_names", "id2label", "wordLabels");

  private LabelFile() {}

  /** Returns the names in their order; blank lines at a text's end are none. */
  static List<String> read(ModelFile file) throws IOException {
    if (file.bytes() > MAX_BYTES) {
      throw new BadInputException(
          file.place() + " has " + file.bytes() + " bytes, too many for a list of labels");
    }
    String text = file.text("labels");
    if (!file.place().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return lines(text);
    }
    List<String> labels = json(text);
    if (labels == null) {
      throw new BadInputException(
          file.place()
              + " holds no labels; expected a JSON array of names, or an object from 0, 1, ... to"
              + " names");
    }
    return labels;
  }

  private static List<String> lines(String text) {
    List<String> labels = new ArrayList<>();
    for (String line : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      labels.add(line.strip());
    }
    while (!labels.isEmpty() && labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    return labels;
  }

  /** Returns the names that a JSON or Python text holds, or null where it holds none. */
  public static @Nullable List<String> json(String text) {
    try {
      return text.length() > MAX_BYTES ? null : names(JsonValue.parse(PythonText.toJson(text)));
    } catch (JsonMistakeException e) {
      return null;
    }
  }

  /** Returns the names that a JSON value holds, or null where it holds none. */
  static @Nullable List<String> names(JsonValue json) {
    if (json.isArray()) {
      List<String> labels = new ArrayList<>();
      for (JsonValue name : json) {
        if (!name.isPlain()) {
          return null;
        }
        labels.add(name.asText().strip());
      }
      return labels.isEmpty() ? null : labels;
    }
    for (String key : KEYS) {
      if (!json.path(key).isPlain() && !json.path(key).isMissing()) {
        return names(json.path(key));
      }
    }
    return json.isObject() && !json.isEmpty() && json.size() <= MAX_LABELS ? numbered(json) : null;
  }

  private static @Nullable List<String> numbered(JsonValue json) {
    Map<Integer, String> labels = new TreeMap<>();
    for (String key : json.keys()) {
      JsonValue value = json.path(key);
      if (value.isArray() && !value.isEmpty()) {
        value = value.path(value.size() - 1);
      }
      boolean reversed = value.isInt();
      Integer number = reversed ? Integer.valueOf(value.asInt(0)) : number(key);
      if (number == null || !value.isPlain()) {
        return null;
      }
      labels.put(number, reversed ? key : value.asText().strip());
    }
    // Numbers from 0 without a gap: else some class has no name.
    for (int i = 0; i < json.size(); i++) {
      if (!labels.containsKey(i)) {
        return null;
      }
    }
    return new ArrayList<>(labels.values());
  }

  private static @Nullable Integer number(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
