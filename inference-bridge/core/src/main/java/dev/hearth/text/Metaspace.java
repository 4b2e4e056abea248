package dev.hearth.text;

/** SentencePiece's way with blanks: a visible {@code ▁} instead, one put before the text. */
final class Metaspace implements PreTokenizer {
  /** The usual visible blank. */
  static final String MARK = "\u2581";

  /** When a blank is put before the text. */
  enum Prepend {
    ALWAYS("always"),
    FIRST("first"),
    NEVER("never");

    private final String id;

    Prepend(String id) {
      this.id = id;
    }

    /** Returns its name in a tokenizer.json. */
    String id() {
      return id;
    }
  }

  private final String replacement;
  private final Prepend prepend;
  private final PreTokenizer cut;

  Metaspace(char replacement, Prepend prepend, boolean split) {
    this.replacement = String.valueOf(replacement);
    this.prepend = prepend;
    this.cut =
        split
            ? SplitBehavior.MERGED_WITH_NEXT.with(Pattern.literal(this.replacement), false)
            : PreTokenizer.none();
  }

  @Override
  public void split(MappedText in, Words out) {
    MappedText text = in.withText(in.text.replace(' ', replacement.charAt(0)));
    boolean wanted = prepend == Prepend.ALWAYS || (prepend == Prepend.FIRST && in.isFirst());
    if (wanted && !text.text.startsWith(replacement)) {
      text = text.withPrefix(replacement);
    }
    cut.split(text, out);
  }
}
