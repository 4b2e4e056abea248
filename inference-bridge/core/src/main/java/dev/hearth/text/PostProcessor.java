package dev.hearth.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts special tokens around one text or two. */
final class PostProcessor {
  /** A text (0, 1) or a special token, with its token type. */
  record Piece(int sequence, int id, String token, int type) {
    static final int SPECIAL = -1;

    static Piece text(int sequence, int type) {
      return new Piece(sequence, Vocabulary.NONE, "", type);
    }

    static Piece special(int id, String token, int type) {
      return new Piece(SPECIAL, id, token, type);
    }
  }

  /** What is done to offsets first. */
  enum Trim {
    NONE,
    BLANKS,
    BLANKS_BUT_PREFIX
  }

  private final List<Piece> single;
  private final List<Piece> pair;
  private final Trim trim;

  PostProcessor(List<Piece> single, List<Piece> pair, Trim trim) {
    this.single = single;
    this.pair = pair;
    this.trim = trim;
  }

  /** Returns one that puts the texts together as they are. */
  static PostProcessor plain(Trim trim) {
    return new PostProcessor(
        List.of(Piece.text(0, 0)), List.of(Piece.text(0, 0), Piece.text(1, 1)), trim);
  }

  /** Returns BERT's: {@code [CLS] A [SEP] B [SEP]}. */
  static PostProcessor bert(int cls, String clsToken, int sep, String sepToken) {
    Piece first = Piece.special(cls, clsToken, 0);
    Piece middle = Piece.special(sep, sepToken, 0);
    Piece last = Piece.special(sep, sepToken, 1);
    return new PostProcessor(
        List.of(first, Piece.text(0, 0), middle),
        List.of(first, Piece.text(0, 0), middle, Piece.text(1, 1), last),
        Trim.NONE);
  }

  /** Returns RoBERTa's: {@code <s> A </s> </s> B </s>}. */
  static PostProcessor roberta(int cls, String clsToken, int sep, String sepToken, Trim trim) {
    Piece first = Piece.special(cls, clsToken, 0);
    Piece end = Piece.special(sep, sepToken, 0);
    return new PostProcessor(
        List.of(first, Piece.text(0, 0), end),
        List.of(first, Piece.text(0, 0), end, end, Piece.text(1, 0), end),
        trim);
  }

  /** Returns one that does what this one does and then what the other does. */
  PostProcessor then(PostProcessor next) {
    boolean plain = next.added(false) == 0 && next.added(true) == 0;
    if (!plain && (added(false) > 0 || added(true) > 0)) {
      throw new IllegalArgumentException(
          "Expected one post-processor that adds tokens, found two in a Sequence");
    }
    PostProcessor template = plain ? this : next;
    return new PostProcessor(
        template.single, template.pair, next.trim == Trim.NONE ? trim : next.trim);
  }

  /** Returns how many special tokens it adds. */
  int added(boolean toPair) {
    int count = 0;
    for (Piece piece : toPair ? pair : single) {
      count += piece.sequence == Piece.SPECIAL ? 1 : 0;
    }
    return count;
  }

  /** Does what is done to offsets; once for each list. */
  void trim(TokenList list, Vocabulary vocabulary) {
    if (trim != Trim.NONE) {
      list.trimOffsets(trim == Trim.BLANKS_BUT_PREFIX, vocabulary);
    }
  }

  /** Returns the texts, trimmed, with the special tokens. */
  Encoding process(TokenList first, @Nullable TokenList second, Vocabulary vocabulary) {
    List<Piece> pieces = second == null ? single : pair;
    int size = first.size + (second == null ? 0 : second.size);
    Encoding out = new Encoding(size + added(second != null), vocabulary);
    for (Piece piece : pieces) {
      TokenList text = piece.sequence == 1 ? second : first;
      if (piece.sequence == Piece.SPECIAL) {
        out.addSpecial(piece.id, piece.token, piece.type);
      } else if (text != null) {
        out.addText(text, piece.sequence, piece.type);
      }
    }
    return out;
  }
}
