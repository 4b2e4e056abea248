package dev.hearth.text;

import java.util.ArrayList;
import java.util.List;

/** The decoders of a tokenizer.json. */
final class Decoders {
  private Decoders() {}

  /** Puts a blank between tokens. */
  static List<String> spaced(List<String> tokens) {
    List<String> out = new ArrayList<>();
    for (String token : tokens) {
      out.add(out.isEmpty() ? token : " " + token);
    }
    return out;
  }

  /** Returns WordPiece's: a blank before each token that does not go on. */
  static Decoder wordPiece(String prefix, boolean cleanUp) {
    return tokens -> {
      List<String> out = new ArrayList<>();
      for (String token : tokens) {
        String text = token;
        if (!out.isEmpty()) {
          boolean goesOn = !prefix.isEmpty() && token.startsWith(prefix);
          text = goesOn ? token.substring(prefix.length()) : " " + token;
        }
        out.add(cleanUp ? CleanUp.apply(text) : text);
      }
      return out;
    };
  }

  /** Returns the end-of-word suffix's: a blank for each but the last. */
  static Decoder bpe(String suffix) {
    return tokens -> {
      List<String> out = new ArrayList<>();
      for (String token : tokens) {
        boolean last = out.size() + 1 == tokens.size();
        out.add(suffix.isEmpty() ? token : token.replace(suffix, last ? "" : " "));
      }
      return out;
    };
  }

  /** Turns byte-level tokens into text; a token with other characters stays as it is. */
  static List<String> byteLevel(List<String> tokens) {
    ByteSink bytes = new ByteSink();
    for (String token : tokens) {
      boolean plain = false;
      for (int i = 0; i < token.length(); i++) {
        plain |= ByteLevel.byteOf(token.charAt(i)) < 0;
      }
      int next;
      for (int i = 0; i < token.length(); i = next) {
        int c = token.codePointAt(i);
        next = i + Character.charCount(c);
        if (plain) {
          bytes.addCodePoint(c);
        } else {
          bytes.add(ByteLevel.byteOf((char) c));
        }
      }
    }
    return List.of(bytes.take());
  }

  /** Returns Metaspace's: blanks again, but for the one put before the text. */
  static Decoder metaspace(char replacement, boolean prepended) {
    String mark = String.valueOf(replacement);
    return tokens -> {
      List<String> out = new ArrayList<>();
      for (String token : tokens) {
        out.add(token.replace(mark, out.isEmpty() && prepended ? "" : " "));
      }
      return out;
    };
  }

  /** Turns runs of tokens like {@code <0x0A>} into text. */
  static List<String> byteFallback(List<String> tokens) {
    List<String> out = new ArrayList<>();
    ByteSink bytes = new ByteSink();
    for (String token : tokens) {
      int value = ByteFallback.byteOf(token);
      if (value >= 0) {
        bytes.add(value);
      } else {
        bytes.takeValid(out);
        out.add(token);
      }
    }
    bytes.takeValid(out);
    return out;
  }

  /** Makes one token of all. */
  static List<String> fuse(List<String> tokens) {
    return List.of(join(tokens));
  }

  /** Returns a decoder that takes a character from the ends of each token. */
  static Decoder strip(char content, int atStart, int atEnd) {
    return tokens -> {
      List<String> out = new ArrayList<>();
      for (String token : tokens) {
        int start = 0;
        while (start < atStart && start < token.length() && token.charAt(start) == content) {
          start++;
        }
        int end = token.length();
        while (end > start && token.length() - end < atEnd && token.charAt(end - 1) == content) {
          end--;
        }
        out.add(token.substring(start, end));
      }
      return out;
    };
  }

  /** Returns a decoder that replaces what a pattern finds in each token. */
  static Decoder replace(Pattern pattern, String content) {
    return tokens -> {
      List<String> out = new ArrayList<>();
      for (String token : tokens) {
        StringBuilder text = new StringBuilder();
        Pattern.Matches matches = pattern.in(token);
        int from = 0;
        while (matches.next()) {
          text.append(token, from, matches.start()).append(content);
          from = matches.end();
        }
        out.add(text.append(token, from, token.length()).toString());
      }
      return out;
    };
  }

  /** Returns CTC's: repetitions and padding go, delimiters become blanks. */
  static Decoder ctc(String padding, String delimiter, boolean cleanUp) {
    return tokens -> {
      List<String> out = new ArrayList<>();
      String last = null;
      for (String token : tokens) {
        if (!token.equals(last)) {
          String text = token.replace(padding, "");
          if (cleanUp) {
            text = CleanUp.apply(text).replace(delimiter, " ");
          }
          if (!text.isEmpty()) {
            out.add(text);
          }
        }
        last = token;
      }
      return out;
    };
  }

  static String join(List<String> tokens) {
    StringBuilder out = new StringBuilder();
    for (String token : tokens) {
      out.append(token);
    }
    return out.toString();
  }
}
