package dev.hearth.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one key of a manifest.
 *
 * @param path the keys that lead to it from the part of the manifest that is searched, with dots
 * @param value what it becomes; null to leave it out
 */
record Edit(String path, @Nullable JsonNode value) {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  static Edit of(String path, String value) {
    return new Edit(path, JSON.textNode(value));
  }

  static Edit of(String path, boolean value) {
    return new Edit(path, value ? JSON.booleanNode(true) : null);
  }

  static Edit of(String path, double value) {
    boolean whole = value == (int) value;
    return new Edit(path, whole ? JSON.numberNode((int) value) : JSON.numberNode(value));
  }

  static Edit without(String path) {
    return new Edit(path, null);
  }

  /** Returns a copy of a part of a manifest with the changes made. */
  static ObjectNode apply(ObjectNode part, List<Edit> edits) {
    ObjectNode out = part.deepCopy();
    for (Edit edit : edits) {
      ObjectNode parent = out;
      String[] keys = edit.path.split("\\.", -1);
      for (int i = 0; i < keys.length - 1; i++) {
        parent = parent.withObjectProperty(keys[i]);
      }
      String last = keys[keys.length - 1];
      if (edit.value == null) {
        parent.remove(last);
      } else {
        parent.set(last, edit.value);
      }
    }
    return out;
  }

  /** Returns what stands at a path, or null where nothing does. */
  static @Nullable JsonNode at(ObjectNode part, String path) {
    JsonNode node = part;
    for (String key : path.split("\\.", -1)) {
      node = node.path(key);
    }
    return node.isMissingNode() ? null : node;
  }
}
