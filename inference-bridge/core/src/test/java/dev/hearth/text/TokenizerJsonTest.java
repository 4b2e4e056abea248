package dev.hearth.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Small tokenizer.json files, one for each thing a file can ask for. */
class TokenizerJsonTest {
  private static final String BERT_PARTS =
      """
      "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
        "strip_accents": null, "lowercase": true},
      "pre_tokenizer": {"type": "BertPreTokenizer"},
      "post_processor": {"type": "TemplateProcessing",
        "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
          {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
        "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
          {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
          {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
        "special_tokens": {
          "[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
          "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}}},
      "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
      "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100, "vocab": {"[PAD]": 0, "[CLS]": 1, "[SEP]": 2, "[UNK]": 3,
        "hello": 4, "world": 5, "##s": 6, ",": 7, "cafe": 8, "[MASK]": 9, "東": 10}}
      """;

  private static final String UNIGRAM =
      """
      "model": {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["▁", -3], ["▁he", -2.5],
        ["▁hello", -8.5], ["llo", -2.5], ["l", -4], ["lo", -4], ["▁w", -5], ["orld", -3], ["o", -4]]}
      """;

  private static Tokenizer of(String members) {
    return Tokenizer.fromJson("{\"version\": \"1.0\", " + members + "}", null, Platform.NORMALIZER);
  }

