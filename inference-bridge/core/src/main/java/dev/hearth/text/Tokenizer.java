package dev.hearth.text;

import dev.hearth.runtime.InferenceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Text to token ids and back.
 *
 * <p>Made from the files of a model as they come. A surrogate that lacks its other half is read as
 * U+FFFD. Remembers words between calls, so that one thread at a time may use it.
 */
public final class Tokenizer {
  private final TokenizerParts parts;

  Tokenizer(TokenizerParts parts) {
    this.parts = parts;
  }

  /**
   * Returns the tokenizer a tokenizer.json describes.
   *
   * @param json the text of the file
   * @param config the text of the tokenizer_config.json beside it, or null
   * @throws IllegalArgumentException if a file is malformed or asks for what is not known here
   */
  public static Tokenizer fromJson(
      String json, @Nullable String config, UnicodeNormalizer normalizer) {
    return checked(() -> TokenizerJson.read(json, TokenizerConfig.parse(config), normalizer));
  }

  /**
   * Returns BERT's tokenizer.
   *
   * @param vocabTxt the text of the vocab.txt, a token a line
   * @param config the text of the tokenizer_config.json beside it, or null
   * @throws IllegalArgumentException if a file is malformed
   */
  public static Tokenizer fromVocabTxt(
      String vocabTxt, @Nullable String config, UnicodeNormalizer normalizer) {
    return checked(() -> OlderFiles.bert(vocabTxt, TokenizerConfig.parse(config), normalizer));
  }

  /**
   * Returns GPT-2's tokenizer.
   *
   * @param vocabJson the text of the vocab.json
   * @param mergesTxt the text of the merges.txt, two tokens a line
   * @param config the text of the tokenizer_config.json beside them, or null
   * @throws IllegalArgumentException if a file is malformed
   */
  public static Tokenizer fromVocabAndMerges(
      String vocabJson, String mergesTxt, @Nullable String config) {
    return checked(() -> OlderFiles.gpt2(vocabJson, mergesTxt, TokenizerConfig.parse(config)));
  }

  /**
   * Returns the tokenizer of a model's files: of tokenizer.json where there is one, else of
   * vocab.txt, else of vocab.json and merges.txt.
   *
   * @param files UTF-8 texts by file name; others may be among them
   * @throws IllegalArgumentException if none of these is there, or one is malformed
   */
  public static Tokenizer fromFiles(Map<String, byte[]> files, UnicodeNormalizer normalizer) {
    String config = text(files, "tokenizer_config.json");
    String json = text(files, "tokenizer.json");
    if (json != null) {
      return fromJson(json, config, normalizer);
    }
    String vocabTxt = text(files, "vocab.txt");
    if (vocabTxt != null) {
      return fromVocabTxt(vocabTxt, config, normalizer);
    }
    String vocabJson = text(files, "vocab.json");
    String merges = text(files, "merges.txt");
    if (vocabJson != null && merges != null) {
      return fromVocabAndMerges(vocabJson, merges, config);
    }
    throw new IllegalArgumentException(
        "Expected tokenizer.json, vocab.txt, or vocab.json with merges.txt, found "
            + (files.isEmpty() ? "no tokenizer file" : String.join(", ", files.keySet())));
  }

  private static @Nullable String text(Map<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  private static Tokenizer checked(Supplier<TokenizerParts> reader) {
    try {
      return new Tokenizer(reader.get());
    } catch (InferenceException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns a tokenizer that cuts texts, longest first, to at most so many tokens. */
  public Tokenizer truncatedTo(int maxLength) {
    TokenizerParts changed = parts.copy();
    changed.truncation = new Truncation(maxLength, Truncation.Strategy.LONGEST_FIRST, true);
    return new Tokenizer(changed);
  }

  /** Returns a tokenizer that pads at the end, with [PAD] or &lt;pad&gt;, to so many tokens. */
  public Tokenizer paddedTo(int length) {
    TokenizerParts changed = parts.copy();
    changed.padding = parts.defaultPadding(length);
    return new Tokenizer(changed);
  }

  /** Returns one text with the model's special tokens. */
  public Encoding encode(String text) {
    return padded(unpadded(text, null));
  }

  /** Returns two texts with the model's special tokens around and between them. */
  public Encoding encode(String text, String pair) {
    return padded(unpadded(text, pair));
  }

  /** Returns texts, padded to the longest of them where the tokenizer pads so. */
  public List<Encoding> encodeAll(List<String> texts) {
    List<Encoding> out = new ArrayList<>();
    int longest = 0;
    for (String text : texts) {
      Encoding encoding = unpadded(text, null);
      longest = Math.max(longest, encoding.size());
      out.add(encoding);
    }
    Padding padding = parts.padding;
    for (int i = 0; i < out.size() && padding != null; i++) {
      out.set(i, padding.pad(out.get(i), longest));
    }
    return out;
  }

  private Encoding padded(Encoding encoding) {
    Padding padding = parts.padding;
    return padding == null ? encoding : padding.pad(encoding, encoding.size());
  }

  private Encoding unpadded(String text, @Nullable String pair) {
    TokenList first = parts.tokens(text);
    TokenList second = pair == null ? null : parts.tokens(pair);
    if (parts.truncation != null) {
      parts.truncation.apply(first, second, parts.postProcessor.added(second != null));
    }
    return parts.postProcessor.process(first, second);
  }

  /**
   * Returns the text of token ids. Ids that have no token count for nothing.
   *
   * @param skipSpecialTokens whether [CLS] and its like are left out
   */
  public String decode(int[] ids, boolean skipSpecialTokens) {
    List<String> tokens = new ArrayList<>();
    for (int id : ids) {
      String token = parts.vocabulary.token(id);
      if (token != null && !(skipSpecialTokens && parts.isSpecial(id))) {
        tokens.add(token);
      }
    }
    String text = Decoders.join(parts.decoder.decode(tokens));
    return parts.cleanUp ? CleanUp.apply(text) : text;
  }

  /** Returns the id of a token, or -1 where there is none. */
  public int tokenId(String token) {
    return parts.vocabulary.id(token);
  }

  /** Returns the token of an id, or null where there is none. */
  public @Nullable String token(int id) {
    return parts.vocabulary.token(id);
  }

  /** Returns the highest id plus one. */
  public int vocabularySize() {
    return parts.vocabulary.size();
  }
}
