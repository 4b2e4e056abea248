package dev.hearth.json;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON, indented by two spaces; arrays of plain values stay on one line. */
final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  static String write(@Nullable Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value, "");
    return writer.out.toString();
  }

  private void value(@Nullable Object value, String indent) {
    if (value instanceof JsonObject object) {
      object(object.members(), indent);
    } else if (value instanceof Map<?, ?> map) {
      object(map, indent);
    } else if (value instanceof Collection<?> elements) {
      array(elements, indent);
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof JsonNumber number) {
      out.append(number.toString());
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "true" : "false");
    } else if (value == null) {
      out.append("null");
    } else {
      throw new IllegalArgumentException("Expected a JSON value, found " + value);
    }
  }

  private void object(Map<?, ?> members, String indent) {
    if (members.isEmpty()) {
      out.append("{}");
      return;
    }
    String inner = indent + "  ";
    String separator = "{\n";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(separator).append(inner);
      string(String.valueOf(member.getKey()));
      out.append(": ");
      value(member.getValue(), inner);
      separator = ",\n";
    }
    out.append('\n').append(indent).append('}');
  }

  private void array(Collection<?> elements, String indent) {
    boolean plain = true;
    for (Object element : elements) {
      plain &= !(element instanceof JsonObject) && !(element instanceof Map<?, ?>);
    }
    String inner = indent + "  ";
    String separator = "";
    out.append('[');
    for (Object element : elements) {
      out.append(separator);
      if (!plain) {
        out.append('\n').append(inner);
      }
      value(element, inner);
      separator = plain ? ", " : ",";
    }
    if (!plain) {
      out.append('\n').append(indent);
    }
    out.append(']');
  }

  private void number(Number number) {
    if (number instanceof Long whole) {
      // Beyond 2^53 a double is another number.
      out.append(whole.longValue());
      return;
    }
    double value = number.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("Expected a finite number, found " + value);
    }
    if (value == (long) value && Math.abs(value) < 1e15) {
      out.append((long) value);
    } else {
      out.append(value);
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0000", hex.length(), 4).append(hex);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
