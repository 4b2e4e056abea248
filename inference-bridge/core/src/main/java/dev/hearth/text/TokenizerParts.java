package dev.hearth.text;

import dev.hearth.text.AddedTokens.AddedToken;
import dev.hearth.text.AddedTokens.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of a tokenizer, put together by those who read its files. */
final class TokenizerParts {
  final Vocabulary vocabulary;
  final TokenModel model;
  Normalizer normalizer = Normalizer.none();
  PreTokenizer preTokenizer = PreTokenizer.none();
  PostProcessor postProcessor = PostProcessor.plain(PostProcessor.Trim.NONE);
  Decoder decoder = Decoders::spaced;
  @Nullable Truncation truncation;
  @Nullable Padding padding;
  boolean cleanUp = true;

  private AddedTokens asTheyAre = new AddedTokens();
  private AddedTokens normalized = new AddedTokens();
  private Set<Integer> special = new HashSet<>();

  TokenizerParts(Vocabulary vocabulary, TokenModel model) {
    this.vocabulary = vocabulary;
    this.model = model;
  }

  TokenizerParts copy() {
    TokenizerParts out = new TokenizerParts(vocabulary, model);
    out.normalizer = normalizer;
    out.preTokenizer = preTokenizer;
    out.postProcessor = postProcessor;
    out.decoder = decoder;
    out.truncation = truncation;
    out.padding = padding;
    out.cleanUp = cleanUp;
    out.asTheyAre = asTheyAre;
    out.normalized = normalized;
    out.special = special;
    return out;
  }

  /** Adds a token; the normalizer must be set. */
  void add(AddedToken token) {
    vocabulary.put(token.content(), token.id());
    if (token.special()) {
      special.add(token.id());
    }
    if (token.normalized()) {
      String content = normalizer.normalize(MappedText.of(token.content())).text;
      normalized.add(token, content);
    } else {
      asTheyAre.add(token, token.content());
    }
  }

  boolean isSpecial(int id) {
    return special.contains(id);
  }

  /** Returns padding with the vocabulary's own token, id 0 where it has none. */
  Padding defaultPadding(int length) {
    if (padding != null) {
      return new Padding(
          length,
          padding.multipleOf(),
          padding.atStart(),
          padding.padId(),
          padding.padToken(),
          padding.padType());
    }
    for (String token : new String[] {"[PAD]", "<pad>"}) {
      if (vocabulary.id(token) != Vocabulary.NONE) {
        return new Padding(length, 1, false, vocabulary.id(token), token, 0);
      }
    }
    String first = vocabulary.token(0);
    return new Padding(length, 1, false, 0, first == null ? "" : first, 0);
  }

  /** Returns the tokens of a text, without special ones around it. */
  TokenList tokens(String text) {
    TokenList out = new TokenList();
    MappedText original = MappedText.of(CodePoints.wellFormed(text));
    for (Segment segment : segments(asTheyAre, original)) {
      if (segment.id() != Segment.PLAIN) {
        token(segment, out);
        continue;
      }
      MappedText changed = normalizer.normalize(segment.text());
      for (Segment inner : segments(normalized, changed)) {
        if (inner.id() != Segment.PLAIN) {
          token(inner, out);
        } else {
          words(inner.text(), out);
        }
      }
    }
    return out;
  }

  private static List<Segment> segments(AddedTokens added, MappedText text) {
    return added.isEmpty() ? List.of(new Segment(text, Segment.PLAIN)) : added.split(text);
  }

  private void token(Segment segment, TokenList out) {
    out.nextWord();
    out.add(
        segment.id(), vocabulary.token(segment.id()), segment.text(), 0, segment.text().length());
  }

  private void words(MappedText text, TokenList out) {
    List<MappedText> words = new ArrayList<>();
    preTokenizer.split(text, words);
    for (MappedText word : words) {
      out.nextWord();
      model.tokenize(word, out);
    }
  }
}
