package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.Channels.Canary;
import dev.hearth.predict.ModelLocator;
import dev.hearth.runtime.InferenceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String SIGNATURE = "A".repeat(86) + "==";
  private static final String UNSIGNED =
      """
      {
        "release": 7,
        "stable": "2.0.1",
        "canary": {
          "version": "2.1.0",
          "percent": 10
        },
        "blocked": ["2.0.0"],
        "previous": ["1.1.0", "1.0.0"],
        "manifests": {
          "2.1.0": "%1$s",
          "2.0.1": "%1$s"
        }
      }
      """
          .formatted(HASH);
  private static final String SIGNED =
      UNSIGNED.substring(0, UNSIGNED.length() - 3)
          + ",\n  \"signature\": \""
          + SIGNATURE
          + "\"\n}\n";

  @Test
  void parseAndToJson_keepEveryKeyInItsOrder() {
    Map<String, String> hashes = new LinkedHashMap<>();
    hashes.put("2.1.0", HASH);
    hashes.put("2.0.1", HASH);
    Channels expected =
        new Channels(
            7,
            "2.0.1",
            new Canary("2.1.0", 10),
            List.of("2.0.0"),
            List.of("1.1.0", "1.0.0"),
            hashes,
            SIGNATURE);

    assertEquals(expected, Channels.parse(SIGNED));
    assertEquals(SIGNED, expected.toJson());
    assertEquals(SIGNED, Channels.parse(SIGNED).toJson());
  }

  @Test
  void toJson_leavesOutWhatNobodyCountsOrSigns() {
    String text = "{\n  \"stable\": \"1.0.0\",\n  \"blocked\": []\n}\n";

    assertEquals(text, new Channels("1.0.0", null, List.of()).toJson());
    assertEquals(new Channels("1.0.0", null, List.of()), Channels.parse(text));
  }

  @Test
  void signedText_isTheFileWithoutItsLastMember() {
    Channels channels = Channels.parse(SIGNED);

    assertEquals(UNSIGNED, channels.signedText());
    assertEquals(UNSIGNED, SIGNED.replaceFirst(",\n {2}\"signature\": \"[^\"]*\"", ""));
    assertEquals(UNSIGNED, Channels.parse(UNSIGNED).signedText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"release\": 7 | \"release\": -1 | Expected release to be at least 0, found -1",
        "\"release\": 7 | \"release\": 7.5 | Expected release to be a whole number under 2^31,",
        "\"release\": 7 | \"release\": 1e10 | Expected release to be a whole number under 2^31,",
        "\"release\": 7 | \"release\": \"7\" | Expected release to be a number",
        "\"release\": 7 | \"newest\": 7 | Unknown key newest, expected one of release, stable,",
        "\"percent\": 10 | \"percent\": 101 | Expected canary.percent to be 0 to 100, found 101",
        "\"1.0.0\"] | 1] | Expected previous to be an array of strings",
        "\"2.1.0\": \"0 | \"2.1.0\": \"F | Expected manifests.2.1.0 to be 64 lower-case",
        "\"2.1.0\": \"0 | \"2.1.0\": \"00 | Expected manifests.2.1.0 to be 64 lower-case",
        "\"signature\": \"A | \"signature\": \" | Expected signature to be the base64 of 64 bytes",
      })
  void parse_refusesWhatIsNotAgreed(String part, String other, String sentence) {
    assertTrue(SIGNED.contains(part), part);
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () -> Channels.parse(SIGNED.replaceFirst(quote(part), other)));
    assertTrue(String.valueOf(e.getMessage()).startsWith(sentence), e.getMessage());
  }

  @Test
  void parse_refusesALongPast() {
    String many = String.join("\", \"", Collections.nCopies(Channels.MOST_PREVIOUS + 1, "1.0.0"));
    String text = SIGNED.replace("1.1.0\", \"1.0.0", many);

    assertThrows(InferenceException.class, () -> Channels.parse(text));
  }

  @Test
  void modelLocator_takesTheStableVersionOfSignedChannels() {
    assertEquals(
        "https://a.example/m/2.0.1/manifest.json",
        ModelLocator.manifestUrl("https://a.example/m", url -> SIGNED));
  }

  private static String quote(String text) {
    return java.util.regex.Pattern.quote(text);
  }
}
