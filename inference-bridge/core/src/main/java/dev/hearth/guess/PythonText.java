package dev.hearth.guess;

/**
 * Makes JSON of what Python prints of a dict or list, and of what people write by hand: names in
 * single quotes or in none, numbers as keys, a comma after the last.
 */
final class PythonText {
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private PythonText(String text) {
    this.text = text;
  }

  static String toJson(String text) {
    PythonText python = new PythonText(text);
    while (python.at < text.length()) {
      python.token();
    }
    return python.out.toString();
  }

  private void token() {
    char c = text.charAt(at);
    if (c == '"' || c == '\'') {
      quoted(c);
    } else if (c == ',') {
      at++;
      char next = upcoming();
      if (next != '}' && next != ']') {
        out.append(c);
      }
    } else if (isWord(c)) {
      word();
    } else {
      out.append(c);
      at++;
    }
  }

  private void quoted(char quote) {
    out.append('"');
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        char escaped = text.charAt(++at);
        boolean json = "\"\\/bfnrtu".indexOf(escaped) >= 0;
        out.append(json ? "\\" : "").append(escaped);
      } else {
        out.append(c == '"' ? "\\" : "").append(c);
      }
    }
    // Where the quote never ends, the text stays no JSON.
    if (at < text.length()) {
      out.append('"');
      at++;
    }
  }

  private void word() {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (upcoming() == ':') {
      out.append('"').append(word).append('"');
    } else {
      out.append(word);
    }
  }

  private char upcoming() {
    for (int i = at; i < text.length(); i++) {
      if (" \n\r\t".indexOf(text.charAt(i)) < 0) {
        return text.charAt(i);
      }
    }
    return 0;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_$+-.".indexOf(c) >= 0
        || c > 127;
  }
}
