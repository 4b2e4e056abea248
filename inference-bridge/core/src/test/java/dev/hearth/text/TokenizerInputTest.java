package dev.hearth.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Texts nobody means to write. */
class TokenizerInputTest {
  private static final int MEGABYTE = 1 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Tokenizer bert =
      Tokenizer.fromVocabTxt(
          "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##a\n##aa\nb\n",
          "{\"clean_up_tokenization_spaces\": false}",
          Platform.NORMALIZER);

  static Tokenizer bytes() {
    StringBuilder vocabulary = new StringBuilder();
    for (int b = 0; b < 256; b++) {
      char c = ByteLevel.charOf(b);
      String text = c == '"' || c == '\\' ? "\\" + c : String.valueOf(c);
      vocabulary.append('"').append(text).append("\": ").append(b).append(", ");
    }
    String vocab = "{" + vocabulary + "\"aa\": 256, \"aaaa\": 257, \"ab\": 258}";
    return Tokenizer.fromVocabAndMerges(
        vocab,
        "#version: 0.2\na a\naa aa\na b\n",
        "{\"clean_up_tokenization_spaces\": false}",
        Platform.NORMALIZER);
  }

  private static Tokenizer unigram() {
    String json =
        """
        {"model": {"type": "Unigram", "unk_id": 0,
          "vocab": [["<unk>", 0], ["a", -2], ["aa", -3], ["aaaaaaaa", -4]]}}
        """;
    return Tokenizer.fromJson(json, null, Platform.NORMALIZER);
  }

  @Test
  void emptyText_hasNoTokens() {
    assertArrayEquals(new int[] {2, 3}, bert.encode("").inputIds());
    assertArrayEquals(new int[] {2, 3, 3}, bert.encode("", "").inputIds());
    assertEquals(0, bytes().encode("").size());
    assertEquals(0, unigram().encode("").size());
    assertEquals("", bert.decode(new int[0], false));
    assertEquals("", bert.decode(new int[] {-1, 1_000_000}, false));
  }

  @Test
  void rareCharacters_amidAscii_changeNothingAround() {
    for (Tokenizer tokenizer : new Tokenizer[] {bert, bytes()}) {
      for (String rare : new String[] {"\u00e0", "a\u0301", "\u4e2d", "\u0130b", "\ud83d\ude00"}) {
        String[] words = {"aaaaBaaaaaaa", " " + rare + "aa", " bA", " aaaaaaaaaaaaaa", " " + rare};
        Encoding whole = tokenizer.encode(String.join("", words));
        int token = tokenizer == bert ? 1 : 0;
        int from = 0;
        for (String word : words) {
          Encoding alone = tokenizer.encode(word);
          for (int i = 0; i < alone.size(); i++) {
            if (alone.specialTokensMask()[i] == 0) {
              assertEquals(alone.inputIds()[i], whole.inputIds()[token], rare);
              assertEquals(from + alone.start(i), whole.start(token), rare);
              assertEquals(from + alone.end(i), whole.end(token), rare);
              token++;
            }
          }
          from += word.length();
        }
        assertEquals(whole.size(), tokenizer == bert ? token + 1 : token);
      }
    }
  }

  @Test
  void loneSurrogates_areReplacementCharacters() {
    for (String text : new String[] {"a\ud83d", "\ude00a", "\ud83d\ud83d\ude00", "\ude00\ud83d"}) {
      String expected = CodePoints.wellFormed(text);
      Tokenizer tokenizer = bytes();
      Encoding encoding = tokenizer.encode(text);
      assertEquals(expected, tokenizer.decode(encoding.inputIds(), false));
      assertTrue(bert.encode(text).size() >= 2);
      assertTrue(unigram().encode(text).size() >= 1);
    }
    assertEquals("\ufffd\ud83d\ude00", CodePoints.wellFormed("\ud83d\ud83d\ude00"));
    assertArrayEquals(new int[] {2, 4, 3}, bert.encode("\ud83da").inputIds());
  }

  @Test
  void megabyteWords_end() {
    String word = "a".repeat(MEGABYTE);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          assertArrayEquals(new int[] {2, 1, 3}, bert.encode(word).inputIds());
          assertEquals(MEGABYTE / 4, bytes().encode(word).size());
          assertEquals(MEGABYTE / 8, unigram().encode(word).size());
          assertEquals(MEGABYTE / 2, bytes().encode("ab".repeat(MEGABYTE / 2)).size());
          assertEquals(3, bert.encode("\u0301".repeat(MEGABYTE) + "a").size());
          assertEquals(MEGABYTE + 2, bert.encode("b ".repeat(MEGABYTE)).size());
          assertEquals(1, unigram().encode("\ud83d\ude00".repeat(MEGABYTE / 2)).size());
        });
  }

  @Test
  void regularExpressions_endOrSayWhyNot() {
    String many = "ab".repeat(450);
    Pattern.Matches matches = RegexPattern.of("(?:ab)+").in(many);
    assertTrue(matches.next());
    assertEquals(many.length(), matches.end());
    Pattern.Matches digits = RegexPattern.of("\\p{N}{1,3}+").in("1".repeat(MEGABYTE));
    assertTrue(digits.next());
    assertEquals(MEGABYTE, digits.end());
    String[] slow = {"(a+)+b", "(a|aa)+b", "(?:(?:a*)*)*b"};
    for (String regex : slow) {
      Pattern.Matches hopeless = RegexPattern.of(regex).in("a".repeat(400));
      assertTimeoutPreemptively(
          LIMIT, () -> assertThrows(IllegalArgumentException.class, hopeless::next, regex));
    }
  }

  @Test
  void anyText_hasOffsetsInsideItAndBytesSurvive() {
    String alphabet =
        "ab \n\u0000\u00e9e\u0301\ud83d\ude00\u4e1c\u0130\uac00\u1161\uff76\uff9e\u200d'st9";
    Tokenizer byteLevel = bytes();
    int state = 7;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 12; j++) {
        state = state * 1_103_515_245 + 12_345;
        text.append(alphabet.charAt((state >>> 16) % alphabet.length()));
      }
      String input = text.toString();
      for (Tokenizer tokenizer : new Tokenizer[] {bert, byteLevel, unigram()}) {
        assertOffsetsInside(tokenizer.encode(input), input.length());
      }
      assertEquals(
          CodePoints.wellFormed(input),
          byteLevel.decode(byteLevel.encode(input).inputIds(), false));
    }
  }

  private static void assertOffsetsInside(Encoding encoding, int length) {
    int last = 0;
    for (int i = 0; i < encoding.size(); i++) {
      if (encoding.sequenceIds()[i] != Encoding.NONE) {
        assertTrue(encoding.start(i) >= last, "start");
        assertTrue(encoding.end(i) >= encoding.start(i) && encoding.end(i) <= length, "end");
        last = encoding.start(i);
      }
    }
  }
}
