package dev.hearth.text;

import dev.hearth.text.UnicodeNormalizer.Form;

/**
 * A Unicode normal form that keeps track of origins.
 *
 * <p>A text in normal form already costs one call of the platform; of another each stretch that can
 * change by itself is normalised alone.
 */
final class FormNormalizer implements Normalizer {
  private final UnicodeNormalizer platform;
  private final Form form;

  FormNormalizer(UnicodeNormalizer platform, Form form) {
    this.platform = platform;
    this.form = form;
  }

  @Override
  public MappedText normalize(MappedText in) {
    if (isAscii(in.text) || platform.normalize(in.text, form).equals(in.text)) {
      return in;
    }
    MappedText.Builder out = new MappedText.Builder(in.length() + in.length() / 4);
    int start = 0;
    while (start < in.length()) {
      int end = stretch(in.text, start);
      if (end == start + 1 && in.text.charAt(start) < 0x80) {
        out.append(in, start, end);
      } else {
        stretch(in, start, end, out);
      }
      start = end;
    }
    return out.build();
  }

  /**
   * Normalises what forms one character. Of code points that became one, the Python library keeps
   * the place of the first; of code points that one became, all have its place.
   */
  private void stretch(MappedText in, int start, int end, MappedText.Builder out) {
    boolean decomposes = form == Form.NFD || form == Form.NFKD;
    String before = in.text.substring(start, end);
    String after = platform.normalize(before, form);
    int surplus = after.codePointCount(0, after.length()) - before.codePointCount(0, end - start);
    int from = start;
    int inserted = 0;
    int next;
    for (int i = 0; i < after.length(); i = next) {
      int c = after.codePointAt(i);
      next = i + Character.charCount(c);
      int to = from + Character.charCount(in.text.codePointAt(from));
      out.appendCodePoint(c, in.start(from), in.end(to - 1));
      inserted++;
      boolean stays = decomposes ? inserted < parts(in.text, from, to) : surplus > 0;
      if (stays) {
        surplus -= decomposes ? 0 : 1;
      } else if (to < end) {
        from = to;
        inserted = 0;
        while (!decomposes && surplus < 0 && from < end - 1) {
          from += Character.charCount(in.text.codePointAt(from));
          surplus++;
        }
      }
    }
  }

  /** Returns how many code points one of them becomes. */
  private int parts(String text, int from, int to) {
    String parts = platform.normalize(text.substring(from, to), form);
    return parts.codePointCount(0, parts.length());
  }

  /** Returns the end of what a code point forms with those that join it. */
  static int stretch(String text, int start) {
    int end = start + Character.charCount(text.codePointAt(start));
    while (end < text.length()) {
      int next = text.codePointAt(end);
      if (!CodePoints.joinsPrevious(next)) {
        break;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
