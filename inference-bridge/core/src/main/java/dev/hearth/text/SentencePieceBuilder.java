package dev.hearth.text;

import dev.hearth.text.AddedTokens.AddedToken;
import dev.hearth.text.Metaspace.Prepend;
import dev.hearth.text.PostProcessor.Piece;
import dev.hearth.text.UnicodeNormalizer.Form;
import java.util.ArrayList;
import java.util.List;

/** What the tokenizers from a model file of SentencePiece are put together from. */
abstract class SentencePieceBuilder {
  /** What is added to the score of pieces that are better not used. */
  static final double AVOIDED = -100;

  final SentencePieceModel model;
  final TokenizerConfig config;
  final Vocabulary vocabulary = new Vocabulary();
  private final UnicodeNormalizer platform;
  private final List<Double> scores = new ArrayList<>();

  SentencePieceBuilder(byte[] file, TokenizerConfig config, UnicodeNormalizer platform) {
    model = SentencePieceModel.read(file);
    this.config = config;
    this.platform = platform;
  }

  /** Adds the pieces from one on; those that end a number with a comma may count for less. */
  void addPieces(int from, boolean avoidsNumberCommas) {
    for (int i = from; i < model.pieces.size(); i++) {
      SentencePieceModel.Piece piece = model.pieces.get(i);
      String text = piece.text();
      int comma = text.length() - 1;
      boolean avoided =
          avoidsNumberCommas
              && comma > 0
              && text.charAt(comma) == ','
              && Character.isDigit(text.charAt(comma - 1));
      add(text, avoided ? piece.score() + AVOIDED : piece.score());
    }
  }

  void add(String token, double score) {
    vocabulary.put(token, scores.size());
    scores.add(score);
  }

  TokenizerParts parts(int unknown, boolean byteFallback) {
    TokenModel tokens;
    if (model.type == SentencePieceModel.BPE) {
      Merges merges = SentencePieceMerges.of(model.pieces, vocabulary);
      tokens =
          new Bpe(
              vocabulary,
              merges,
              new Bpe.Options(model.unknownPiece, true, byteFallback, false, "", ""));
    } else {
      double[] all = new double[scores.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = scores.get(i);
      }
      tokens = new Unigram(vocabulary, all, unknown, byteFallback);
    }
    return new TokenizerParts(vocabulary, tokens);
  }

  /** Returns the parts, where what is not a normal piece is found in the text first. */
  TokenizerParts withAdded(int unknown, boolean byteFallback) {
    TokenizerParts parts = parts(unknown, byteFallback);
    for (SentencePieceModel.Piece piece : model.pieces) {
      boolean control = piece.type() == SentencePieceModel.Piece.CONTROL;
      if (control || piece.type() == SentencePieceModel.Piece.USER_DEFINED) {
        int id = vocabulary.id(piece.text());
        parts.add(
            new AddedToken(
                id == Vocabulary.NONE ? vocabulary.size() : id,
                piece.text(),
                control,
                false,
                false,
                false,
                false));
      }
    }
    return parts;
  }

  Piece special(TokenizerParts parts, String key, String otherwise, int type) {
    return added(parts, config.token(key, otherwise), type, false);
  }

  void mask(TokenizerParts parts, String otherwise) {
    added(parts, config.token("mask_token", otherwise), 0, true);
  }

  Piece added(TokenizerParts parts, String content, int type, boolean lstrip) {
    int known = vocabulary.id(content);
    int id = known == Vocabulary.NONE ? vocabulary.size() : known;
    parts.add(new AddedToken(id, content, true, false, lstrip, false, false));
    return Piece.special(id, content, type);
  }

  Normalizer charsmap() {
    return model.charsmap.length == 0
        ? Normalizer.none()
        : new Precompiled(model.charsmap, config.tokenizerClass("").isEmpty());
  }

  static Normalizer blanks(String with) {
    return TextNormalizers.replace(RegexPattern.of(" {2,}"), with);
  }

  static Normalizer marks() {
    return TextNormalizers.replace(Pattern.literal(" "), Metaspace.MARK);
  }

  Normalizer common() {
    return charsmap().then(TextNormalizers.strip(false, true)).then(blanks(Metaspace.MARK));
  }

  Normalizer quotesAndAccents(boolean lowercase) {
    Normalizer all =
        TextNormalizers.replace(Pattern.literal("``"), "\"")
            .then(TextNormalizers.replace(Pattern.literal("''"), "\""));
    if (!config.json.bool("keep_accents", false)) {
      all =
          all.then(new FormNormalizer(platform, Form.NFKD))
              .then(TextNormalizers.without(CodePoints::isMark));
    }
    if (config.json.bool("do_lower_case", lowercase)) {
      all = all.then(TextNormalizers::lowercase);
    }
    return all.then(charsmap()).then(blanks(" "));
  }

  Prepend prepend() {
    if (!config.json.bool("add_prefix_space", true)) {
      return Prepend.NEVER;
    }
    return config.json.bool("legacy", true) ? Prepend.ALWAYS : Prepend.FIRST;
  }

  static void metaspace(TokenizerParts parts, Prepend prepend, boolean split) {
    char mark = Metaspace.MARK.charAt(0);
    parts.preTokenizer = new Metaspace(mark, prepend, split);
    parts.decoder = Decoders.metaspace(mark, prepend != Prepend.NEVER);
  }

  static Decoder llamaDecoder(boolean prefix) {
    Decoder marks = Decoders.replace(Pattern.literal(Metaspace.MARK), " ");
    Decoder text = marks.then(Decoders::byteFallback).then(Decoders::fuse);
    return prefix ? text.then(Decoders.strip(' ', 1, 0)) : text;
  }
}
