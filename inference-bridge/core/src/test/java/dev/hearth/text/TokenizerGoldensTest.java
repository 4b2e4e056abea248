package dev.hearth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the Python libraries make of texts, exactly: see the scripts beside the goldens. */
class TokenizerGoldensTest {
  @TestFactory
  Stream<DynamicTest> tokenizerJson() throws IOException {
    return tests("goldens.json");
  }

  @TestFactory
  Stream<DynamicTest> olderFiles() throws IOException {
    return tests("older-goldens.json");
  }

  @Test
  void allAreThere() throws IOException {
    assertEquals(83, tokenizerJson().count());
    assertEquals(19, olderFiles().count());
  }

  private static Stream<DynamicTest> tests(String resource) throws IOException {
    return JsonObject.parse(resource, resource(resource))
        .objects("files", json -> DynamicTest.dynamicTest(json.string("name"), () -> check(json)))
        .stream();
  }

  private static void check(JsonObject golden) {
    Tokenizer tokenizer = tokenizer(golden);
    List<Integer> seen =
        golden.objects(
            "cases",
            json -> {
              if (json.has("text")) {
                checkEncoding(tokenizer, json);
              }
              if (json.has("decoded")) {
                String decoded = tokenizer.decode(ints(json, "ids"), json.has("text"));
                assertEquals(json.string("decoded"), decoded, json.toString());
              }
              return 1;
            });
    assertEquals(true, seen.size() >= 8);
  }

  private static Tokenizer tokenizer(JsonObject golden) {
    if (golden.has("file")) {
      String config = "{\"clean_up_tokenization_spaces\": false}";
      return Tokenizer.fromJson(golden.object("file").toString(), config, Platform.NORMALIZER);
    }
    Map<String, byte[]> files = new TreeMap<>();
    JsonObject encoded = golden.object("files");
    for (String name : encoded.members().keySet()) {
      files.put(name, Base64.getDecoder().decode(encoded.string(name)));
    }
    String config = golden.object("config").toString();
    files.put("tokenizer_config.json", config.getBytes(StandardCharsets.UTF_8));
    return Tokenizer.fromFiles(files, Platform.NORMALIZER);
  }

  private static void checkEncoding(Tokenizer tokenizer, JsonObject json) {
    String message = json.toString();
    String text = json.string("text");
    String pair = json.string("pair", "");
    Encoding encoding = pair.isEmpty() ? tokenizer.encode(text) : tokenizer.encode(text, pair);
    if (json.has("tokens")) {
      assertEquals(json.strings("tokens"), encoding.tokens(), message);
    }
    assertSame(json, "ids", encoding.inputIds());
    assertSame(json, "words", encoding.wordIds());
    assertSame(json, "types", encoding.tokenTypeIds());
    List<Integer> offsets = new ArrayList<>();
    for (int i = 0; i < encoding.size(); i++) {
      String owner = encoding.sequenceIds()[i] == 1 ? pair : text;
      offsets.add(owner.codePointCount(0, encoding.start(i)));
      offsets.add(owner.codePointCount(0, encoding.end(i)));
    }
    assertSame(json, "offsets", offsets.stream().mapToInt(offset -> offset).toArray());
  }

  private static void assertSame(JsonObject json, String key, int[] found) {
    if (json.has(key)) {
      assertEquals(Arrays.toString(ints(json, key)), Arrays.toString(found), key + " of " + json);
    }
  }

  private static int[] ints(JsonObject json, String key) {
    return Arrays.stream(json.numbers(key)).mapToInt(number -> (int) number).toArray();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = TokenizerGoldensTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
