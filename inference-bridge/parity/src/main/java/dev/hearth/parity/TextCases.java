package dev.hearth.parity;

import dev.hearth.json.JsonObject;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The expectations of transformers.js's own tests of tokenizers, and core's golden files. */
final class TextCases {
  private static final String BERT = Inputs.DATA + "tokenizers/bert-base-uncased/";
  private static final String GPT2 = Inputs.DATA + "tokenizers/gpt2/";

  private TextCases() {}

  static void addTo(List<GoldenCase> all, Inputs in) {
    Once bert = new Once(from -> Tokenizer.fromVocabTxt(from.text(BERT + "vocab.txt"), null, from));
    Once gpt2 =
        new Once(
            from ->
                Tokenizer.fromVocabAndMerges(
                    from.text(GPT2 + "vocab.json"), from.text(GPT2 + "merges.txt"), null, from));
    add(all, in, "bert", BERT, bert);
    add(all, in, "gpt2", GPT2, gpt2);
    for (String file : new String[] {"goldens", "older-goldens"}) {
      in.json(Inputs.CORE + "text/" + file + ".json")
          .objects(
              "files",
              json ->
                  all.add(
                      new GoldenCase(
                          "text/" + json.string("name") + "-" + all.size(),
                          (from, out) -> hash(tokenizer(json, from), json, out))));
    }
  }

  private static Tokenizer tokenizer(JsonObject golden, Inputs from) {
    if (golden.has("file")) {
      String config = "{\"clean_up_tokenization_spaces\": false}";
      return Tokenizer.fromJson(golden.object("file").toString(), config, from);
    }
    Map<String, byte[]> files = new TreeMap<>();
    JsonObject encoded = golden.object("files");
    for (String name : encoded.members().keySet()) {
      files.put(name, Base64.getDecoder().decode(encoded.string(name)));
    }
    String config = golden.object("config").toString();
    files.put("tokenizer_config.json", config.getBytes(StandardCharsets.UTF_8));
    return Tokenizer.fromFiles(files, from);
  }

  /** Takes all that comes out; that it is what Python gives is tested in core. */
  private static void hash(Tokenizer tokenizer, JsonObject golden, Golden out) {
    golden.objects(
        "cases",
        json -> {
          int[] ids;
          if (json.has("text")) {
            String pair = json.string("pair", "");
            String text = json.string("text");
            Encoding encoding =
                pair.isEmpty() ? tokenizer.encode(text) : tokenizer.encode(text, pair);
            ids = encoding.inputIds();
            out.add(String.join("\n", encoding.tokens()));
            out.add(encoding.wordIds());
            out.add(encoding.tokenTypeIds());
            for (int i = 0; i < encoding.size(); i++) {
              out.add(encoding.start(i));
              out.add(encoding.end(i));
            }
          } else {
            ids = ints(json);
          }
          out.add(ids);
          out.add(tokenizer.decode(ids, true));
          return json;
        });
  }

  private static int[] ints(JsonObject json) {
    double[] numbers = json.numbers("ids");
    int[] ids = new int[numbers.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) numbers[i];
    }
    return ids;
  }

  private static void add(
      List<GoldenCase> all, Inputs in, String name, String folder, Once tokenizer) {
    in.json(folder + "vectors.json")
        .objects(
            "cases",
            json ->
                all.add(
                    new GoldenCase(
                        "text/" + name + "-" + json.string("id"),
                        (from, out) -> check(tokenizer.in(from), json, out))));
  }

  private static void check(Tokenizer tokenizer, JsonObject json, Golden out) {
    String text = json.string("text");
    Encoding encoding =
        json.has("text_pair")
            ? tokenizer.encode(text, json.string("text_pair"))
            : tokenizer.encode(text);
    int[] ids = ints(json);
    out.compare(ids, encoding.inputIds());
    List<String> tokens = new ArrayList<>();
    int[] special = encoding.specialTokensMask();
    for (int i = 0; i < special.length; i++) {
      if (special[i] == 0) {
        tokens.add(encoding.tokens().get(i));
      }
      out.add(encoding.start(i));
      out.add(encoding.end(i));
    }
    out.compare(String.join("\n", json.strings("tokens")), String.join("\n", tokens));
    out.compare(json.string("decoded"), tokenizer.decode(ids, false));
  }

  /** A tokenizer made when the first case asks for it. */
  private static final class Once {
    private final Maker maker;
    private @Nullable Tokenizer made;

    Once(Maker maker) {
      this.maker = maker;
    }

    Tokenizer in(Inputs from) {
      Tokenizer tokenizer = made;
      if (tokenizer == null) {
        tokenizer = maker.make(from);
        made = tokenizer;
      }
      return tokenizer;
    }
  }

  private interface Maker {
    Tokenizer make(Inputs from);
  }
}
