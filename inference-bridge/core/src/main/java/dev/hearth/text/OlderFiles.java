package dev.hearth.text;

import dev.hearth.json.JsonObject;
import dev.hearth.text.AddedTokens.AddedToken;
import dev.hearth.text.PostProcessor.Trim;
import dev.hearth.text.UnicodeNormalizer.Form;
import java.util.ArrayList;
import java.util.List;

/** Tokenizers from the files that came before tokenizer.json. */
final class OlderFiles {
  private static final int BERT_MAX_CHARACTERS = 100;
  private static final String CLIP_WORDS =
      "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
  private static final String QWEN2_WORDS =
      "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private OlderFiles() {}

  static TokenizerParts wordPiece(
      String vocabTxt, TokenizerConfig config, UnicodeNormalizer normalizer) {
    switch (config.tokenizerClass("BertTokenizer")) {
      case "BertTokenizer",
          "DistilBertTokenizer",
          "ElectraTokenizer",
          "MobileBertTokenizer",
          "RetriBertTokenizer",
          "LayoutLMTokenizer" -> {}
      default ->
          throw config.json.wrong(
              "tokenizer_class",
              "one of BertTokenizer, DistilBertTokenizer, ElectraTokenizer, MobileBertTokenizer,"
                  + " RetriBertTokenizer, LayoutLMTokenizer beside a vocab.txt");
    }
    Vocabulary vocabulary = new Vocabulary();
    List<String> lines = lines(vocabTxt);
    for (int id = 0; id < lines.size(); id++) {
      vocabulary.put(lines.get(id), id);
    }
    String unknown = config.token("unk_token", "[UNK]");
    TokenizerParts parts =
        new TokenizerParts(
            vocabulary, new WordPiece(vocabulary, "##", unknown, BERT_MAX_CHARACTERS));
    boolean lowercase = config.json.bool("do_lower_case", true);
    parts.normalizer =
        new BertNormalizer(
            true,
            config.json.bool("tokenize_chinese_chars", true),
            config.json.bool("strip_accents", lowercase),
            lowercase,
            normalizer);
    parts.preTokenizer = WordSplits::bert;
    parts.decoder = Decoders.wordPiece("##", true);
    String cls = config.token("cls_token", "[CLS]");
    String sep = config.token("sep_token", "[SEP]");
    parts.postProcessor =
        PostProcessor.bert(vocabulary.required(cls), cls, vocabulary.required(sep), sep);
    String pad = config.token("pad_token", "[PAD]");
    String mask = config.token("mask_token", "[MASK]");
    for (String token : new String[] {unknown, cls, sep, pad, mask}) {
      addSpecial(parts, token, false);
    }
    parts.configure(config);
    return parts;
  }

  static TokenizerParts bpe(
      String vocabJson, String mergesTxt, TokenizerConfig config, UnicodeNormalizer normalizer) {
    Vocabulary vocabulary = new Vocabulary();
    ModelJson.vocabulary(JsonObject.parse("vocab.json", vocabJson), vocabulary);
    Merges merges = new Merges();
    for (String line : lines(mergesTxt)) {
      if (!line.isEmpty() && !line.startsWith("#version")) {
        ModelJson.merge(line, "", vocabulary, merges);
      }
    }
    TokenizerParts parts =
        switch (config.tokenizerClass("GPT2Tokenizer")) {
          case "GPT2Tokenizer" -> byteLevel(vocabulary, merges, config);
          case "RobertaTokenizer", "BartTokenizer", "LongformerTokenizer" ->
              roberta(vocabulary, merges, config);
          case "Qwen2Tokenizer" -> qwen2(vocabulary, merges, config, normalizer);
          case "CLIPTokenizer" -> clip(vocabulary, merges, config, normalizer);
          default ->
              throw config.json.wrong(
                  "tokenizer_class",
                  "one of GPT2Tokenizer, RobertaTokenizer, BartTokenizer, LongformerTokenizer,"
                      + " Qwen2Tokenizer, CLIPTokenizer beside a vocab.json and a merges.txt");
        };
    parts.configure(config);
    return parts;
  }

