package dev.hearth.text;

import dev.hearth.text.AddedTokens.AddedToken;
import dev.hearth.text.Metaspace.Prepend;
import dev.hearth.text.PostProcessor.Piece;
import dev.hearth.text.PostProcessor.Trim;
import dev.hearth.text.UnicodeNormalizer.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokenizers from a model file of SentencePiece.
 *
 * <p>With a {@code tokenizer_class} they are what the Hugging Face library converts the file into,
 * which differs in places from SentencePiece; without one they follow SentencePiece and add no
 * special tokens.
 */
final class SentencePiece {
  private static final double AVOIDED = -100;
  private static final int MAX_EXTRA_IDS = 10_000;

  private final SentencePieceModel model;
  private final TokenizerConfig config;
  private final UnicodeNormalizer platform;
  private final Vocabulary vocabulary = new Vocabulary();
  private final List<Double> scores = new ArrayList<>();

  private SentencePiece(byte[] file, TokenizerConfig config, UnicodeNormalizer platform) {
    model = SentencePieceModel.read(file);
    this.config = config;
    this.platform = platform;
  }

  static TokenizerParts read(byte[] file, TokenizerConfig config, UnicodeNormalizer platform) {
    TokenizerParts parts = new SentencePiece(file, config, platform).parts();
    parts.configure(config);
    return parts;
  }

  private TokenizerParts parts() {
    String name = config.tokenizerClass("");
    return switch (name) {
      case "" -> plain();
      case "T5Tokenizer", "MT5Tokenizer" -> t5();
      case "AlbertTokenizer" -> albert();
      case "XLNetTokenizer" -> xlnet();
      case "XLMRobertaTokenizer" -> xlmRoberta();
      case "CamembertTokenizer" -> camembert();
      case "DebertaV2Tokenizer" -> debertaV2();
      case "LlamaTokenizer" -> llama();
      default ->
          throw config.json.wrong(
              "tokenizer_class",
              "one of T5Tokenizer, MT5Tokenizer, AlbertTokenizer, XLNetTokenizer,"
                  + " XLMRobertaTokenizer, CamembertTokenizer, DebertaV2Tokenizer, LlamaTokenizer"
                  + " beside a SentencePiece model");
    };
  }

  private TokenizerParts plain() {
    addPieces(0, false);
    for (SentencePieceModel.Piece piece : model.pieces) {
      if (piece.type() == SentencePieceModel.Piece.UNUSED) {
        throw new IllegalArgumentException(
            "Expected a SentencePiece model without unused pieces, found \"" + piece.text() + "\"");
      }
    }
    TokenizerParts parts = parts(model.unknownId, model.byteFallback);
    for (SentencePieceModel.Piece piece : model.pieces) {
      int id = vocabulary.id(piece.text());
      if (piece.type() == SentencePieceModel.Piece.USER_DEFINED) {
        parts.add(new AddedToken(id, piece.text(), false, false, false, false, true));
      } else if (piece.type() == SentencePieceModel.Piece.CONTROL) {
        parts.markSpecial(id);
      }
    }
    Normalizer all = charsmap();
    if (model.removeExtraWhitespaces) {
      Normalizer ends = TextNormalizers.replace(RegexPattern.of("\\A +| +\\z"), "");
      all = all.then(ends).then(blanks(" "));
    }
    if (model.addDummyPrefix) {
      all = all.then(TextNormalizers.prepend(" "));
    }
    parts.normalizer = all.then(marks());
    parts.decoder = llamaDecoder(model.addDummyPrefix);
    return parts;
  }

  private TokenizerParts t5() {
    addPieces(0, false);
    int extra = config.json.integer("extra_ids", 100);
    if (extra < 0 || extra > MAX_EXTRA_IDS) {
      throw config.json.wrong("extra_ids", "between 0 and " + MAX_EXTRA_IDS);
    }
    for (int i = extra - 1; i >= 0; i--) {
      add("<extra_id_" + i + ">", 0);
    }
    TokenizerParts parts = withAdded(model.unknownId, false);
    for (int id = model.pieces.size(); id < vocabulary.size(); id++) {
      added(parts, String.valueOf(vocabulary.token(id)), 0, false);
    }
    Piece end = special(parts, "eos_token", "</s>", 0);
    special(parts, "unk_token", "<unk>", 0);
    special(parts, "pad_token", "<pad>", 0);
    parts.normalizer = common();
    metaspace(parts, prepend(), true);
    parts.postProcessor =
        new PostProcessor(
            List.of(Piece.text(0, 0), end),
            List.of(Piece.text(0, 0), end, Piece.text(1, 0), end),
            Trim.NONE);
    return parts;
  }

