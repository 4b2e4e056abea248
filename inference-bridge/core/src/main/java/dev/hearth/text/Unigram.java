package dev.hearth.text;

import java.util.Arrays;

/** SentencePiece's Unigram model: of all ways to cut a word, the likeliest (Viterbi). */
final class Unigram implements TokenModel {
  private static final double UNKNOWN_PENALTY = 10;
  private static final int UNREACHED = -1;

  private final double[] scores;
  private final int unknown;
  private final Bpe.ByteTokens byteTokens;
  private final Trie trie = new Trie();
  private final double unknownScore;

  private double[] best = new double[64];
  private int[] bestStart = new int[64];
  private int[] bestId = new int[64];

  /** The ends of the likeliest path, last first. */
  private int[] path = new int[64];

  /**
   * Creates the model.
   *
   * @param scores log probability of each id
   * @param unknown the id for what has no token, or {@link Vocabulary#NONE}
   */
  Unigram(Vocabulary vocabulary, double[] scores, int unknown, boolean byteFallback) {
    this.scores = scores.clone();
    this.unknown = unknown;
    byteTokens = new Bpe.ByteTokens(vocabulary, byteFallback);
    double lowest = Double.POSITIVE_INFINITY;
    for (int id = 0; id < scores.length; id++) {
      String token = vocabulary.token(id);
      if (token != null && !token.isEmpty()) {
        trie.put(token, vocabulary.id(token));
      }
      lowest = Math.min(lowest, scores[id]);
    }
    unknownScore = lowest - UNKNOWN_PENALTY;
  }

  @Override
  public void tokenize(MappedText text, int from, int to, TokenList out) {
    MappedText word = text.slice(from, to);
    search(word.text);
    int count = backtrack(word.length());
    for (int i = count - 1; i >= 0; i--) {
      // The path, from its end; neighbouring unknown parts become one.
      int start = bestStart[path[i]];
      int id = bestId[path[i]];
      int end = path[i];
      while (id == unknown && i > 0 && bestId[path[i - 1]] == unknown) {
        i--;
        end = path[i];
      }
      emit(word, id, start, end, out);
    }
  }

  private int backtrack(int length) {
    int count = 0;
    for (int end = length; end > 0; end = bestStart[end]) {
      if (count == path.length) {
        path = Arrays.copyOf(path, count * 2);
      }
      path[count++] = end;
    }
    return count;
  }

  private void search(String text) {
    int length = text.length();
    if (best.length <= length) {
      best = new double[length + 1];
      bestStart = new int[length + 1];
      bestId = new int[length + 1];
    }
    Arrays.fill(bestStart, 0, length + 1, UNREACHED);
    best[0] = 0;
    int next;
    for (int start = 0; start < length; start = next) {
      next = start + Character.charCount(text.codePointAt(start));
      boolean single = false;
      int node = Trie.ROOT;
      for (int end = start; end < length; ) {
        node = trie.child(node, text.charAt(end++));
        if (node == Trie.NONE) {
          break;
        }
        int id = trie.value(node);
        if (id != Trie.NONE) {
          reach(end, start, id, scores[id]);
          single |= end == next;
        }
      }
      if (!single) {
        reach(next, start, unknown, unknownScore);
      }
    }
  }

  private void reach(int end, int start, int id, double score) {
    double candidate = score + best[start];
    if (bestStart[end] == UNREACHED || candidate > best[end]) {
      best[end] = candidate;
      bestStart[end] = start;
      bestId[end] = id;
    }
  }

  private void emit(MappedText word, int id, int start, int end, TokenList out) {
    if (id != unknown) {
      out.add(id, word, start, end);
    } else if (!emitBytes(word, start, end, out)) {
      String text = word.text.substring(start, end);
      if (unknown == Vocabulary.NONE) {
        throw new IllegalArgumentException(
            "Expected a token for \"" + text + "\", found neither one nor an unknown token");
      }
      out.add(unknown, text, word, start, end);
    }
  }

  private boolean emitBytes(MappedText word, int start, int end, TokenList out) {
    String text = word.text;
    int next;
    for (int i = start; i < end; i = next) {
      next = i + Character.charCount(text.codePointAt(i));
      if (!byteTokens.has(text.codePointAt(i))) {
        return false;
      }
    }
    for (int i = start; i < end; i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      int length = Utf8.length(c);
      for (int j = 0; j < length; j++) {
        int id = byteTokens.id(Utf8.byteAt(c, length, j));
        out.add(id, word, start, end);
      }
    }
    return true;
  }
}
