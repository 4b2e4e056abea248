package dev.hearth.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document that another program wrote, read as far as it is understood: a key
 * that is not there is {@linkplain #isMissing() missing}, and so is what is asked of it. Equal only
 * to itself.
 */
public final class JsonValue implements Iterable<JsonValue> {
  private static final Object NOTHING = new Object();

  /** What is not there. */
  public static final JsonValue MISSING = new JsonValue(NOTHING);

  private final @Nullable Object value;

  private JsonValue(@Nullable Object value) {
    this.value = value;
  }

  /**
   * Returns the value that a text holds.
   *
   * @throws JsonMistakeException if it is not JSON
   */
  public static JsonValue parse(String text) throws JsonMistakeException {
    return new JsonValue(JsonParser.parseForeign(text));
  }

  /** Returns a member of an object. */
  public JsonValue path(String key) {
    Map<?, ?> members = members();
    return members.containsKey(key) ? new JsonValue(members.get(key)) : MISSING;
  }

  /** Returns an element of an array. */
  public JsonValue path(int index) {
    List<?> elements = elements();
    return index >= 0 && index < elements.size() ? new JsonValue(elements.get(index)) : MISSING;
  }

  /** Returns whether an object has a member, which may be null. */
  public boolean has(String key) {
    return members().containsKey(key);
  }

  public boolean isMissing() {
    return value == NOTHING;
  }

  public boolean isNull() {
    return value == null;
  }

  public boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  public boolean isArray() {
    return value instanceof List<?>;
  }

  public boolean isText() {
    return value instanceof String;
  }

  /** Returns whether it is a text, a number, a truth value or null. */
  public boolean isPlain() {
    return !isMissing() && !isObject() && !isArray();
  }

  /** Returns whether it is a number without a fraction, from -2^31 to under 2^31. */
  public boolean isInt() {
    return value instanceof JsonNumber number && number.value() == (int) number.value();
  }

  /** Returns the number of members or elements; 0 for all else. */
  public int size() {
    return isObject() ? members().size() : elements().size();
  }

  public boolean isEmpty() {
    return size() == 0;
  }

  /** Returns a text, or a number or truth value as it is written; "" for all else. */
  public String asText() {
    return asText("");
  }

  /** Returns a text, or a number or truth value as it is written; the other for all else. */
  public String asText(String otherwise) {
    return value != null && isPlain() ? value.toString() : otherwise;
  }

  /** Returns a number's whole part, also of a number written as a text; the other for all else. */
  public int asInt(int otherwise) {
    double number = asDouble(otherwise);
    return number >= Integer.MIN_VALUE && number <= Integer.MAX_VALUE ? (int) number : otherwise;
  }

  /** Returns a number's whole part, also of a number written as a text; the other for all else. */
  public long asLong(long otherwise) {
    return isPlain() && value != null ? (long) asDouble((double) otherwise) : otherwise;
  }

  /** Returns a number, also of one written as a text; the other for all else. */
  public double asDouble(double otherwise) {
    if (value instanceof JsonNumber number) {
      return number.value();
    }
    if (value instanceof String text) {
      try {
        return JsonParser.parse(text.strip()) instanceof JsonNumber number
            ? number.value()
            : otherwise;
      } catch (IllegalArgumentException e) {
        return otherwise;
      }
    }
    return otherwise;
  }

  /** Returns true for true alone. */
  public boolean asBoolean() {
    return Boolean.TRUE.equals(value);
  }

  /** Returns an object's keys in their order. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Object key : members().keySet()) {
      keys.add((String) key);
    }
    return keys;
  }

  /** Returns the elements of an array, or the members of an object. */
  @Override
  public Iterator<JsonValue> iterator() {
    List<JsonValue> values = new ArrayList<>();
    for (Object each : isObject() ? members().values() : elements()) {
      values.add(new JsonValue(each));
    }
    return values.iterator();
  }

  /** Returns the JSON text of it; "" if it is missing. */
  @Override
  public String toString() {
    return isMissing() ? "" : JsonWriter.write(value);
  }

  private Map<?, ?> members() {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private List<?> elements() {
    return value instanceof List<?> list ? list : List.of();
  }
}
