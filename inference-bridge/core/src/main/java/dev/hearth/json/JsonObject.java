package dev.hearth.json;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object on its way in or out.
 *
 * <p>Reading asks for each key by its type and ends with {@link #end()}, which refuses keys nobody
 * asked for. Every error names the place, as in {@code variants[0].artifacts[1].bytes}.
 */
public final class JsonObject {
  private final String place;
  private final Map<String, @Nullable Object> members;
  private final StringBuilder read = new StringBuilder();

  /** Creates an object without members. */
  public JsonObject() {
    this("", new LinkedHashMap<>());
  }

  private JsonObject(String place, Map<String, @Nullable Object> members) {
    this.place = place;
    this.members = members;
  }

  /** Reads a text whose value must be an object; {@code what} names the document in errors. */
  public static JsonObject parse(String what, String text) {
    Object value;
    try {
      value = JsonParser.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, what + " is not valid JSON. " + e.getMessage(), e);
    }
    return new JsonObject("", cast(value, what));
  }

  /** Adds a member; null leaves it out. */
  public JsonObject put(String key, @Nullable Object value) {
    if (value != null) {
      members.put(key, value);
    }
    return this;
  }

  /** Returns whether a member is there and not null. */
  public boolean has(String key) {
    return get(key) != null;
  }

  /** Returns a member that must be a string. */
  public String string(String key) {
    if (get(key) instanceof String text) {
      return text;
    }
    throw wrong(key, "a string");
  }

  /** Returns a string, or the other where the key is absent. */
  public String string(String key, String otherwise) {
    return has(key) ? string(key) : otherwise;
  }

  /** Returns a member that must be a number. */
  public double number(String key) {
    if (get(key) instanceof JsonNumber number) {
      return number.value();
    }
    throw wrong(key, "a number");
  }

  /** Returns a number, or the other where the key is absent. */
  public double number(String key, double otherwise) {
    return has(key) ? number(key) : otherwise;
  }

  /** Returns a member that must be a whole number. */
  public int integer(String key) {
    double number = number(key);
    int integer = (int) number;
    if (integer != number) {
      throw wrong(key, "a whole number under 2^31");
    }
    return integer;
  }

  /** Returns a whole number, or the other where the key is absent. */
  public int integer(String key, int otherwise) {
    return has(key) ? integer(key) : otherwise;
  }

  /** Returns a truth value, or the other where the key is absent. */
  public boolean bool(String key, boolean otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    if (get(key) instanceof Boolean value) {
      return value;
    }
    throw wrong(key, "true or false");
  }

  /** Returns the constant whose name, as {@link Names} has it, the member holds. */
  public <E extends Enum<E>> E oneOf(String key, E[] constants) {
    return oneOf(key, constants, Names::of);
  }

  /** Returns the constant whose id the member holds. */
  public <T> T oneOf(String key, T[] constants, Function<T, String> id) {
    String text = string(key);
    String ids = "";
    for (T constant : constants) {
      if (id.apply(constant).equals(text)) {
        return constant;
      }
      ids += (ids.isEmpty() ? "" : ", ") + id.apply(constant);
    }
    throw wrong(key, "one of " + ids);
  }

  /** Returns a member that must be an object. */
  public JsonObject object(String key) {
    return new JsonObject(at(key), cast(get(key), at(key)));
  }

  /**
   * Returns what {@code reader} makes of each object of an array; empty where the key is absent.
   */
  public <T> List<T> objects(String key, Function<JsonObject, T> reader) {
    List<T> out = new ArrayList<>();
    List<@Nullable Object> elements = array(key);
    for (int i = 0; i < elements.size(); i++) {
      String element = at(key) + "[" + i + "]";
      out.add(reader.apply(new JsonObject(element, cast(elements.get(i), element))));
    }
    return out;
  }

  /** Returns an array of strings; empty where the key is absent. */
  public List<String> strings(String key) {
    List<String> out = new ArrayList<>();
    for (Object element : array(key)) {
      if (!(element instanceof String text)) {
        throw wrong(key, "an array of strings");
      }
      out.add(text);
    }
    return out;
  }

  /** Returns an array of numbers; empty where the key is absent. */
  public double[] numbers(String key) {
    List<@Nullable Object> elements = array(key);
    double[] out = new double[elements.size()];
    for (int i = 0; i < out.length; i++) {
      if (!(elements.get(i) instanceof JsonNumber number)) {
        throw wrong(key, "an array of numbers");
      }
      out[i] = number.value();
    }
    return out;
  }

  /** Returns the elements as they are; empty where the key is absent. */
  @SuppressWarnings("unchecked")
  public List<@Nullable Object> array(String key) {
    Object value = has(key) ? get(key) : List.of();
    if (value instanceof List<?> list) {
      return (List<@Nullable Object>) list;
    }
    throw wrong(key, "an array");
  }

  /** Counts members as read that mean nothing to the caller. */
  public JsonObject ignore(String... keys) {
    for (String key : keys) {
      get(key);
    }
    return this;
  }

  /** Refuses members that were not read. */
  public void end() {
    for (String key : members.keySet()) {
      if (!wasRead(key)) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Unknown key "
                + at(key)
                + ", expected one of"
                + read.substring(0, Math.max(0, read.length() - 1)));
      }
    }
  }

  /** Returns the error for a member that is not what was expected. */
  public InferenceException wrong(String key, String expected) {
    Object found = members.get(key);
    String what = "something else";
    if (found == null) {
      what = "nothing";
    } else if (found instanceof String text) {
      what = "\"" + text + "\"";
    } else if (found instanceof JsonNumber number) {
      what = number.toString();
    }
    return new InferenceException(
        Code.MANIFEST_INVALID, "Expected " + at(key) + " to be " + expected + ", found " + what);
  }

  /** Returns the members as they are, which counts none as read. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  @Override
  public String toString() {
    return JsonWriter.write(this);
  }

  private @Nullable Object get(String key) {
    if (!wasRead(key)) {
      read.append(' ').append(key).append(',');
    }
    return members.get(key);
  }

  private boolean wasRead(String key) {
    return read.indexOf(" " + key + ",") >= 0;
  }

  private String at(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> cast(@Nullable Object value, String place) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new InferenceException(Code.MANIFEST_INVALID, "Expected " + place + " to be an object");
  }
}
