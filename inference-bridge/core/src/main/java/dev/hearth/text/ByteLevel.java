package dev.hearth.text;

/**
 * GPT-2's alphabet: a visible character for each byte of UTF-8, such as {@code Ġ} for the blank.
 */
final class ByteLevel implements PreTokenizer {
  private static final char[] CHARS = new char[256];
  private static final short[] BYTES = new short[512];

  static {
    int hidden = 256;
    for (int b = 0; b < 256; b++) {
      boolean visible = (b > ' ' && b < 0x7f) || (b > 0xa0 && b != 0xad);
      CHARS[b] = (char) (visible ? b : hidden++);
      BYTES[CHARS[b]] = (short) (b + 1);
    }
  }

  private final boolean addPrefixSpace;
  private final boolean useRegex;

  ByteLevel(boolean addPrefixSpace, boolean useRegex) {
    this.addPrefixSpace = addPrefixSpace;
    this.useRegex = useRegex;
  }

  /** Returns the character of a byte, 0 to 255. */
  static char charOf(int value) {
    return CHARS[value];
  }

  /** Returns the byte of a character, 0 to 255, or -1 where it stands for none. */
  static int byteOf(char c) {
    return c < BYTES.length ? BYTES[c] - 1 : -1;
  }

  @Override
  public void split(MappedText text, Words out) {
    MappedText in = text;
    if (addPrefixSpace && !in.text.startsWith(" ")) {
      in = in.withPrefix(" ");
    }
    if (!useRegex) {
      MappedText all = bytes(in);
      out.add(all, 0, all.length());
      return;
    }
    Gpt2Words words = new Gpt2Words(in.text);
    MappedText all = bytes(in);
    boolean oneEach = all.length() == in.length();
    int start = 0;
    while (words.next()) {
      // The words leave nothing out.
      int length = words.end() - words.start();
      int end = start + (oneEach ? length : length(in.text, words.start(), words.end()));
      out.word(all, start, end);
      start = end;
    }
  }

  /** Returns how many bytes a part of a text is. */
  private static int length(String text, int from, int to) {
    int length = 0;
    int next;
    for (int i = from; i < to; i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      length += Utf8.length(c);
    }
    return length;
  }

  /** Returns the bytes of a text, each of them from where its character came from. */
  static MappedText bytes(MappedText in) {
    if (FormNormalizer.isAscii(in.text)) {
      return in.withText(ascii(in.text));
    }
    MappedText.Builder out = new MappedText.Builder(in.length() * 9 / 8);
    int next;
    for (int i = 0; i < in.length(); i = next) {
      int c = in.text.codePointAt(i);
      next = i + Character.charCount(c);
      int length = Utf8.length(c);
      for (int j = 0; j < length; j++) {
        out.append(CHARS[Utf8.byteAt(c, length, j)], in.start(i), in.end(next - 1));
      }
    }
    return out.build();
  }

  private static String ascii(String text) {
    char[] out = text.toCharArray();
    boolean changed = false;
    for (int i = 0; i < out.length; i++) {
      char c = CHARS[out[i]];
      changed |= c != out[i];
      out[i] = c;
    }
    return changed ? new String(out) : text;
  }
}
