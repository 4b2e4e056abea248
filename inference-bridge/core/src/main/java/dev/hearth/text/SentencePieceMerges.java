package dev.hearth.text;

import dev.hearth.text.SentencePieceModel.Piece;
import java.util.ArrayList;
import java.util.List;

/**
 * The merges of a SentencePiece BPE model, which stores none: every cut of a piece into two others
 * is one, ordered by score, as the Hugging Face converter does.
 */
final class SentencePieceMerges {
  private record Merge(int left, int right, int result, double score, int lengths) {}

  private SentencePieceMerges() {}

  /** Returns the merges; {@code vocabulary} has every piece. */
  static Merges of(List<Piece> pieces, Vocabulary vocabulary) {
    List<Merge> all = new ArrayList<>();
    for (Piece piece : pieces) {
      int first = all.size();
      String text = piece.text();
      for (int cut = next(text, 0); cut < text.length(); cut = next(text, cut)) {
        int left = vocabulary.id(text.substring(0, cut));
        int right = left == Vocabulary.NONE ? left : vocabulary.id(text.substring(cut));
        if (right != Vocabulary.NONE) {
          int before = text.codePointCount(0, cut);
          int after = text.codePointCount(cut, text.length());
          // A piece is far shorter than 2^15: longer left parts first, then longer right ones.
          all.add(new Merge(left, right, vocabulary.id(text), piece.score(), before << 15 | after));
        }
      }
      all.subList(first, all.size()).sort(SentencePieceMerges::byIds);
    }
    all.sort(SentencePieceMerges::byScore);
    Merges merges = new Merges();
    for (Merge merge : all) {
      merges.put(merge.left, merge.right, merge.result);
    }
    return merges;
  }

  private static int next(String text, int index) {
    return index + Character.charCount(text.codePointAt(index));
  }

  private static int byIds(Merge a, Merge b) {
    int left = Integer.compare(a.left, b.left);
    return left != 0 ? left : Integer.compare(a.right, b.right);
  }

  private static int byScore(Merge a, Merge b) {
    int score = Double.compare(b.score, a.score);
    return score != 0 ? score : Integer.compare(b.lengths, a.lengths);
  }
}