  private static String spans(Encoding encoding) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < encoding.size(); i++) {
      out.add(encoding.start(i) + "-" + encoding.end(i));
    }
    return String.join(" ", out);
  }

  private static void assertTokens(String expected, Encoding encoding) {
    assertEquals(expected, String.join(" ", encoding.tokens()));
  }

  @Test
  void offsets_pointIntoTheOriginal() {
    Encoding encoding = of(BERT_PARTS).encode("\u0001Caf\u00e9,  HELLOs 東cafe\u0301");
    assertTokens("[CLS] cafe , hello ##s 東 cafe [SEP]", encoding);
    assertEquals("0-0 1-5 5-6 8-13 13-14 15-16 16-20 0-0", spans(encoding));
    assertArrayEquals(new int[] {-1, 0, 1, 2, 2, 3, 4, -1}, encoding.wordIds());
    assertArrayEquals(new int[] {1, 0, 0, 0, 0, 0, 0, 1}, encoding.specialTokensMask());
  }

  @Test
  void pair_hasTypesAndSequences() {
    Encoding encoding = of(BERT_PARTS).encode("hello", "world, x");
    assertTokens("[CLS] hello [SEP] world , [UNK] [SEP]", encoding);
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 1}, encoding.tokenTypeIds());
    assertArrayEquals(new int[] {-1, 0, -1, 1, 1, 1, -1}, encoding.sequenceIds());
    assertEquals("0-0 0-5 0-0 0-5 5-6 7-8 0-0", spans(encoding));
  }

  @Test
  void truncation_longestFirst() {
    String truncation =
        """
        "truncation": {"direction": "Right", "max_length": 6, "strategy": "LongestFirst",
          "stride": 0},
        """;
    Tokenizer tokenizer = of(truncation + BERT_PARTS);
    assertTokens("[CLS] hello hello hello hello [SEP]", tokenizer.encode("hello ".repeat(9)));
    assertTokens(
        "[CLS] hello [SEP] world world [SEP]",
        tokenizer.encode("hello", "world world world world"));
    assertTokens(
        "[CLS] hello [SEP] world world [SEP]",
        tokenizer.encode("hello hello hello", "world world world world"));
    assertTokens(
        "[CLS] hello hello [SEP] world [SEP]",
        tokenizer.encode("hello hello hello hello", "world"));
    assertThrows(IllegalArgumentException.class, () -> tokenizer.truncatedTo(1).encode("hello"));
  }

  @Test
  void windows_areThoseOfThePythonLibrary() {
    // Expectations printed by tokenizers 0.22.2.
    StringBuilder vocabulary = new StringBuilder();
    for (int i = 0; i < 28; i++) {
      vocabulary.append('"').append(i).append("\": ").append(i).append(", ");
    }
    Tokenizer tokenizer =
        of(
            "\"pre_tokenizer\": {\"type\": \"WhitespaceSplit\"},"
                + "\"post_processor\": {\"type\": \"BertProcessing\", \"sep\": [\"29\", 29],"
                + "\"cls\": [\"28\", 28]}, \"model\": {\"type\": \"WordLevel\", \"unk_token\":"
                + "\"0\", \"vocab\": {"
                + vocabulary
                + "\"28\": 28, \"29\": 29}}");
    String text = "0 1 2 3 4 5 6 7 8 9";
    String pair = "10 11 12 13 14 15 16 17";
    assertWindows(
        "28 0 1 2 3 29|28 2 3 4 5 29|28 4 5 6 7 29|28 6 7 8 9 29",
        tokenizer.truncatedTo(6, TruncationStrategy.ONLY_FIRST, 2).encodeWindows(text));
    assertWindows(
        "28 0 1 2 29 10 11 12 29|28 0 1 2 29 12 13 14 29|28 0 1 2 29 14 15 16 29"
            + "|28 0 1 2 29 16 17 29",
        tokenizer.truncatedTo(9, TruncationStrategy.ONLY_SECOND, 1).encodeWindows("0 1 2", pair));
    assertWindows(
        "28 0 1 2 29 10 11 12 29|28 2 3 4 29 10 11 12 29|28 2 3 4 29 12 13 14 29"
            + "|28 0 1 2 29 12 13 14 29",
        tokenizer
            .truncatedTo(9, TruncationStrategy.LONGEST_FIRST, 1)
            .encodeWindows("0 1 2 3 4", "10 11 12 13 14"));
    assertWindows("28 29", tokenizer.truncatedTo(2).encodeWindows(text));
    assertThrows(
        IllegalArgumentException.class,
        () -> tokenizer.truncatedTo(9, TruncationStrategy.ONLY_FIRST, 1).encode(text, pair));
    assertThrows(
        IllegalArgumentException.class,
        () -> tokenizer.truncatedTo(6, TruncationStrategy.ONLY_FIRST, 4).encode(text));
  }

  private static void assertWindows(String expected, List<Encoding> windows) {
    List<String> found = new ArrayList<>();
    for (Encoding window : windows) {
      found.add(String.join(" ", window.tokens()));
    }
    assertEquals(expected, String.join("|", found));
  }

  @Test
  void truncation_onlySecondFromTheLeft() {
    String truncation =
        """
        "truncation": {"direction": "Left", "max_length": 6, "strategy": "OnlySecond", "stride": 1},
        """;
    assertTokens(
        "[CLS] hello [SEP] world , [SEP]",
        of(truncation + BERT_PARTS).encode("hello", "hello hello world,"));
  }

  @Test
  void padding_toLengthAndToTheLongest() {
    String fixed =
        """
        "padding": {"strategy": {"Fixed": 5}, "direction": "Right", "pad_to_multiple_of": null,
          "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
        """;
    Encoding encoding = of(fixed + BERT_PARTS).encode("hello");
    assertTokens("[CLS] hello [SEP] [PAD] [PAD]", encoding);
    assertArrayEquals(new int[] {1, 1, 1, 0, 0}, encoding.attentionMask());
    assertArrayEquals(new int[] {1, 0, 1, 1, 1}, encoding.specialTokensMask());
    String longest =
        """
        "padding": {"strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": 4,
          "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"},
        """;
    List<Encoding> all = of(longest + BERT_PARTS).encodeAll(List.of("hello", "hello world, world"));
    assertTokens("[PAD] [PAD] [PAD] [PAD] [PAD] [CLS] hello [SEP]", all.get(0));
    assertTokens("[PAD] [PAD] [CLS] hello world , world [SEP]", all.get(1));
    assertTokens(
        "[CLS] hello [SEP] [PAD]", of(BERT_PARTS).paddedTo(4).truncatedTo(4).encode("hello"));
  }

  @Test
  void addedTokens_areFoundAsTheySay() {
    String added =
        """
        "added_tokens": [
          {"id": 1, "content": "[CLS]", "special": true},
          {"id": 2, "content": "[SEP]", "special": true},
          {"id": 9, "content": "[MASK]", "single_word": false, "lstrip": true, "rstrip": false,
           "normalized": false, "special": true},
          {"id": 20, "content": "Foo", "single_word": true, "lstrip": false, "rstrip": false,
           "normalized": true, "special": false},
          {"id": 21, "content": "<a>", "single_word": false, "lstrip": false, "rstrip": true,
           "normalized": false, "special": false},
          {"id": 22, "content": "<a><b>", "single_word": false, "lstrip": false, "rstrip": false,
           "normalized": false, "special": false}],
        """;
    Tokenizer tokenizer = of(added + BERT_PARTS);
    Encoding mask = tokenizer.encode("hello  [MASK] world");
    assertTokens("[CLS] hello   [MASK] world [SEP]", mask);
    assertEquals("0-0 0-5 5-13 14-19 0-0", spans(mask));
    assertTokens("[CLS] foo , foo [UNK] [SEP]", tokenizer.encode("foo, FOO foos"));
    assertTokens("[CLS] <a>   hello <a><b> [SEP]", tokenizer.encode("<a>  hello<a><b>"));
    int[] ids = mask.inputIds();
    assertEquals("hello world", tokenizer.decode(new int[] {1, 4, 5, 2}, true));
    assertEquals("[CLS] hello [MASK] world [SEP]", tokenizer.decode(ids, false));
  }

  @Test
  void unigram_takesTheLikeliestCut() {
    String metaspace =
        """
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
        "decoder": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
        """;
    Tokenizer tokenizer = of(metaspace + UNIGRAM);
    Encoding encoding = tokenizer.encode("hello  world");
    assertTokens("▁he llo ▁ ▁w orld", encoding);
    assertEquals("0-2 2-5 5-6 6-8 8-12", spans(encoding));
    assertEquals("hello  world", tokenizer.decode(encoding.inputIds(), false));
    Encoding unknown = tokenizer.encode("hexyz😀lo");
    assertTokens("▁he xyz😀 lo", unknown);
    assertArrayEquals(new int[] {2, 0, 6}, unknown.inputIds());
    assertEquals("0-2 2-7 7-9", spans(unknown));
  }

  @Test
  void unigram_fallsBackToBytes() {
    StringBuilder bytes = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      bytes.append(", [\"").append(ByteFallback.token(b)).append("\", -20]");
    }
    String json =
        """
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"},
          {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
        "decoder": {"type": "Sequence", "decoders": [
          {"type": "Replace", "pattern": {"String": "▁"}, "content": " "},
          {"type": "ByteFallback"}, {"type": "Fuse"},
          {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
        "model": {"type": "Unigram", "unk_id": 0, "byte_fallback": true, "vocab": [["<unk>", 0],
          ["▁he", -1], ["llo", -2]"""
            + bytes
            + "]}";
    Tokenizer tokenizer = of(json);
    Encoding encoding = tokenizer.encode("helloé");
    assertTokens("▁he llo <0xC3> <0xA9>", encoding);
    assertEquals("0-2 2-5 5-6 5-6", spans(encoding));
    assertEquals("helloé", tokenizer.decode(encoding.inputIds(), false));
    assertEquals("llo\ufffd\ufffd", tokenizer.decode(new int[] {2, 3 + 0xc3, 3 + 0xff}, false));
  }

  @Test
  void bpe_withUnknownSuffixAndPrefix() {
    String suffix =
        """
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "decoder": {"type": "BPEDecoder", "suffix": "</w>"},
        "model": {"type": "BPE", "dropout": null, "unk_token": "<unk>", "fuse_unk": true,
          "continuing_subword_prefix": null, "end_of_word_suffix": "</w>",
          "vocab": {"<unk>": 0, "l": 1, "o": 2, "w</w>": 3, "lo": 4, "low</w>": 5, "o</w>": 6},
          "merges": ["l o", "lo w</w>"]}
        """;
    Tokenizer tokenizer = of(suffix);
    assertTokens("low</w> lo o</w> <unk> o</w>", tokenizer.encode("low loo xyo"));
    assertEquals("low loo", tokenizer.decode(new int[] {5, 4, 6}, false));
    String prefix =
        """
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "BPE", "continuing_subword_prefix": "##",
          "vocab": {"a": 0, "##b": 1, "##c": 2, "ab": 3, "abc": 4}, "merges": [["a", "##b"],
          ["ab", "##c"]]}
        """;
    assertTokens("abc ab", of(prefix).encode("abc ab"));
  }

  @Test
  void roberta_trimsOffsets() {
    String json =
        """
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true},
        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0],
          "trim_offsets": true, "add_prefix_space": true},
        "decoder": {"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true},
        "model": {"type": "BPE", "vocab": {"<s>": 0, "</s>": 2, "Ġ": 3, "a": 4, "Ġa": 5, "Ã": 6,
          "©": 7}, "merges": ["Ġ a"]}
        """;
    Tokenizer tokenizer = of(json);
    Encoding encoding = tokenizer.encode("a a é", "a");
    assertTokens("<s> Ġa Ġa Ġ Ã © </s> </s> Ġa </s>", encoding);
    assertEquals("0-0 0-1 2-3 4-4 4-5 4-5 0-0 0-0 0-1 0-0", spans(encoding));
    assertArrayEquals(new int[10], encoding.tokenTypeIds());
  }

  @Test
  void preTokenizers_cut() {
    assertWords("Whitespace", "", "it's 12||", "it|'|s|12|||");
    assertWords("WhitespaceSplit", "", " it's  12 ", "it's|12");
    assertWords("Punctuation", ", \"behavior\": \"MergedWithPrevious\"", "a.b!", "a.|b!");
    assertWords("Punctuation", ", \"behavior\": \"MergedWithNext\"", "a..b", "a|.|.b");
    assertWords("Punctuation", ", \"behavior\": \"Contiguous\"", "a..b", "a|..|b");
    assertWords("Digits", ", \"individual_digits\": true", "ab12", "ab|1|2");
    assertWords("Digits", ", \"individual_digits\": false", "ab12c", "ab|12|c");
    String split = ", \"pattern\": {\"Regex\": \"\\\\s+\"}, \"behavior\": \"Removed\"";
    assertWords("Split", split, "a\u3000b c", "a|b|c");
    String digits =
        ", \"pattern\": {\"Regex\": \"\\\\p{N}{1,3}\"}, \"behavior\": \"Removed\", \"invert\": true";
    assertWords("Split", digits, "x1234y", "123|4");
  }

  private static void assertWords(String type, String options, String text, String expected) {
    String json =
        "\"pre_tokenizer\": {\"type\": \""
            + type
            + "\""
            + options
            + "}, \"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [[\"?\", 0]]}";
    assertEquals(expected, String.join("|", of(json).encode(text).tokens()), type);
  }

  @Test
  void normalizers_keepOrigins() {
    String json =
        """
        "normalizer": {"type": "Sequence", "normalizers": [
          {"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"},
          {"type": "Strip", "strip_left": true, "strip_right": true},
          {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}]},
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "model": {"type": "Unigram", "unk_id": 0, "vocab": [["?", 0]]}
        """;
    Encoding encoding = of(json).encode("  ﬁÉ   İA각 ");
    assertTokens("fie iaᄀ\u1161ᆨ", encoding);
    assertEquals("2-4 7-10", spans(encoding));
  }

  @Test
  void malformedFiles_areRefused() {
    String model = "\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"[UNK]\": 0}}";
    assertTokens("[UNK]", of(model).encode("x"));
    String[] wrong = {
      "\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": 0}}",
      "\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"[UNK]\": -1}}",
      "\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"[UNK]\": \"a\"}}",
      "\"model\": {\"type\": \"WordPiece\", \"vocab\": {\"[UNK]\": 1e9}}",
      "\"model\": {\"type\": \"WordLevels\", \"vocab\": {\"[UNK]\": 0}}",
      "\"model\": {\"type\": \"BPE\", \"dropout\": 0.1, \"vocab\": {\"a\": 0}, \"merges\": []}",
      "\"model\": {\"type\": \"Unigram\", \"unk_id\": 3, \"vocab\": [[\"a\", 0]]}",
      "\"model\": {\"type\": \"Unigram\", \"vocab\": [[\"a\"]]}",
      "\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"aa\"]}",
      "\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a b\"]}",
      "\"normalizer\": {\"type\": \"Nmt2\"}, " + model,
      "\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"AAAA\"}, " + model,
      "\"normalizer\": {\"type\": \"Precompiled\", \"precompiled_charsmap\": \"/////w==\"}, "
          + model,
      "\"pre_tokenizer\": {\"type\": \"UnicodeScripts\"}, " + model,
      "\"pre_tokenizer\": {\"type\": \"Split\", \"pattern\": {\"Regex\": \"(\"}}, " + model,
      "\"decoder\": {\"type\": \"Fuse\", \"more\": 1}, " + model,
      "\"post_processor\": {\"type\": \"BertProcessing\"}, " + model,
      "\"truncation\": {\"max_length\": 3, \"strategy\": \"X\"}, " + model,
      "\"padding\": {\"strategy\": \"X\"}, " + model,
      "\"padding\": {\"strategy\": {\"Fixed\": 2000000000}}, " + model,
      "\"something\": 1, " + model,
      "\"version\": \"1.0\", " + model,
      "\"added_tokens\": [{\"content\": \"x\"}], " + model,
      "\"normalizer\": null",
      model + ","
    };
    for (String members : wrong) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> of(members), members);
      assertTrue(String.valueOf(e.getMessage()).length() > 20, members);
    }
    for (String text : new String[] {"", "[]", "{", "null", "\"", "{\"model\": []}", "\ud83d"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> Tokenizer.fromJson(text, null, Platform.NORMALIZER),
          text);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Tokenizer.fromVocabTxt("a\nb", null, Platform.NORMALIZER));
    assertThrows(
        IllegalArgumentException.class,
        () -> Tokenizer.fromVocabAndMerges("{\"a\": 0}", "a a b\n", null, Platform.NORMALIZER));
  }
}
