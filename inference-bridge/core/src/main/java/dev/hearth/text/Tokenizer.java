package dev.hearth.text;

import dev.hearth.runtime.InferenceException;
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
   * Returns the tokenizer of a model from its files, as they come.
   *
   * <p>A tokenizer.json counts for more than a vocab.txt, that for more than a vocab.json with
   * merges.txt, and that for more than a model of SentencePiece. What tokenizer_config.json,
   * special_tokens_map.json and added_tokens.json say besides is taken over; files that no
   * tokenizer reads are passed over.
   *
   * @param files what each file holds, by its name without folder
   * @throws IllegalArgumentException if a file is missing, malformed or asks for what is not known
   *     here
   */
  public static Tokenizer fromFiles(Map<String, byte[]> files, UnicodeNormalizer normalizer) {
    return checked(() -> new TokenizerFiles(files, normalizer).read());
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
    return checked(() -> OlderFiles.wordPiece(vocabTxt, TokenizerConfig.parse(config), normalizer));
  }

  /**
   * Returns GPT-2's tokenizer, or that of another model that the configuration names.
   *
   * @param vocabJson the text of the vocab.json
   * @param mergesTxt the text of the merges.txt, two tokens a line
   * @param config the text of the tokenizer_config.json beside them, or null
   * @throws IllegalArgumentException if a file is malformed
   */
  public static Tokenizer fromVocabAndMerges(
      String vocabJson, String mergesTxt, @Nullable String config, UnicodeNormalizer normalizer) {
    return checked(
        () -> OlderFiles.bpe(vocabJson, mergesTxt, TokenizerConfig.parse(config), normalizer));
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
    return truncatedTo(maxLength, TruncationStrategy.LONGEST_FIRST, 0);
  }

  /**
   * Returns a tokenizer that cuts texts to at most so many tokens.
   *
   * @param maxLength the most tokens, special ones included
   * @param stride how many tokens of a text the windows of {@link #encodeWindows} share
   */
  public Tokenizer truncatedTo(int maxLength, TruncationStrategy strategy, int stride) {
    if (maxLength < 0 || stride < 0) {
      throw new IllegalArgumentException(
          "Expected a length and a stride of at least 0, found " + maxLength + ", " + stride);
    }
    TokenizerParts changed = parts.copy();
    changed.truncation = new Truncation(maxLength, strategy, !parts.truncateLeft, stride);
    return new Tokenizer(changed);
  }

  /** Returns a tokenizer that pads to so many tokens, with the model's token, on its side. */
  public Tokenizer paddedTo(int length) {
    TokenizerParts changed = parts.copy();
    changed.padding = parts.paddingTo(length);
    return new Tokenizer(changed);
  }

  /** Returns one text with the model's special tokens. */
  public Encoding encode(String text) {
    return padded(windows(text, null, 1)).get(0);
  }

  /** Returns two texts with the model's special tokens around and between them. */
  public Encoding encode(String text, String pair) {
    return padded(windows(text, pair, 1)).get(0);
  }

  /** Returns a text in as many pieces as the length it is cut to makes necessary. */
  public List<Encoding> encodeWindows(String text) {
    return padded(windows(text, null, Integer.MAX_VALUE));
  }

  /**
   * Returns two texts in as many pieces as the length they are cut to makes necessary.
   *
   * <p>Each window of the one text comes with each of the other: with {@link
   * TruncationStrategy#ONLY_SECOND} the first text whole with every window of the second.
   */
  public List<Encoding> encodeWindows(String text, String pair) {
    return padded(windows(text, pair, Integer.MAX_VALUE));
  }

  /** Returns texts, padded to the longest of them where the tokenizer pads so. */
  public List<Encoding> encodeAll(List<String> texts) {
    List<Encoding> out = new ArrayList<>();
    for (String text : texts) {
      out.addAll(windows(text, null, 1));
    }
    return padded(out);
  }

  private List<Encoding> padded(List<Encoding> encodings) {
    Padding padding = parts.padding;
    if (padding == null) {
      return encodings;
    }
    int longest = 0;
    for (Encoding encoding : encodings) {
      longest = Math.max(longest, encoding.size());
    }
    List<Encoding> out = new ArrayList<>();
    for (Encoding encoding : encodings) {
      out.add(padding.pad(encoding, longest));
    }
    return out;
  }

  /** Returns at most so many windows, in the order of the Hugging Face library. */
  private List<Encoding> windows(String text, @Nullable String pair, int most) {
    TokenList whole = parts.tokens(text);
    TokenList wholePair = pair == null ? null : parts.tokens(pair);
    PostProcessor processor = parts.postProcessor;
    if (parts.truncation == null) {
      processor.trim(whole, parts.vocabulary);
      if (wholePair != null) {
        processor.trim(wholePair, parts.vocabulary);
      }
      return List.of(processor.process(whole, wholePair, parts.vocabulary));
    }
    Truncation.Windows windows =
        parts.truncation.windows(whole, wholePair, processor.added(pair != null));
    windows.first().forEach(list -> processor.trim(list, parts.vocabulary));
    windows.second().forEach(list -> processor.trim(list, parts.vocabulary));
    List<Encoding> out = new ArrayList<>();
    for (int i = 0; i < windows.count() && i < most; i++) {
      out.add(processor.process(windows.first(i), windows.second(i), parts.vocabulary));
    }
    return out;
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

  /** Returns the id of the token with a role, or -1 where the model has none. */
  public int tokenId(SpecialToken role) {
    return parts.role(role);
  }

  /** Returns the most tokens the model was made for, or {@link Integer#MAX_VALUE}. */
  public int modelMaxLength() {
    return parts.modelMaxLength;
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
