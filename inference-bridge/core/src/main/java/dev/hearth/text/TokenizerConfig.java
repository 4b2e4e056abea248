package dev.hearth.text;

import dev.hearth.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A tokenizer_config.json: what it says that the other files do not. */
final class TokenizerConfig {
  final JsonObject json;

  private TokenizerConfig(JsonObject json) {
    this.json = json;
  }

  static TokenizerConfig parse(@Nullable String text) {
    return new TokenizerConfig(
        text == null ? new JsonObject() : JsonObject.parse("tokenizer_config.json", text));
  }

  boolean cleanUp() {
    return json.bool("clean_up_tokenization_spaces", true);
  }

  /** Returns the content of a special token such as {@code cls_token}. */
  String token(String key, String otherwise) {
    if (!json.has(key)) {
      return otherwise;
    }
    return json.members().get(key) instanceof String
        ? json.string(key)
        : json.object(key).string("content");
  }
}
