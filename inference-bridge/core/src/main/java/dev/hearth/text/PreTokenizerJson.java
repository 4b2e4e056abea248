package dev.hearth.text;

import dev.hearth.json.JsonObject;

/** Reads the pre-tokenizer of a tokenizer.json. */
final class PreTokenizerJson {
  private PreTokenizerJson() {}

  static PreTokenizer read(JsonObject json) {
    PreTokenizer step =
        switch (json.string("type")) {
          case "Sequence" -> sequence(json);
          case "BertPreTokenizer" -> WordSplits::bert;
          case "ByteLevel" -> byteLevel(json);
          case "Whitespace" -> WordSplits::whitespace;
          case "WhitespaceSplit" ->
              SplitBehavior.REMOVED.with(Pattern.of(CodePoints::isWhitespace, true), false);
          case "CharDelimiterSplit" ->
              SplitBehavior.REMOVED.with(Pattern.literal(json.string("delimiter")), false);
          case "Metaspace" ->
              new Metaspace(replacement(json), prepend(json), json.bool("split", true));
          case "Punctuation" ->
              behavior(json).with(Pattern.of(CodePoints::isPunctuation, false), false);
          case "Digits" -> digits(json.bool("individual_digits", false));
          case "FixedLength" -> fixedLength(json);
          case "Split" -> behavior(json).with(PatternJson.read(json), json.bool("invert", false));
          default ->
              throw json.wrong(
                  "type",
                  "one of Sequence, BertPreTokenizer, ByteLevel, Whitespace, WhitespaceSplit,"
                      + " CharDelimiterSplit, Metaspace, Punctuation, Digits, FixedLength, Split");
        };
    json.end();
    return step;
  }

  private static PreTokenizer sequence(JsonObject json) {
    PreTokenizer all = PreTokenizer.none();
    for (PreTokenizer one : json.objects("pretokenizers", PreTokenizerJson::read)) {
      all = all.then(one);
    }
    return all;
  }

  private static PreTokenizer byteLevel(JsonObject json) {
    json.ignore("trim_offsets");
    return new ByteLevel(json.bool("add_prefix_space", true), json.bool("use_regex", true));
  }

  private static PreTokenizer digits(boolean individual) {
    Pattern pattern = Pattern.of(CodePoints::isNumber, !individual);
    return SplitBehavior.ISOLATED.with(pattern, false);
  }

  private static PreTokenizer fixedLength(JsonObject json) {
    int length = json.integer("length", 5);
    if (length < 1) {
      throw json.wrong("length", "at least 1");
    }
    return (in, out) -> WordSplits.every(length, in, out);
  }

  private static SplitBehavior behavior(JsonObject json) {
    return json.has("behavior")
        ? json.oneOf("behavior", SplitBehavior.values(), SplitBehavior::id)
        : SplitBehavior.ISOLATED;
  }

  /** Reads the character of Metaspace, pre-tokenizer or decoder. */
  static char replacement(JsonObject json) {
    json.ignore("str_rep");
    String text = json.string("replacement", "\u2581");
    if (text.length() != 1) {
      throw json.wrong("replacement", "one character");
    }
    return text.charAt(0);
  }

  /** Reads when Metaspace, pre-tokenizer or decoder, has a blank before the text. */
  static Metaspace.Prepend prepend(JsonObject json) {
    boolean older = json.bool("add_prefix_space", true);
    if (json.has("prepend_scheme")) {
      return json.oneOf("prepend_scheme", Metaspace.Prepend.values());
    }
    return older ? Metaspace.Prepend.ALWAYS : Metaspace.Prepend.NEVER;
  }
}
