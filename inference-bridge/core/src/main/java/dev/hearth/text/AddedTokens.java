package dev.hearth.text;

import java.util.ArrayList;
import java.util.List;

/** Tokens that are found in the text before anything else happens to it. */
final class AddedTokens {
  /** One added token, as a tokenizer.json describes it. */
  record AddedToken(
      int id,
      String content,
      boolean special,
      boolean singleWord,
      boolean lstrip,
      boolean rstrip,
      boolean normalized) {
    AddedToken withId(int other) {
      return new AddedToken(other, content, special, singleWord, lstrip, rstrip, normalized);
    }
  }

  /** A part of a text: a token, or what lies between tokens where there is none. */
  record Segment(MappedText text, int id) {
    static final int PLAIN = -1;
  }

  private final List<AddedToken> tokens = new ArrayList<>();
  private final Trie trie = new Trie();
  private final boolean[] firstAscii = new boolean[128];

  /** Adds a token; {@code content} is what is looked for. */
  void add(AddedToken token, String content) {
    if (content.isEmpty()) {
      return;
    }
    trie.put(content, tokens.size());
    tokens.add(token);
    if (content.charAt(0) < firstAscii.length) {
      firstAscii[content.charAt(0)] = true;
    }
  }

  boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Returns the parts of a text, of overlapping tokens the leftmost and of those the longest. */
  List<Segment> split(MappedText in) {
    List<Segment> out = new ArrayList<>();
    int from = 0;
    int position = 0;
    while (position < in.length()) {
      int node = longest(in.text, position);
      if (node == Trie.NONE) {
        position++;
        continue;
      }
      AddedToken token = tokens.get(trie.value(node));
      int start = position;
      int end = position + matched;
      position = end;
      if (token.singleWord && isInsideWord(in.text, start, end)) {
        continue;
      }
      while (token.lstrip && start > from && isSpace(in.text, start - 1)) {
        start--;
      }
      while (token.rstrip && end < in.length() && isSpace(in.text, end)) {
        end++;
      }
      plain(in, from, start, out);
      out.add(new Segment(in.slice(start, end), token.id));
      from = end;
      position = end;
    }
    plain(in, from, in.length(), out);
    return out;
  }

  /** The length of what {@link #longest} found. */
  private int matched;

  /** Returns the node of the longest token at a position, or {@link Trie#NONE}. */
  private int longest(String text, int position) {
    char first = text.charAt(position);
    int found = Trie.NONE;
    if (first < firstAscii.length && !firstAscii[first]) {
      return found;
    }
    int node = Trie.ROOT;
    for (int i = position; i < text.length(); i++) {
      node = trie.child(node, text.charAt(i));
      if (node == Trie.NONE) {
        break;
      }
      if (trie.value(node) != Trie.NONE) {
        found = node;
        matched = i + 1 - position;
      }
    }
    return found;
  }

  private static void plain(MappedText in, int from, int to, List<Segment> out) {
    if (from < to) {
      out.add(new Segment(in.slice(from, to), Segment.PLAIN));
    }
  }

  private static boolean isInsideWord(String text, int start, int end) {
    return (start > 0 && CodePoints.isWord(text.codePointBefore(start)))
        || (end < text.length() && CodePoints.isWord(text.codePointAt(end)));
  }

  private static boolean isSpace(String text, int index) {
    return CodePoints.isWhitespace(text.charAt(index));
  }
}