  private TokenizerParts albert() {
    addPieces(0, true);
    TokenizerParts parts = withAdded(model.unknownId, false);
    special(parts, "unk_token", "<unk>", 0);
    special(parts, "pad_token", "<pad>", 0);
    mask(parts, "[MASK]");
    Piece cls = special(parts, "cls_token", "[CLS]", 0);
    Piece sep = special(parts, "sep_token", "[SEP]", 0);
    parts.normalizer = quotesAndAccents(true);
    metaspace(parts, prepend(), true);
    parts.postProcessor = PostProcessor.bert(cls.id(), cls.token(), sep.id(), sep.token());
    return parts;
  }

  private TokenizerParts xlnet() {
    addPieces(0, true);
    TokenizerParts parts = withAdded(model.unknownId, false);
    special(parts, "bos_token", "<s>", 0);
    special(parts, "eos_token", "</s>", 0);
    special(parts, "unk_token", "<unk>", 0);
    special(parts, "pad_token", "<pad>", 0);
    special(parts, "eop_token", "<eop>", 0);
    special(parts, "eod_token", "<eod>", 0);
    mask(parts, "<mask>");
    Piece cls = special(parts, "cls_token", "<cls>", 2);
    Piece sep = special(parts, "sep_token", "<sep>", 0);
    parts.normalizer = quotesAndAccents(false);
    metaspace(parts, prepend(), true);
    parts.padLeft = true;
    parts.postProcessor =
        new PostProcessor(
            List.of(Piece.text(0, 0), sep, cls),
            List.of(
                Piece.text(0, 0),
                sep,
                Piece.text(1, 1),
                Piece.special(sep.id(), sep.token(), 1),
                cls),
            Trim.NONE);
    return parts;
  }

  /** Fairseq's numbers: four special tokens come first, three of the file's pieces go. */
  private TokenizerParts xlmRoberta() {
    for (String token : new String[] {"<s>", "<pad>", "</s>", "<unk>"}) {
      add(token, 0);
    }
    addPieces(3, false);
    add("<mask>", 0);
    return roberta();
  }

  private TokenizerParts camembert() {
    for (String token : new String[] {"<s>NOTUSED", "<pad>", "</s>NOTUSED", "<unk>"}) {
      add(token, 0);
    }
    add("<unk>NOTUSED", AVOIDED);
    addPieces(1, false);
    add("<mask>", 0);
    return roberta();
  }

  private TokenizerParts roberta() {
    TokenizerParts parts = withAdded(vocabulary.required("<unk>"), false);
    special(parts, "unk_token", "<unk>", 0);
    special(parts, "pad_token", "<pad>", 0);
    mask(parts, "<mask>");
    Piece cls = special(parts, "cls_token", "<s>", 0);
    Piece sep = special(parts, "sep_token", "</s>", 0);
    parts.normalizer = common();
    metaspace(parts, prepend(), true);
    parts.postProcessor =
        PostProcessor.roberta(cls.id(), cls.token(), sep.id(), sep.token(), Trim.NONE);
    return parts;
  }

  private TokenizerParts debertaV2() {
    addPieces(0, false);
    TokenizerParts parts = withAdded(model.unknownId, false);
    Piece cls = special(parts, "cls_token", "[CLS]", 0);
    Piece sep = special(parts, "sep_token", "[SEP]", 0);
    special(parts, "unk_token", "[UNK]", 0);
    special(parts, "pad_token", "[PAD]", 0);
    special(parts, "mask_token", "[MASK]", 0);
    Normalizer first =
        config.json.bool("do_lower_case", false) ? TextNormalizers::lowercase : Normalizer.none();
    parts.normalizer =
        first.then(TextNormalizers.strip(true, true)).then(charsmap()).then(blanks(" "));
    metaspace(parts, prepend(), true);
    if (config.json.bool("split_by_punct", false)) {
      parts.preTokenizer =
          SplitBehavior.ISOLATED
              .with(Pattern.of(CodePoints::isPunctuation, false), false)
              .then(parts.preTokenizer);
    }
    parts.postProcessor = PostProcessor.bert(cls.id(), cls.token(), sep.id(), sep.token());
    return parts;
  }

