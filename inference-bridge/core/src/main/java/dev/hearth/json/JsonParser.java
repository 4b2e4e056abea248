package dev.hearth.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) into maps, lists, strings, {@link JsonNumber}s and booleans.
 *
 * <p>Small because the browser downloads it; strict because what it reads decides which bytes run:
 * a key given twice, a trailing comma or text after the value is an error.
 */
final class JsonParser {
  private static final int MAX_DEPTH = 64;

  /** For documents of other programs, such as nested layers of a TensorFlow.js model. */
  private static final int FOREIGN_DEPTH = 400;

  // Character.digit knows all scripts, at a price; the position is the digit, modulo 16.
  private static final String HEX = "0123456789abcdef0123456789ABCDEF";

  private final String text;
  private final int maxDepth;
  private int position;
  private int depth;

  private JsonParser(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  /**
   * Returns the value a text holds.
   *
   * @throws IllegalArgumentException if it is not JSON, with the offset where it stops being so
   */
  static @Nullable Object parse(String text) {
    return new JsonParser(text, MAX_DEPTH).whole();
  }

  /** Returns the value of a text that another program wrote, which may nest deeper. */
  static @Nullable Object parseForeign(String text) throws JsonMistakeException {
    JsonParser parser = new JsonParser(text, FOREIGN_DEPTH);
    try {
      return parser.whole();
    } catch (IllegalArgumentException e) {
      int line = 1;
      for (int i = 0; i < parser.position; i++) {
        line += text.charAt(i) == '\n' ? 1 : 0;
      }
      throw new JsonMistakeException(String.valueOf(e.getMessage()), line);
    }
  }

  private @Nullable Object whole() {
    Object value = value();
    skipSpace();
    if (position < text.length()) {
      throw expected("the end of the text");
    }
    return value;
  }

  private @Nullable Object value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    enter('{');
    if (!leaveIf('}')) {
      do {
        skipSpace();
        int start = position;
        String key = string();
        skipSpace();
        expect(':');
        if (members.containsKey(key)) {
          throw new IllegalArgumentException(
              "Expected each key once, found \"" + key + "\" again at offset " + start);
        }
        members.put(key, value());
      } while (nextOrLeave('}'));
    }
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> elements = new ArrayList<>();
    enter('[');
    if (!leaveIf(']')) {
      do {
        elements.add(value());
      } while (nextOrLeave(']'));
    }
    return elements;
  }

  private void enter(char open) {
    expect(open);
    depth++;
    if (depth > maxDepth) {
      throw expected("at most " + maxDepth + " levels of nesting");
    }
  }

  private boolean leaveIf(char close) {
    skipSpace();
    if (peek() != close) {
      return false;
    }
    position++;
    depth--;
    return true;
  }

  private boolean nextOrLeave(char close) {
    if (leaveIf(close)) {
      return false;
    }
    expect(',');
    return true;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    int start = position;
    while (true) {
      char c = peek();
      if (c == '"') {
        out.append(text, start, position++);
        return out.toString();
      }
      if (c < ' ') {
        throw expected("a character of a string");
      }
      if (c == '\\') {
        out.append(text, start, position++);
        out.append(escaped());
        start = position;
      } else {
        position++;
      }
    }
  }

  private char escaped() {
    char c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        position--;
        throw expected("an escape such as \\n or \\u0041");
      }
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = HEX.indexOf(peek());
      if (digit < 0) {
        throw expected("four hexadecimal digits");
      }
      code = code * 16 + (digit & 15);
      position++;
    }
    return (char) code;
  }

  private JsonNumber number() {
    int start = position;
    if (peek() == '-') {
      position++;
    }
    int integer = position;
    if (digits() > 1 && text.charAt(integer) == '0') {
      throw expected("a number without a leading zero");
    }
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      digits();
    }
    if (position < text.length() && (text.charAt(position) | 0x20) == 'e') {
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      digits();
    }
    return new JsonNumber(text.substring(start, position));
  }

  private int digits() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == start) {
      throw expected("a JSON value");
    }
    return position - start;
  }

  private @Nullable Object literal(String word, @Nullable Boolean value) {
    if (!text.startsWith(word, position)) {
      throw expected(word);
    }
    position += word.length();
    return value;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw expected("'" + c + "'");
    }
    position++;
  }

  private char peek() {
    if (position >= text.length()) {
      throw new IllegalArgumentException("Expected more JSON, found the end of the text");
    }
    return text.charAt(position);
  }

  private void skipSpace() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return;
      }
      position++;
    }
  }

  private IllegalArgumentException expected(String what) {
    String found =
        position < text.length() ? "'" + text.charAt(position) + "'" : "the end of the text";
    return new IllegalArgumentException(
        "Expected " + what + " at offset " + position + ", found " + found);
  }
}
