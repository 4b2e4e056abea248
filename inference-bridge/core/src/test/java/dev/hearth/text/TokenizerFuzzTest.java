package dev.hearth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.testing.Mutations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random texts for tokenizers, and random damage to their files. */
class TokenizerFuzzTest {
  private static final String SAMPLE = "He llo\u00e9, <s> 12345 \ud83d\ude00\ud83d low foo\n";
  private static final JsonObject GOLDENS = resource("goldens.json");
  private static final JsonObject OLDER = resource("older-goldens.json");
  private static final List<String> FILES =
      GOLDENS.objects("files", json -> json.object("file").toString());
  private static final List<byte[]> MODELS =
      OLDER.objects(
          "files",
          json -> {
            JsonObject files = json.object("files");
            String name = files.has("spiece.model") ? "spiece.model" : "tokenizer.model";
            return Base64.getDecoder().decode(files.string(name, ""));
          });
  private static final List<Tokenizer> TOKENIZERS = tokenizers();

  private static List<Tokenizer> tokenizers() {
    List<Tokenizer> out = new ArrayList<>();
    for (String file : FILES) {
      out.add(Tokenizer.fromJson(file, null, Platform.NORMALIZER));
    }
    return out;
  }

  @Property(tries = 3000)
  void texts_haveOffsetsInsideThem(@ForAll("texts") String text) {
    for (Tokenizer tokenizer : TOKENIZERS) {
      Encoding encoding;
      try {
        encoding = tokenizer.encode(text);
      } catch (IllegalArgumentException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith("Expected a token for"), text);
        continue;
      }
      int last = 0;
      for (int i = 0; i < encoding.size(); i++) {
        if (encoding.sequenceIds()[i] != Encoding.NONE) {
          assertTrue(last <= encoding.start(i), text);
          assertTrue(encoding.start(i) <= encoding.end(i), text);
          assertTrue(encoding.end(i) <= text.length(), text);
          last = encoding.start(i);
        }
      }
      tokenizer.decode(encoding.inputIds(), true);
    }
  }

  @Property(tries = 3000)
  void byteLevelText_survives(@ForAll("texts") String text) {
    Tokenizer tokenizer = TokenizerInputTest.bytes();
    int[] ids = tokenizer.encode(text).inputIds();
    assertEquals(CodePoints.wellFormed(text), tokenizer.decode(ids, false));
  }

  @Property(tries = 3000)
  void damagedTokenizerJson_isReadOrRefused(@ForAll("files") String file) {
    try {
      Tokenizer tokenizer = Tokenizer.fromJson(file, null, Platform.NORMALIZER);
      tokenizer.decode(tokenizer.encode(SAMPLE, "b").inputIds(), true);
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 10, file);
    }
  }

  @Property(tries = 3000)
  void damagedSentencePieceModel_isReadOrRefused(
      @ForAll("models") byte[] model, @ForAll("classes") String name) {
    String config = "{\"tokenizer_class\": " + name + "}";
    Map<String, byte[]> files =
        Map.of(
            "spiece.model",
            model,
            "tokenizer_config.json",
            config.getBytes(StandardCharsets.UTF_8));
    try {
      Tokenizer tokenizer = Tokenizer.fromFiles(files, Platform.NORMALIZER);
      tokenizer.decode(tokenizer.encode(SAMPLE, "b").inputIds(), true);
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 10, config);
    }
  }

  @Property(tries = 3000)
  void regularExpressions_areReadOrRefused(
      @ForAll("expressions") String regex, @ForAll("texts") String text) {
    try {
      Pattern.Matches matches = RegexPattern.of(regex).in(text);
      int last = 0;
      while (matches.next()) {
        assertTrue(last <= matches.start() && matches.start() <= matches.end(), regex);
        last = matches.end();
      }
      assertTrue(last <= text.length(), regex);
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 10, regex);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(20);
    Arbitrary<String> likely =
        Arbitraries.of(
                "a",
                "Lo",
                "low",
                " ",
                "\n",
                "\r",
                "'s",
                "12",
                "\u00e9",
                "e",
                "\u0301",
                "\u1100",
                "\u1161",
                "\u11a8",
                "\ud83d",
                "\ude00",
                "\ud83d\ude00",
                "\u0000",
                "\ufb01",
                "<s>",
                "<mask>",
                "\u2581",
                "\uff76",
                "\uff9e",
                "\u200d",
                "\u0903",
                "\u0130",
                ",",
                "foo")
            .list()
            .ofMaxSize(14)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(any, likely);
  }

  @Provide
  Arbitrary<String> files() {
    return Mutations.of(FILES.toArray(new String[0]));
  }

  @Provide
  Arbitrary<byte[]> models() {
    List<byte[]> real = MODELS.stream().filter(model -> model.length > 0).toList();
    return Arbitraries.of(real).flatMap(Mutations::of);
  }

  @Provide
  Arbitrary<String> classes() {
    return Arbitraries.of(
        "null",
        "\"T5Tokenizer\"",
        "\"AlbertTokenizer\"",
        "\"XLNetTokenizer\"",
        "\"LlamaTokenizer\"",
        "\"XLMRobertaTokenizer\"",
        "\"CamembertTokenizer\"",
        "\"DebertaV2Tokenizer\"");
  }

  @Provide
  Arbitrary<String> expressions() {
    return Mutations.of(
        "(?i:'s|'t)|[^\\r\\n\\p{L}]?+\\p{L}+|\\p{N}{1,3}+|\\s+(?!\\S)|(a|b*)*?c{2}",
        "(?<=a)b(?>x+)[a-z&&[^b]]\\b|^.$|\\u0041\\x{42}");
  }

  private static JsonObject resource(String name) {
    try (InputStream in = TokenizerFuzzTest.class.getResourceAsStream(name)) {
      return JsonObject.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
