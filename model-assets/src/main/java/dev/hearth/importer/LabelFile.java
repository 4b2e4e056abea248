package dev.hearth.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearth.model.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
final class LabelFile {
  private static final long MAX_BYTES = 32 << 20;
  private static final int MAX_LABELS = 1_000_000;
  private static final List<String> KEYS =
      List.of("labels", "names", "classes", "class_names", "id2label", "wordLabels");

  /** Also what Python prints of a dict. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private LabelFile() {}

  /** Returns the names in their order; blank lines at a text's end are none. */
  static List<String> read(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      throw new BadInputException(
          file + " has " + Files.size(file) + " bytes, too many for a list of labels");
    }
    String text = Beside.text(file, "labels");
    if (!file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return lines(text);
    }
    List<String> labels = json(text);
    if (labels == null) {
      throw new BadInputException(
          file
              + " holds no labels; expected a JSON array of names, or an object from 0, 1, ... to"
              + " names");
    }
    return labels;
  }

  private static List<String> lines(String text) {
    List<String> labels = new ArrayList<>();
    for (String line : text.split("\\R", -1)) {
      labels.add(line.strip());
    }
    while (!labels.isEmpty() && labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    return labels;
  }

  /** Returns the names that a JSON or Python text holds, or null where it holds none. */
  static @Nullable List<String> json(String text) {
    try {
      return text.length() > MAX_BYTES ? null : names(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Returns the names that a JSON value holds, or null where it holds none. */
  static @Nullable List<String> names(JsonNode json) {
    if (json.isArray()) {
      List<String> labels = new ArrayList<>();
      for (JsonNode name : json) {
        if (!name.isValueNode()) {
          return null;
        }
        labels.add(name.asText().strip());
      }
      return labels.isEmpty() ? null : labels;
    }
    for (String key : KEYS) {
      if (json.path(key).isContainerNode()) {
        return names(json.path(key));
      }
    }
    return json.isObject() && !json.isEmpty() && json.size() <= MAX_LABELS ? numbered(json) : null;
  }

  private static @Nullable List<String> numbered(JsonNode json) {
    Map<Integer, String> labels = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      JsonNode value = entry.getValue();
      if (value.isArray() && !value.isEmpty()) {
        value = value.get(value.size() - 1);
      }
      boolean reversed = value.isInt();
      Integer number = reversed ? Integer.valueOf(value.asInt()) : number(entry.getKey());
      if (number == null || !value.isValueNode()) {
        return null;
      }
      labels.put(number, reversed ? entry.getKey() : value.asText().strip());
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