  private TokenizerParts llama() {
    addPieces(0, false);
    TokenizerParts parts = withAdded(0, true);
    Piece bos = special(parts, "bos_token", "<s>", 0);
    Piece eos = special(parts, "eos_token", "</s>", 0);
    special(parts, "unk_token", "<unk>", 0);
    boolean prefix = config.json.bool("add_prefix_space", true);
    if (config.json.bool("legacy", true)) {
      parts.normalizer = prefix ? TextNormalizers.prepend(Metaspace.MARK).then(marks()) : marks();
    } else {
      metaspace(parts, prefix ? Prepend.FIRST : Prepend.NEVER, false);
    }
    parts.decoder = llamaDecoder(prefix);
    List<Piece> single = new ArrayList<>();
    List<Piece> pair = new ArrayList<>();
    for (int text = 0; text < 2; text++) {
      if (config.json.bool("add_bos_token", true)) {
        pair.add(Piece.special(bos.id(), bos.token(), text));
      }
      pair.add(Piece.text(text, text));
      if (config.json.bool("add_eos_token", false)) {
        pair.add(Piece.special(eos.id(), eos.token(), text));
      }
      if (text == 0) {
        single.addAll(pair);
      }
    }
    parts.postProcessor = new PostProcessor(single, pair, Trim.NONE);
    return parts;
  }

  /** Adds the pieces from one on; those that end a number with a comma may count for less. */
  private void addPieces(int from, boolean avoidsNumberCommas) {
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

  private void add(String token, double score) {
    vocabulary.put(token, scores.size());
    scores.add(score);
  }

  private TokenizerParts parts(int unknown, boolean byteFallback) {
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
  private TokenizerParts withAdded(int unknown, boolean byteFallback) {
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

  private Piece special(TokenizerParts parts, String key, String otherwise, int type) {
    return added(parts, config.token(key, otherwise), type, false);
  }

  private void mask(TokenizerParts parts, String otherwise) {
    added(parts, config.token("mask_token", otherwise), 0, true);
  }

  private Piece added(TokenizerParts parts, String content, int type, boolean lstrip) {
    int known = vocabulary.id(content);
    int id = known == Vocabulary.NONE ? vocabulary.size() : known;
    parts.add(new AddedToken(id, content, true, false, lstrip, false, false));
    return Piece.special(id, content, type);
  }

  private Normalizer charsmap() {
    return model.charsmap.length == 0
        ? Normalizer.none()
        : new Precompiled(model.charsmap, config.tokenizerClass("").isEmpty());
  }

  private static Normalizer blanks(String with) {
    return TextNormalizers.replace(RegexPattern.of(" {2,}"), with);
  }

  private static Normalizer marks() {
    return TextNormalizers.replace(Pattern.literal(" "), Metaspace.MARK);
  }

  private Normalizer common() {
    return charsmap().then(TextNormalizers.strip(false, true)).then(blanks(Metaspace.MARK));
  }

  private Normalizer quotesAndAccents(boolean lowercase) {
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

  private Prepend prepend() {
    if (!config.json.bool("add_prefix_space", true)) {
      return Prepend.NEVER;
    }
    return config.json.bool("legacy", true) ? Prepend.ALWAYS : Prepend.FIRST;
  }

  private static void metaspace(TokenizerParts parts, Prepend prepend, boolean split) {
    char mark = Metaspace.MARK.charAt(0);
    parts.preTokenizer = new Metaspace(mark, prepend, split);
    parts.decoder = Decoders.metaspace(mark, prepend != Prepend.NEVER);
  }

  private static Decoder llamaDecoder(boolean prefix) {
    Decoder marks = Decoders.replace(Pattern.literal(Metaspace.MARK), " ");
    Decoder text = marks.then(Decoders::byteFallback).then(Decoders::fuse);
    return prefix ? text.then(Decoders.strip(' ', 1, 0)) : text;
  }
}
