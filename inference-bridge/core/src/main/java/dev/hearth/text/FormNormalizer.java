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

  private void stretch(MappedText in, int start, int end, MappedText.Builder out) {
    String before = in.text.substring(start, end);
    String after = platform.normalize(before, form);
    if (after.length() == before.length()) {
      for (int i = 0; i < after.length(); i++) {
        out.append(after.charAt(i), in.start(start + i), in.end(start + i));
      }
    } else {
      out.append(after, in.start(start), in.end(end - 1));
    }
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
