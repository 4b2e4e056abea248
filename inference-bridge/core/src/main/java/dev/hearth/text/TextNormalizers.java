package dev.hearth.text;

import java.util.function.IntPredicate;

/** The small normalizers. */
final class TextNormalizers {
  private TextNormalizers() {}

  /** Makes small letters, one code point at a time: a final sigma is not special. */
  static MappedText lowercase(MappedText in) {
    MappedText.Builder out = new MappedText.Builder(in.length() + 1);
    boolean changed = false;
    int next;
    for (int i = 0; i < in.length(); i = next) {
      int c = in.text.codePointAt(i);
      next = i + Character.charCount(c);
      int lower = CodePoints.toLowerCase(c);
      changed |= lower != c;
      if (lower == c) {
        out.append(in, i, next);
      } else {
        out.appendCodePoint(lower, in.start(i), in.end(next - 1));
      }
      if (c == 0x130) {
        out.append('\u0307', in.start(i), in.end(i));
      }
    }
    return changed ? out.build() : in;
  }

  /** What Google's translation models do: no controls, one blank for all white space. */
  static MappedText nmt(MappedText in) {
    MappedText.Builder out = new MappedText.Builder(in.length());
    for (int i = 0; i < in.length(); i++) {
      char c = in.text.charAt(i);
      boolean blank =
          c == '\t'
              || c == '\n'
              || c == '\f'
              || c == '\r'
              || c == 0x1680
              || (c >= 0x200b && c <= 0x200f)
              || c == 0x2028
              || c == 0x2029
              || c == 0x2581
              || c == 0xfeff
              || c == 0xfffd;
      boolean dropped = (c > 0 && c < ' ') || c == 0x7f || c == 0x8f || c == 0x9f;
      if (blank || !dropped) {
        out.append(blank ? ' ' : c, in.start(i), in.end(i));
      }
    }
    return out.build();
  }

  /** Returns a normalizer that drops code points. */
  static Normalizer without(IntPredicate dropped) {
    return in -> {
      MappedText.Builder out = new MappedText.Builder(in.length());
      int next;
      for (int i = 0; i < in.length(); i = next) {
        int c = in.text.codePointAt(i);
        next = i + Character.charCount(c);
        if (!dropped.test(c)) {
          out.append(in, i, next);
        }
      }
      return out.length() == in.length() ? in : out.build();
    };
  }

  /** Returns a normalizer that takes white space from the ends. */
  static Normalizer strip(boolean left, boolean right) {
    return in -> {
      int start = 0;
      int end = in.length();
      while (left && start < end && CodePoints.isWhitespace(in.text.charAt(start))) {
        start++;
      }
      while (right && end > start && CodePoints.isWhitespace(in.text.charAt(end - 1))) {
        end--;
      }
      return in.slice(start, end);
    };
  }

  /** Returns a normalizer that puts a text before any that is not empty. */
  static Normalizer prepend(String prefix) {
    return in -> in.withPrefix(prefix);
  }

  /** Returns a normalizer that replaces what a pattern finds. */
  static Normalizer replace(Pattern pattern, String content) {
    return in -> {
      Pattern.Matches matches = pattern.in(in.text);
      if (!matches.next()) {
        return in;
      }
      MappedText.Builder out = new MappedText.Builder(in.length() + content.length());
      int from = 0;
      do {
        int end = matches.end();
        out.append(in, from, matches.start());
        int last = end == 0 ? 0 : in.text.offsetByCodePoints(end, -1);
        out.append(content, end == 0 ? 0 : in.start(last), end == 0 ? 0 : in.end(end - 1));
        from = end;
      } while (matches.next());
      out.append(in, from, in.length());
      return out.build();
    };
  }
}
