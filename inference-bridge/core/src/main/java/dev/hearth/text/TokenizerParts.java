package dev.hearth.text;

import dev.hearth.text.AddedTokens.AddedToken;
import dev.hearth.text.AddedTokens.Segment;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  boolean padLeft;
  boolean truncateLeft;
  int modelMaxLength = TokenizerConfig.NO_LIMIT;

  private AddedTokens asTheyAre = new AddedTokens();
  private AddedTokens normalized = new AddedTokens();
  private Set<Integer> special = new HashSet<>();
  private Map<SpecialToken, Integer> roles = new EnumMap<>(SpecialToken.class);

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
    out.padLeft = padLeft;
    out.truncateLeft = truncateLeft;
    out.modelMaxLength = modelMaxLength;
    out.roles = roles;
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

  /** Takes over what the configuration says; all steps and tokens must be set. */
  void configure(TokenizerConfig config) {
    for (AddedToken token : config.addedTokens()) {
      int id = vocabulary.id(token.content());
      add(id == Vocabulary.NONE || id == token.id() ? token : token.withId(id));
    }
    cleanUp = config.cleanUp();
    padLeft = config.isLeft("padding_side", padding == null ? padLeft : padding.atStart());
    truncateLeft = config.isLeft("truncation_side", truncation != null && !truncation.keepFirst());
    modelMaxLength = config.modelMaxLength();
    roles = new EnumMap<>(SpecialToken.class);
    for (SpecialToken role : SpecialToken.values()) {
      String content = config.token(role.key(), "");
      int id = content.isEmpty() ? role.usual(vocabulary) : vocabulary.id(content);
      roles.put(role, id);
    }
    config.end();
  }

  /** Returns the id of the token with a role, or {@link Vocabulary#NONE}. */
  int role(SpecialToken role) {
    Integer id = roles.get(role);
    return id == null ? Vocabulary.NONE : id;
  }

  /** Counts a token as special that is not looked for in texts. */
  void markSpecial(int id) {
    special.add(id);
  }

  boolean isSpecial(int id) {
    return special.contains(id);
  }

  /** Returns padding with the model's own token, id 0 where it has none. */
  Padding paddingTo(int length) {
    Padding usual = padding;
    if (usual != null) {
      return new Padding(
          length, usual.multipleOf(), padLeft, usual.padId(), usual.padToken(), usual.padType());
    }
    int id = Math.max(0, role(SpecialToken.PAD));
    String token = vocabulary.token(id);
    return new Padding(length, 1, padLeft, id, token == null ? "" : token, 0);
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
    MappedText text = segment.text();
    out.add(segment.id(), text.text, text, 0, text.length());
  }

  private void words(MappedText text, TokenList out) {
    preTokenizer.split(
        text,
        (part, from, to) -> {
          out.nextWord();
          model.tokenize(part, from, to, out);
        });
  }
}
