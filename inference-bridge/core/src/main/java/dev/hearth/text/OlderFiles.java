package dev.hearth.text;

import dev.hearth.json.JsonObject;
import dev.hearth.text.AddedTokens.AddedToken;
import java.util.ArrayList;
import java.util.List;

/** Tokenizers from the files that came before tokenizer.json. */
final class OlderFiles {
  private static final int BERT_MAX_CHARACTERS = 100;

  private OlderFiles() {}

  static TokenizerParts bert(
      String vocabTxt, TokenizerConfig config, UnicodeNormalizer normalizer) {
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
    parts.cleanUp = config.cleanUp();
    String cls = config.token("cls_token", "[CLS]");
    String sep = config.token("sep_token", "[SEP]");
    parts.postProcessor =
        PostProcessor.bert(vocabulary.required(cls), cls, vocabulary.required(sep), sep);
    String pad = config.token("pad_token", "[PAD]");
    String mask = config.token("mask_token", "[MASK]");
    for (String token : new String[] {unknown, cls, sep, pad, mask}) {
      addSpecial(parts, token);
    }
    return parts;
  }

  static TokenizerParts gpt2(String vocabJson, String mergesTxt, TokenizerConfig config) {
    Vocabulary vocabulary = new Vocabulary();
    ModelJson.vocabulary(JsonObject.parse("vocab.json", vocabJson), vocabulary);
    Merges merges = new Merges();
    for (String line : lines(mergesTxt)) {
      if (!line.isEmpty() && !line.startsWith("#version")) {
        ModelJson.merge(line, "", vocabulary, merges);
      }
    }
    TokenizerParts parts =
        new TokenizerParts(vocabulary, new Bpe(vocabulary, merges, Bpe.Options.PLAIN));
    boolean prefixSpace = config.json.bool("add_prefix_space", false);
    parts.preTokenizer = new ByteLevel(prefixSpace, true);
    parts.decoder = Decoders::byteLevel;
    parts.cleanUp = config.cleanUp();
    for (String key : new String[] {"unk_token", "bos_token", "eos_token", "pad_token"}) {
      addSpecial(parts, config.token(key, "<|endoftext|>"));
    }
    return parts;
  }

  private static void addSpecial(TokenizerParts parts, String token) {
    int id = parts.vocabulary.id(token);
    if (id != Vocabulary.NONE) {
      parts.add(AddedToken.special(id, token));
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
