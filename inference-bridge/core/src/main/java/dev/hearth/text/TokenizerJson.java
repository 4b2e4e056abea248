package dev.hearth.text;

import dev.hearth.json.JsonObject;
import dev.hearth.text.AddedTokens.AddedToken;

/** Reads a tokenizer.json. */
final class TokenizerJson {
  private static final int MAX_LENGTH = 1 << 20;

  private TokenizerJson() {}

  static TokenizerParts read(String text, TokenizerConfig config, UnicodeNormalizer platform) {
    JsonObject json = JsonObject.parse("tokenizer.json", text);
    json.ignore("version");
    Vocabulary vocabulary = new Vocabulary();
    TokenModel model = ModelJson.read(json.object("model"), vocabulary);
    TokenizerParts parts = new TokenizerParts(vocabulary, model);
    if (json.has("normalizer")) {
      parts.normalizer = new NormalizerJson(platform).read(json.object("normalizer"));
    }
    if (json.has("pre_tokenizer")) {
      parts.preTokenizer = PreTokenizerJson.read(json.object("pre_tokenizer"));
    }
    if (json.has("post_processor")) {
      parts.postProcessor = PostProcessorJson.read(json.object("post_processor"));
    }
    if (json.has("decoder")) {
      parts.decoder = DecoderJson.read(json.object("decoder"));
    }
    if (json.has("truncation")) {
      parts.truncation = truncation(json.object("truncation"));
    }
    if (json.has("padding")) {
      parts.padding = padding(json.object("padding"));
    }
    for (AddedToken token : json.objects("added_tokens", one -> added(one, one.integer("id")))) {
      parts.add(token);
    }
    json.end();
    parts.configure(config);
    return parts;
  }

  /** Reads what a token that was added says about itself. */
  static AddedToken added(JsonObject json, int id) {
    json.ignore("__type");
    boolean special = json.bool("special", false);
    AddedToken token =
        new AddedToken(
            id,
            json.string("content"),
            special,
            json.bool("single_word", false),
            json.bool("lstrip", false),
            json.bool("rstrip", false),
            json.bool("normalized", !special));
    json.end();
    return token;
  }

  private static Truncation truncation(JsonObject json) {
    Truncation truncation =
        new Truncation(
            json.integer("max_length"),
            json.oneOf("strategy", TruncationStrategy.values(), TruncationStrategy::id),
            !isLeft(json),
            json.integer("stride", 0));
    json.end();
    return truncation;
  }

  private static Padding padding(JsonObject json) {
    int length = Padding.LONGEST;
    if (json.members().get("strategy") instanceof String name) {
      if (!name.equals("BatchLongest")) {
        throw json.wrong("strategy", "BatchLongest or {\"Fixed\": length}");
      }
      json.ignore("strategy");
    } else {
      JsonObject strategy = json.object("strategy");
      length = strategy.integer("Fixed");
      strategy.end();
    }
    int multiple = Math.max(1, json.integer("pad_to_multiple_of", 1));
    if (length < 0 || length > MAX_LENGTH || multiple > MAX_LENGTH) {
      throw json.wrong("strategy", "at most " + MAX_LENGTH + " tokens");
    }
    Padding padding =
        new Padding(
            length,
            multiple,
            isLeft(json),
            json.integer("pad_id", 0),
            json.string("pad_token", "[PAD]"),
            json.integer("pad_type_id", 0));
    json.end();
    return padding;
  }

  private static boolean isLeft(JsonObject json) {
    String direction = json.string("direction", "Right");
    if (!direction.equals("Right") && !direction.equals("Left")) {
      throw json.wrong("direction", "Left or Right");
    }
    return direction.equals("Left");
  }
}
