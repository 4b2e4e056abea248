package dev.hearth.text;

import dev.hearth.json.JsonNumber;
import dev.hearth.json.JsonObject;
import dev.hearth.text.AddedTokens.AddedToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tokenizer_config.json, with the special_tokens_map.json and the added_tokens.json beside it:
 * what they say that the other files do not.
 */
final class TokenizerConfig {
  /** What model_max_length is where a model sets no limit, 1e30 in the files. */
  static final int NO_LIMIT = Integer.MAX_VALUE;

  /** Keys that say nothing about ids, or what the other files say already. */
  private static final String[] NO_MATTER = {
    "_commit_hash",
    "additional_special_tokens",
    "architectures",
    "auto_map",
    "backend",
    "chat_template",
    "device_map",
    "errors",
    "extra_special_tokens",
    "from_slow",
    "full_tokenizer_file",
    "is_local",
    "local_files_only",
    "max_len",
    "max_length",
    "max_model_input_sizes",
    "model_input_names",
    "model_specific_special_tokens",
    "model_type",
    "name_or_path",
    "never_split",
    "pad_to_multiple_of",
    "pad_token_type_id",
    "padding",
    "processor_class",
    "remove_space",
    "return_token_type_ids",
    "sep_token_box",
    "sp_model_kwargs",
    "spaces_between_special_tokens",
    "special_tokens_map_file",
    "split_special_tokens",
    "stride",
    "tokenizer_file",
    "tokenizer_type",
    "trim_offsets",
    "truncation",
    "truncation_strategy",
    "trust_remote_code",
    "use_default_system_prompt",
    "use_fast",
    "verbose",
    "vocab_file",
    "vocab_size",
    "word_delimiter_token"
  };

  /** Keys of one kind of older files, which tokenizer.json has turned into steps already. */
  private static final String[] OF_ONE_KIND = {
    "add_bos_token",
    "add_eos_token",
    "add_prefix_space",
    "basic_tokenizer",
    "do_basic_tokenize",
    "do_lower_case",
    "do_subword_tokenize",
    "do_word_tokenize",
    "extra_ids",
    "keep_accents",
    "legacy",
    "legacy_behaviour",
    "mask_token_sent",
    "offset",
    "single_word",
    "split_by_punct",
    "strip_accents",
    "tokenize_chinese_chars",
    "unk_index"
  };

  private static final double LARGEST = 1e9;

  final JsonObject json;
  private final JsonObject specials;
  private final JsonObject added;

  private TokenizerConfig(JsonObject json, JsonObject specials, JsonObject added) {
    this.json = json;
    this.specials = specials;
    this.added = added;
  }

  static TokenizerConfig parse(@Nullable String config) {
    return parse(config, null, null);
  }

  static TokenizerConfig parse(
      @Nullable String config, @Nullable String specials, @Nullable String added) {
    return new TokenizerConfig(
        optional("tokenizer_config.json", config),
        optional("special_tokens_map.json", specials),
        optional("added_tokens.json", added));
  }

  private static JsonObject optional(String name, @Nullable String text) {
    return text == null ? new JsonObject() : JsonObject.parse(name, text);
  }

  /** Returns the name of the Python class without its Fast, or the other where there is none. */
  String tokenizerClass(String otherwise) {
    String name = json.string("tokenizer_class", otherwise);
    return name.endsWith("Fast") ? name.substring(0, name.length() - 4) : name;
  }

  boolean cleanUp() {
    return json.bool("clean_up_tokenization_spaces", true);
  }

  /** Returns the most tokens the model takes, or {@link #NO_LIMIT}. */
  int modelMaxLength() {
    double length = json.number("model_max_length", LARGEST);
    if (length < 1) {
      throw json.wrong("model_max_length", "at least 1");
    }
    return length >= LARGEST ? NO_LIMIT : (int) length;
  }

  /** Returns whether a side such as {@code padding_side} is the left one. */
  boolean isLeft(String key, boolean otherwise) {
    String side = json.string(key, otherwise ? "left" : "right");
    if (!side.equals("left") && !side.equals("right")) {
      throw json.wrong(key, "left or right");
    }
    return side.equals("left");
  }

  /** Returns the content of a special token such as {@code cls_token}. */
  String token(String key, String otherwise) {
    return content(json, key, content(specials, key, otherwise));
  }

  private static String content(JsonObject json, String key, String otherwise) {
    if (!json.has(key)) {
      return otherwise;
    }
    return json.members().get(key) instanceof String
        ? json.string(key)
        : json.object(key).string("content");
  }

  /** Returns the tokens these files add, those with more to say about themselves last. */
  List<AddedToken> addedTokens() {
    List<AddedToken> out = new ArrayList<>();
    for (Map.Entry<String, @Nullable Object> member : added.members().entrySet()) {
      if (!(member.getValue() instanceof JsonNumber id) || id.value() != (int) id.value()) {
        throw added.wrong(member.getKey(), "the id of a token");
      }
      boolean special = isSpecial(member.getKey());
      out.add(
          new AddedToken(
              (int) id.value(), member.getKey(), special, false, false, false, !special));
    }
    if (json.has("added_tokens_decoder")) {
      JsonObject decoder = json.object("added_tokens_decoder");
      for (String id : decoder.members().keySet()) {
        out.add(TokenizerJson.added(decoder.object(id), number(decoder, id)));
      }
    }
    return out;
  }

  private boolean isSpecial(String content) {
    for (SpecialToken role : SpecialToken.values()) {
      if (token(role.key(), "").equals(content)) {
        return true;
      }
    }
    return false;
  }

  private static int number(JsonObject decoder, String id) {
    int value = 0;
    for (int i = 0; i < id.length(); i++) {
      int digit = id.charAt(i) - '0';
      if (digit < 0 || digit > 9 || id.length() > 8) {
        throw decoder.wrong(id, "named by the id of a token");
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Refuses keys that nobody knows. */
  void end() {
    for (SpecialToken role : SpecialToken.values()) {
      json.ignore(role.key());
    }
    json.ignore("tokenizer_class", "eop_token", "eod_token");
    json.ignore(NO_MATTER).ignore(OF_ONE_KIND).end();
  }
}
