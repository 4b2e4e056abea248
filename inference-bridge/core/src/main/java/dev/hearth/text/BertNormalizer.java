package dev.hearth.text;

import org.jspecify.annotations.Nullable;

/** What BERT does to text: no controls, CJK characters apart, no accents, small letters. */
final class BertNormalizer implements Normalizer {
  private static final int LONG_STRETCH = 8;

  private final boolean cleanText;
  private final boolean handleChineseChars;
  private final boolean lowercase;
  private final Normalizer rest;

  BertNormalizer(
      boolean cleanText,
      boolean handleChineseChars,
      boolean stripAccents,
      boolean lowercase,
      UnicodeNormalizer platform) {
    this.cleanText = cleanText;
    this.handleChineseChars = handleChineseChars;
    this.lowercase = lowercase;
    Normalizer accents =
        new FormNormalizer(platform, UnicodeNormalizer.Form.NFD)
            .then(TextNormalizers.without(CodePoints::isNonSpacingMark));
    Normalizer lower = TextNormalizers::lowercase;
    if (stripAccents) {
      rest = lowercase ? accents.then(lower) : accents;
    } else {
      rest = lowercase ? lower : Normalizer.none();
    }
  }

  @Override
  public MappedText normalize(MappedText in) {
    String ascii = ascii(in.text);
    if (ascii != null) {
      return in.withText(ascii);
    }
    // No step looks beyond a character of ASCII: what is between them is done apart.
    MappedText.Builder out = new MappedText.Builder(in.length() * 9 / 8);
    int start = 0;
    while (start < in.length()) {
      int end = rareEnd(in.text, start);
      MappedText rare = rest.normalize(clean(in.slice(start, end)));
      out.append(rare, 0, rare.length());
      for (start = end; start < in.length() && isPlain(in.text.charAt(start)); start++) {
        char c = in.text.charAt(start);
        out.append(
            lowercase ? (char) CodePoints.toLowerCase(c) : c, in.start(start), in.end(start));
      }
    }
    return out.build();
  }

  /** Returns where the first long stretch of plain ASCII begins. */
  private static int rareEnd(String text, int start) {
    int plain = 0;
    for (int i = start; i < text.length(); i++) {
      plain = isPlain(text.charAt(i)) ? plain + 1 : 0;
      if (plain == LONG_STRETCH) {
        return i + 1 - plain;
      }
    }
    return text.length();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7f;
  }

  /** Returns the result for a text of plain ASCII without controls, or null for any other. */
  private @Nullable String ascii(String text) {
    boolean changed = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        return null;
      }
      changed |= c >= 'A' && c <= 'Z';
    }
    if (!changed || !lowercase) {
      return text;
    }
    char[] out = text.toCharArray();
    for (int i = 0; i < out.length; i++) {
      out[i] = (char) CodePoints.toLowerCase(out[i]);
    }
    return new String(out);
  }

  private MappedText clean(MappedText in) {
    MappedText.Builder out = new MappedText.Builder(in.length() * 3 / 2);
    int next;
    for (int i = 0; i < in.length(); i = next) {
      int c = in.text.codePointAt(i);
      next = i + Character.charCount(c);
      if (cleanText && (c == 0 || c == 0xfffd || CodePoints.isControl(c))) {
        continue;
      }
      if (cleanText && CodePoints.isWhitespace(c)) {
        out.append(' ', in.start(i), in.end(i));
      } else if (handleChineseChars && CodePoints.isCjk(c)) {
        out.append(' ', in.start(i), in.start(i));
        out.append(in, i, next);
        out.append(' ', in.end(next - 1), in.end(next - 1));
      } else {
        out.append(in, i, next);
      }
    }
    return out.build();
  }
}
