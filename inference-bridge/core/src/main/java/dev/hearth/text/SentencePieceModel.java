package dev.hearth.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A model file of SentencePiece, such as spiece.model or tokenizer.model.
 *
 * <p>The fields are those of sentencepiece_model.proto; what only training reads is passed over.
 */
final class SentencePieceModel {
  /** What keeps all cuts of a piece few. */
  private static final int MAX_LENGTH = 1000;

  static final int UNIGRAM = 1;
  static final int BPE = 2;

  /** One token with its log probability or, in BPE, minus its rank. */
  record Piece(String text, double score, int type) {
    static final int NORMAL = 1;
    static final int UNKNOWN = 2;
    static final int CONTROL = 3;
    static final int USER_DEFINED = 4;
    static final int UNUSED = 5;
    static final int BYTE = 6;
  }

  final List<Piece> pieces = new ArrayList<>();
  int type = UNIGRAM;
  int unknownId;
  String unknownPiece = "<unk>";
  boolean byteFallback;
  byte[] charsmap = {};
  boolean addDummyPrefix = true;
  boolean removeExtraWhitespaces = true;

  private SentencePieceModel() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is malformed or of a kind that is not known here
   */
  static SentencePieceModel read(byte[] file) {
    SentencePieceModel model = new SentencePieceModel();
    ProtoReader reader = new ProtoReader(file);
    int field;
    while ((field = reader.next()) != 0) {
      switch (field) {
        case 1 -> model.pieces.add(piece(reader.message(field)));
        case 2 -> model.trainer(reader.message(field));
        case 3 -> model.normalizer(reader.message(field));
        default -> reader.skip();
      }
    }
    if (model.type != UNIGRAM && model.type != BPE) {
      throw new IllegalArgumentException(
          "Expected a SentencePiece model of type Unigram (1) or BPE (2), found " + model.type);
    }
    if (model.unknownId < 0 || model.unknownId >= model.pieces.size()) {
      throw new IllegalArgumentException(
          "Expected an unknown token under "
              + model.pieces.size()
              + " in a SentencePiece model, found "
              + model.unknownId);
    }
    return model;
  }

  private static Piece piece(ProtoReader reader) {
    String text = "";
    double score = 0;
    int type = Piece.NORMAL;
    int field;
    while ((field = reader.next()) != 0) {
      switch (field) {
        case 1 -> text = reader.string(field);
        case 2 -> score = reader.fixed32(field);
        case 3 -> type = reader.varint(field);
        default -> reader.skip();
      }
    }
    if (text.isEmpty()
        || text.length() > MAX_LENGTH
        || type < Piece.NORMAL
        || type > Piece.BYTE
        || Double.isNaN(score)) {
      throw new IllegalArgumentException(
          "Expected a piece with a text of at most 1000 characters, a score and a type between 1 and 6, found \""
              + text
              + "\", "
              + score
              + ", "
              + type);
    }
    return new Piece(text, score, type);
  }

  private void trainer(ProtoReader reader) {
    int field;
    while ((field = reader.next()) != 0) {
      switch (field) {
        case 3 -> type = reader.varint(field);
        case 24 -> refuse(reader.varint(field) == 0, "treat_whitespace_as_suffix");
        case 35 -> byteFallback = reader.varint(field) != 0;
        case 40 -> unknownId = reader.varint(field);
        case 45 -> unknownPiece = reader.string(field);
        default -> reader.skip();
      }
    }
  }

  private void normalizer(ProtoReader reader) {
    int field;
    while ((field = reader.next()) != 0) {
      switch (field) {
        case 2 -> charsmap = reader.bytes(field);
        case 3 -> addDummyPrefix = reader.varint(field) != 0;
        case 4 -> removeExtraWhitespaces = reader.varint(field) != 0;
        case 5 -> refuse(reader.varint(field) != 0, "escape_whitespaces false");
        default -> reader.skip();
      }
    }
  }

  private static void refuse(boolean known, String option) {
    if (!known) {
      throw new IllegalArgumentException(
          "Expected a SentencePiece model without " + option + ", which is not known here");
    }
  }
}
