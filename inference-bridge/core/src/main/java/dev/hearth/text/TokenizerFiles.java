package dev.hearth.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of one tokenizer, by their names. */
final class TokenizerFiles {
  private static final String[] SENTENCE_PIECE = {
    "spiece.model", "sentencepiece.bpe.model", "tokenizer.model", "spm.model", "sentencepiece.model"
  };

  private final Map<String, byte[]> files;
  private final UnicodeNormalizer platform;

  TokenizerFiles(Map<String, byte[]> files, UnicodeNormalizer platform) {
    this.files = files;
    this.platform = platform;
  }

  TokenizerParts read() {
    TokenizerConfig config =
        TokenizerConfig.parse(
            text("tokenizer_config.json"),
            text("special_tokens_map.json"),
            text("added_tokens.json"));
    String json = text("tokenizer.json");
    if (json != null) {
      return TokenizerJson.read(json, config, platform);
    }
    String vocabTxt = text("vocab.txt");
    if (vocabTxt != null) {
      return OlderFiles.wordPiece(vocabTxt, config, platform);
    }
    String vocabJson = text("vocab.json");
    String mergesTxt = text("merges.txt");
    if (vocabJson != null && mergesTxt != null) {
      return OlderFiles.bpe(vocabJson, mergesTxt, config, platform);
    }
    for (String name : SENTENCE_PIECE) {
      byte[] model = files.get(name);
      if (model != null) {
        return SentencePiece.read(model, config, platform);
      }
    }
    StringBuilder found = new StringBuilder();
    for (String name : files.keySet()) {
      found.append(found.length() == 0 ? "" : ", ").append(name);
    }
    throw new IllegalArgumentException(
        "Expected tokenizer.json, vocab.txt, vocab.json with merges.txt, or a model of"
            + " SentencePiece, found "
            + (found.length() == 0 ? "no file" : found));
  }

  private @Nullable String text(String name) {
    byte[] bytes = files.get(name);
    return bytes == null ? null : Utf8.decode(bytes, bytes.length);
  }
}
