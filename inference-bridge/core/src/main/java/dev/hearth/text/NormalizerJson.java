package dev.hearth.text;

import dev.hearth.json.JsonObject;
import dev.hearth.text.UnicodeNormalizer.Form;

/** Reads the normalizer of a tokenizer.json. */
final class NormalizerJson {
  private final UnicodeNormalizer platform;

  NormalizerJson(UnicodeNormalizer platform) {
    this.platform = platform;
  }

  Normalizer read(JsonObject json) {
    Normalizer normalizer =
        switch (json.string("type")) {
          case "Sequence" -> sequence(json);
          case "BertNormalizer" -> bert(json);
          case "Lowercase" -> TextNormalizers::lowercase;
          case "NFC" -> new FormNormalizer(platform, Form.NFC);
          case "NFD" -> new FormNormalizer(platform, Form.NFD);
          case "NFKC" -> new FormNormalizer(platform, Form.NFKC);
          case "NFKD" -> new FormNormalizer(platform, Form.NFKD);
          case "StripAccents" -> TextNormalizers.without(CodePoints::isMark);
          case "Strip" ->
              TextNormalizers.strip(json.bool("strip_left", true), json.bool("strip_right", true));
          case "Replace" -> TextNormalizers.replace(PatternJson.read(json), json.string("content"));
          case "Prepend" -> TextNormalizers.prepend(json.string("prepend"));
          case "ByteLevel" -> ByteLevel::bytes;
          case "Nmt" -> TextNormalizers::nmt;
          case "Precompiled" -> precompiled(json);
          default ->
              throw json.wrong(
                  "type",
                  "one of Sequence, BertNormalizer, Lowercase, NFC, NFD, NFKC, NFKD, StripAccents,"
                      + " Strip, Replace, Prepend, ByteLevel, Nmt, Precompiled");
        };
    json.end();
    return normalizer;
  }

  private Normalizer sequence(JsonObject json) {
    Normalizer all = Normalizer.none();
    for (Normalizer one : json.objects("normalizers", this::read)) {
      all = all.then(one);
    }
    return all;
  }

  private static Normalizer precompiled(JsonObject json) {
    return json.has("precompiled_charsmap")
        ? Precompiled.ofBase64(json.string("precompiled_charsmap"))
        : Normalizer.none();
  }

  private Normalizer bert(JsonObject json) {
    boolean lowercase = json.bool("lowercase", true);
    return new BertNormalizer(
        json.bool("clean_text", true),
        json.bool("handle_chinese_chars", true),
        json.bool("strip_accents", lowercase),
        lowercase,
        platform);
  }
}