  private static TokenizerParts byteLevel(
      Vocabulary vocabulary, Merges merges, TokenizerConfig config) {
    TokenizerParts parts =
        new TokenizerParts(vocabulary, new Bpe(vocabulary, merges, Bpe.Options.PLAIN));
    parts.preTokenizer = new ByteLevel(config.json.bool("add_prefix_space", false), true);
    parts.decoder = Decoders::byteLevel;
    for (String key : new String[] {"unk_token", "bos_token", "eos_token", "pad_token"}) {
      addSpecial(parts, config.token(key, "<|endoftext|>"), false);
    }
    return parts;
  }

  private static TokenizerParts roberta(
      Vocabulary vocabulary, Merges merges, TokenizerConfig config) {
    TokenizerParts parts =
        new TokenizerParts(vocabulary, new Bpe(vocabulary, merges, Bpe.Options.PLAIN));
    boolean prefixSpace = config.json.bool("add_prefix_space", false);
    boolean trims = config.json.bool("trim_offsets", true);
    parts.preTokenizer = new ByteLevel(prefixSpace, true);
    parts.decoder = Decoders::byteLevel;
    String cls = config.token("cls_token", "<s>");
    String sep = config.token("sep_token", "</s>");
    parts.postProcessor =
        PostProcessor.roberta(
            vocabulary.required(cls),
            cls,
            vocabulary.required(sep),
            sep,
            trims ? (prefixSpace ? Trim.BLANKS_BUT_PREFIX : Trim.BLANKS) : Trim.NONE);
    String unknown = config.token("unk_token", "<unk>");
    String pad = config.token("pad_token", "<pad>");
    for (String token : new String[] {cls, sep, unknown, pad}) {
      addSpecial(parts, token, false);
    }
    addSpecial(parts, config.token("mask_token", "<mask>"), true);
    return parts;
  }

  private static TokenizerParts qwen2(
      Vocabulary vocabulary, Merges merges, TokenizerConfig config, UnicodeNormalizer normalizer) {
    TokenizerParts parts =
        new TokenizerParts(vocabulary, new Bpe(vocabulary, merges, Bpe.Options.PLAIN));
    parts.normalizer = new FormNormalizer(normalizer, Form.NFC);
    parts.preTokenizer =
        SplitBehavior.ISOLATED
            .with(RegexPattern.of(QWEN2_WORDS), false)
            .then(new ByteLevel(config.json.bool("add_prefix_space", false), false));
    parts.decoder = Decoders::byteLevel;
    addSpecial(parts, config.token("eos_token", "<|endoftext|>"), false);
    addSpecial(parts, config.token("pad_token", "<|endoftext|>"), false);
    return parts;
  }

  private static TokenizerParts clip(
      Vocabulary vocabulary, Merges merges, TokenizerConfig config, UnicodeNormalizer normalizer) {
    String unknown = config.token("unk_token", "<|endoftext|>");
    TokenizerParts parts =
        new TokenizerParts(
            vocabulary,
            new Bpe(vocabulary, merges, new Bpe.Options(unknown, false, false, false, "", "</w>")));
    parts.normalizer =
        new FormNormalizer(normalizer, Form.NFC)
            .then(TextNormalizers.replace(RegexPattern.of("\\s+"), " "))
            .then(TextNormalizers::lowercase);
    parts.preTokenizer =
        SplitBehavior.REMOVED
            .with(RegexPattern.of(CLIP_WORDS), true)
            .then(new ByteLevel(false, true));
    Decoder bytes = Decoders::byteLevel;
    parts.decoder =
        bytes
            .then(Decoders.replace(Pattern.literal("</w>"), " "))
            .then(Decoders.strip(' ', Integer.MAX_VALUE, Integer.MAX_VALUE));
    String bos = config.token("bos_token", "<|startoftext|>");
    String eos = config.token("eos_token", "<|endoftext|>");
    parts.postProcessor =
        PostProcessor.roberta(
            vocabulary.required(bos), bos, vocabulary.required(eos), eos, Trim.NONE);
    for (String token : new String[] {unknown, bos, eos, config.token("pad_token", eos)}) {
      addSpecial(parts, token, false);
    }
    return parts;
  }

  private static void addSpecial(TokenizerParts parts, String token, boolean lstrip) {
    int id = parts.vocabulary.id(token);
    if (id != Vocabulary.NONE) {
      parts.add(new AddedToken(id, token, true, false, lstrip, false, false));
    }
  }

  private static List<String> lines(String text) {
    List<String> out = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int stop = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      out.add(text.substring(start, stop));
      start = end + 1;
    }
    return out;
  }
}
