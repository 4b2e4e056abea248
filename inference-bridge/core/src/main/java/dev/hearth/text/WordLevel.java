package dev.hearth.text;

/** One token for each word. */
final class WordLevel implements TokenModel {
  private final Vocabulary vocabulary;
  private final int unknown;

  WordLevel(Vocabulary vocabulary, String unknown) {
    this.vocabulary = vocabulary;
    this.unknown = vocabulary.id(unknown);
  }

  @Override
  public void tokenize(MappedText text, int from, int to, TokenList out) {
    MappedText word = text.slice(from, to);
    int id = vocabulary.id(word.text);
    if (id == Vocabulary.NONE) {
      id = unknown;
    }
    if (id == Vocabulary.NONE) {
      throw new IllegalArgumentException(
          "Expected a token for \"" + word.text + "\", found neither one nor an unknown token");
    }
    out.add(id, word, 0, word.length());
  }
}
