package dev.hearth.text;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Byte-pair encoding: characters merged by rank. Remembers the words it has seen. */
final class Bpe implements TokenModel {
  /** What a BPE model may do besides merging. */
  record Options(
      @Nullable String unknown,
      boolean fuseUnknown,
      boolean byteFallback,
      boolean ignoreMerges,
      String continuingPrefix,
      String endSuffix) {
    static final Options PLAIN = new Options(null, false, false, false, "", "");
  }

  private final Vocabulary vocabulary;
  private final Merges merges;
  private final Options options;
  private final int unknown;
  private final ByteTokens byteTokens;
  private final int[] characterIds = new int[512];
  private final BpeWord word = new BpeWord();
  private final WordCache cache = new WordCache();

  Bpe(Vocabulary vocabulary, Merges merges, Options options) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.options = options;
    unknown = options.unknown == null ? Vocabulary.NONE : vocabulary.required(options.unknown);
    byteTokens = new ByteTokens(vocabulary, options.byteFallback);
    for (int c = 0; c < characterIds.length; c++) {
      characterIds[c] = vocabulary.id(String.valueOf((char) c));
    }
  }

  @Override
  public void tokenize(MappedText text, int from, int to, TokenList out) {
    int place = cache.find(text.text, from, to);
    if (place != WordCache.NONE) {
      int last = place + cache.at(place) * 3;
      for (int i = place + 1; i < last; i += 3) {
        out.add(cache.at(i), text, from + cache.at(i + 1), from + cache.at(i + 2));
      }
      return;
    }
    String word = text.text.substring(from, to);
    int[] tokens = tokens(word);
    cache.put(word, tokens);
    for (int i = 0; i < tokens.length; i += 3) {
      out.add(tokens[i], text, from + tokens[i + 1], from + tokens[i + 2]);
    }
  }

  private int[] tokens(String text) {
    if (options.ignoreMerges) {
      int whole = vocabulary.id(text);
      if (whole != Vocabulary.NONE) {
        return new int[] {whole, 0, text.length()};
      }
    }
    word.clear();
    addCharacters(text);
    word.merge(merges);
    int[] out = new int[word.size * 3];
    for (int i = 0; i < word.size; i++) {
      out[i * 3] = word.ids[i];
      out[i * 3 + 1] = word.from[i];
      out[i * 3 + 2] = word.to[i];
    }
    return out;
  }

  private void addCharacters(String text) {
    int lastUnknown = -1;
    int end;
    for (int start = 0; start < text.length(); start = end) {
      end = start + Character.charCount(text.codePointAt(start));
      int id = idOf(text, start, end);
      if (id != Vocabulary.NONE) {
        word.add(id, start, end);
      } else if (byteTokens.has(text.codePointAt(start))) {
        byteTokens.add(text.codePointAt(start), start, end, word);
      } else if (unknown != Vocabulary.NONE) {
        if (options.fuseUnknown && lastUnknown == start) {
          word.to[word.size - 1] = end;
        } else {
          word.add(unknown, start, end);
        }
        lastUnknown = end;
      }
    }
  }

  private int idOf(String text, int start, int end) {
    boolean plain = options.continuingPrefix.isEmpty() && options.endSuffix.isEmpty();
    char c = text.charAt(start);
    if (plain && c < characterIds.length) {
      return characterIds[c];
    }
    String symbol = text.substring(start, end);
    if (start > 0) {
      symbol = options.continuingPrefix + symbol;
    }
    if (end == text.length()) {
      symbol += options.endSuffix;
    }
    return vocabulary.id(symbol);
  }

  /** The tokens {@code <0x00>} to {@code <0xFF>}, for characters that have none of their own. */
  static final class ByteTokens {
    private final int[] ids = new int[256];

    ByteTokens(Vocabulary vocabulary, boolean wanted) {
      Arrays.fill(ids, Vocabulary.NONE);
      for (int b = 0; b < 256 && wanted; b++) {
        ids[b] = vocabulary.id(ByteFallback.token(b));
      }
    }

    /** Returns whether every byte of a code point has its token. */
    boolean has(int codePoint) {
      int length = Utf8.length(codePoint);
      for (int i = 0; i < length; i++) {
        if (ids[Utf8.byteAt(codePoint, length, i)] == Vocabulary.NONE) {
          return false;
        }
      }
      return true;
    }

    int id(int value) {
      return ids[value];
    }

    private void add(int codePoint, int start, int end, BpeWord word) {
      int length = Utf8.length(codePoint);
      for (int i = 0; i < length; i++) {
        word.add(ids[Utf8.byteAt(codePoint, length, i)], start, end);
      }
    }
  }
}
