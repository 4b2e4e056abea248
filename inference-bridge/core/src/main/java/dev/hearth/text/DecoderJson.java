package dev.hearth.text;

import dev.hearth.json.JsonObject;

/** Reads the decoder of a tokenizer.json. */
final class DecoderJson {
  private DecoderJson() {}

  static Decoder read(JsonObject json) {
    Decoder step =
        switch (json.string("type")) {
          case "Sequence" -> sequence(json);
          case "WordPiece" ->
              Decoders.wordPiece(json.string("prefix", "##"), json.bool("cleanup", true));
          case "BPEDecoder" -> Decoders.bpe(json.string("suffix", "</w>"));
          case "ByteLevel" -> {
            json.ignore("add_prefix_space", "trim_offsets", "use_regex");
            yield Decoders::byteLevel;
          }
          case "Metaspace" -> metaspace(json);
          case "ByteFallback" -> Decoders::byteFallback;
          case "Fuse" -> Decoders::fuse;
          case "Strip" -> strip(json);
          case "Replace" -> Decoders.replace(PatternJson.read(json), json.string("content"));
          case "CTC" ->
              Decoders.ctc(
                  json.string("pad_token", "<pad>"),
                  json.string("word_delimiter_token", "|"),
                  json.bool("cleanup", true));
          default ->
              throw json.wrong(
                  "type",
                  "one of Sequence, WordPiece, BPEDecoder, ByteLevel, Metaspace, ByteFallback,"
                      + " Fuse, Strip, Replace, CTC");
        };
    json.end();
    return step;
  }

  private static Decoder sequence(JsonObject json) {
    Decoder all = tokens -> tokens;
    for (Decoder one : json.objects("decoders", DecoderJson::read)) {
      all = all.then(one);
    }
    return all;
  }

  private static Decoder metaspace(JsonObject json) {
    json.ignore("split");
    boolean prepended = PreTokenizerJson.prepend(json) != Metaspace.Prepend.NEVER;
    return Decoders.metaspace(PreTokenizerJson.replacement(json), prepended);
  }

  private static Decoder strip(JsonObject json) {
    String content = json.string("content", " ");
    if (content.length() != 1) {
      throw json.wrong("content", "one character");
    }
    return Decoders.strip(content.charAt(0), json.integer("start", 0), json.integer("stop", 0));
  }
}
