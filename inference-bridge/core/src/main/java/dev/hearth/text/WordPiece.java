package dev.hearth.text;

/** BERT's model: the longest token that begins the word, then the longest that goes on. */
final class WordPiece implements TokenModel {
  private final Trie trie;
  private final int continuing;
  private final int unknown;
  private final int maxCharacters;
  private int[] found = new int[128];

  WordPiece(Vocabulary vocabulary, String prefix, String unknown, int maxCharacters) {
    this.unknown = vocabulary.required(unknown);
    this.maxCharacters = maxCharacters;
    trie = new Trie();
    for (int id = 0; id < vocabulary.size(); id++) {
      String token = vocabulary.token(id);
      if (token != null) {
        trie.put(token, id);
      }
    }
    continuing = trie.walk(Trie.ROOT, prefix);
  }

  @Override
  public void tokenize(MappedText word, int from, int to, TokenList out) {
    int count = pieces(word.text, from, to);
    if (count == 0) {
      out.add(unknown, word, from, to);
    }
    int start = from;
    for (int i = 0; i < count; i++) {
      int end = found[i * 2 + 1];
      out.add(found[i * 2], word, start, end);
      start = end;
    }
  }

  /** Puts ids and ends into {@code found} and returns their number; 0 for an unknown word. */
  private int pieces(String text, int from, int to) {
    int length = to - from;
    if (length > maxCharacters && text.codePointCount(from, to) > maxCharacters) {
      return 0;
    }
    if (found.length < length * 2) {
      found = new int[length * 2];
    }
    int count = 0;
    int start = from;
    while (start < to) {
      int node = start == from ? Trie.ROOT : continuing;
      int id = Trie.NONE;
      int end = start;
      for (int i = start; i < to && node != Trie.NONE; i++) {
        node = trie.child(node, text.charAt(i));
        if (node != Trie.NONE && trie.value(node) != Trie.NONE) {
          id = trie.value(node);
          end = i + 1;
        }
      }
      if (id == Trie.NONE) {
        return 0;
      }
      found[count * 2] = id;
      found[count * 2 + 1] = end;
      count++;
      start = end;
    }
    return count;
  }
}
