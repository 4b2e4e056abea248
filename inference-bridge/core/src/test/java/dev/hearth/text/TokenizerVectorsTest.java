package dev.hearth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.json.JsonObject;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expectations of transformers.js's own tests, from the older files and from a new one. */
class TokenizerVectorsTest {
  private static final String BERT = "tokenizers/bert-base-uncased/";
  private static final String GPT2 = "tokenizers/gpt2/";

  @Test
  void bert_fromVocabTxt() throws IOException {
    Tokenizer tokenizer =
        Tokenizer.fromVocabTxt(read(BERT + "vocab.txt"), null, Platform.NORMALIZER);
    assertEquals(30, check(tokenizer, BERT));
  }

  @Test
  void bert_fromTokenizerJson() throws IOException {
    Map<String, Object> vocabulary = new LinkedHashMap<>();
    for (String token : read(BERT + "vocab.txt").split("\n", -1)) {
      if (!token.isEmpty()) {
        vocabulary.put(token, vocabulary.size());
      }
    }
    JsonObject model =
        typed("WordPiece")
            .put("unk_token", "[UNK]")
            .put("continuing_subword_prefix", "##")
            .put("max_input_chars_per_word", 100)
            .put("vocab", vocabulary);
    List<JsonObject> added = new ArrayList<>();
    for (String token : List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")) {
      added.add(added((int) vocabulary.get(token), token));
    }
    JsonObject json =
        new JsonObject()
            .put("version", "1.0")
            .put("added_tokens", added)
            .put(
                "normalizer",
                typed("BertNormalizer")
                    .put("clean_text", true)
                    .put("handle_chinese_chars", true)
                    .put("lowercase", true))
            .put("pre_tokenizer", typed("BertPreTokenizer"))
            .put("post_processor", template())
            .put("decoder", typed("WordPiece").put("prefix", "##").put("cleanup", true))
            .put("model", model);
    Tokenizer tokenizer = Tokenizer.fromJson(json.toString(), null, Platform.NORMALIZER);
    assertEquals(30, check(tokenizer, BERT));
  }

  @Test
  void gpt2_fromVocabAndMerges() throws IOException {
    Tokenizer tokenizer =
        Tokenizer.fromVocabAndMerges(
            read(GPT2 + "vocab.json"), read(GPT2 + "merges.txt"), null, Platform.NORMALIZER);
    assertEquals(26, check(tokenizer, GPT2));
  }

  @Test
  void gpt2_fromTokenizerJson() throws IOException {
    for (boolean pairs : new boolean[] {false, true}) {
      List<Object> merges = new ArrayList<>();
      for (String line : read(GPT2 + "merges.txt").split("\n", -1)) {
        if (!line.isEmpty() && !line.startsWith("#version")) {
          merges.add(pairs ? Arrays.asList(line.split(" ", -1)) : line);
        }
      }
      JsonObject byteLevel =
          typed("ByteLevel").put("add_prefix_space", false).put("trim_offsets", true);
      JsonObject json =
          new JsonObject()
              .put("version", "1.0")
              .put("added_tokens", List.of(added(50256, "<|endoftext|>")))
              .put("pre_tokenizer", byteLevel)
              .put("post_processor", byteLevel)
              .put("decoder", byteLevel)
              .put(
                  "model",
                  typed("BPE")
                      .put("fuse_unk", false)
                      .put(
                          "vocab",
                          JsonObject.parse("vocab.json", read(GPT2 + "vocab.json")).members())
                      .put("merges", merges));
      Tokenizer tokenizer = Tokenizer.fromJson(json.toString(), null, Platform.NORMALIZER);
      assertEquals(26, check(tokenizer, GPT2));
    }
  }

  @Test
  void gpt2_splitsAsItsRegularExpression() {
    // The hand-written words against java.util.regex, on texts of every mix of classes.
    String[] parts = {"'s", "'", "a", "Zé", " ", "  ", "\n", "\u00a0", "7", "½", "!", "'ll", "😀"};
    Pattern slow = RegexPattern.of("(?:" + Gpt2Words.REGEX + ")");
    int state = 1;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        state = state * 1_103_515_245 + 12_345;
        text.append(parts[(state >>> 16) % parts.length]);
      }
      assertEquals(all(slow, text.toString()), all(Gpt2Words::new, text.toString()));
    }
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> out = new ArrayList<>();
    Pattern.Matches matches = pattern.in(text);
    while (matches.next()) {
      out.add(text.substring(matches.start(), matches.end()));
    }
    return out;
  }

  private static int check(Tokenizer tokenizer, String folder) throws IOException {
    int[] seen = {0};
    JsonObject.parse("vectors.json", read(folder + "vectors.json"))
        .objects(
            "cases",
            json -> {
              String id = json.string("id");
              String text = json.string("text");
              Encoding encoding =
                  json.has("text_pair")
                      ? tokenizer.encode(text, json.string("text_pair"))
                      : tokenizer.encode(text);
              double[] ids = json.numbers("ids");
              int[] expected = Arrays.stream(ids).mapToInt(one -> (int) one).toArray();
              assertEquals(Arrays.toString(expected), Arrays.toString(encoding.inputIds()), id);
              List<String> tokens = new ArrayList<>();
              int[] special = encoding.specialTokensMask();
              for (int i = 0; i < special.length; i++) {
                if (special[i] == 0) {
                  tokens.add(encoding.tokens().get(i));
                }
              }
              assertEquals(json.strings("tokens"), tokens, id);
              assertEquals(json.string("decoded"), tokenizer.decode(expected, false), id);
              return seen[0]++;
            });
    return seen[0];
  }

  private static JsonObject template() {
    JsonObject cls = piece("SpecialToken", "[CLS]", 0);
    JsonObject sep = piece("SpecialToken", "[SEP]", 0);
    JsonObject first = piece("Sequence", "A", 0);
    return typed("TemplateProcessing")
        .put("single", List.of(cls, first, sep))
        .put(
            "pair",
            List.of(cls, first, sep, piece("Sequence", "B", 1), piece("SpecialToken", "[SEP]", 1)))
        .put(
            "special_tokens",
            new JsonObject()
                .put("[CLS]", special("[CLS]", 101))
                .put("[SEP]", special("[SEP]", 102)));
  }

  private static JsonObject piece(String kind, String id, int type) {
    return new JsonObject().put(kind, new JsonObject().put("id", id).put("type_id", type));
  }

  private static JsonObject special(String token, int id) {
    return new JsonObject().put("id", token).put("ids", List.of(id)).put("tokens", List.of(token));
  }

  private static JsonObject added(int id, String token) {
    return new JsonObject()
        .put("id", id)
        .put("content", token)
        .put("single_word", false)
        .put("lstrip", false)
        .put("rstrip", false)
        .put("normalized", false)
        .put("special", true);
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private static String read(String path) throws IOException {
    return Files.readString(TestData.path(path));
  }
}
