package dev.hearth.text;

import dev.hearth.text.AddedTokens.AddedToken;
import dev.hearth.text.Metaspace.Prepend;
import dev.hearth.text.PostProcessor.Piece;
import dev.hearth.text.PostProcessor.Trim;
import java.util.ArrayList;
import java.util.List;

/**
 * Tokenizers from a model file of SentencePiece.
 *
 * <p>With a {@code tokenizer_class} they are what the Hugging Face library converts the file into,
 * which differs in places from SentencePiece; without one they follow SentencePiece and add no
 * special tokens.
 */
final class SentencePiece extends SentencePieceBuilder {
  private static final int MAX_EXTRA_IDS = 10_000;

  private SentencePiece(byte[] file, TokenizerConfig config, UnicodeNormalizer platform) {
    super(file, config, platform);
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
}
