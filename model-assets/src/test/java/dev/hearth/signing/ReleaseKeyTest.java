package dev.hearth.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.Channels;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseKeyTest {
  /** The first key pair of RFC 8032, section 7.1. */
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

  private static final Channels CHANNELS = new Channels("1.0.0", null, List.of());

  private static String pem(String prefix, String bytes) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(prefix + bytes))
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String json(String hex) {
    return "{\"ed25519\": \""
        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex))
        + "\"}";
  }

  private static ReleaseKey key() throws IOException {
    return ReleaseKey.of(pem("302e020100300506032b657004220420", SEED));
  }

  @Test
  void site_isThePublicKeyOfTheStandard() throws IOException {
    assertEquals(SiteKey.parse(json(PUBLIC)), key().site());
    assertEquals(
        "{\n  \"ed25519\": \"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"\n}\n",
        key().site().toJson());
    assertNotEquals(ReleaseKey.generate().site(), ReleaseKey.generate().site());
  }

  @Test
  void sign_givesTheSameEachTime() throws IOException {
    Channels signed = key().sign("m", CHANNELS);

    assertEquals(signed, key().sign("m", CHANNELS));
    assertEquals(signed, key().sign("m", signed));
    assertEquals(CHANNELS.toJson(), signed.signedText());
    assertTrue(key().site().verifies("m", Channels.parse(signed.toJson())));
  }

  @Test
  void verifies_nothingElse() throws IOException {
    Channels signed = key().sign("m", CHANNELS);
    SiteKey site = key().site();

    assertTrue(site.verifies("m", signed));
    assertFalse(site.verifies("another", signed));
    assertFalse(site.verifies("m", CHANNELS));
    assertFalse(ReleaseKey.generate().site().verifies("m", signed));
    assertFalse(
        site.verifies("m", new Channels("1.0.1", null, List.of()).signed(signed.signature())));
    assertFalse(site.verifies("m", CHANNELS.signed("*".repeat(88))));
    assertFalse(site.verifies("m", CHANNELS.signed("A".repeat(88))));
    assertFalse(site.verifies("m", CHANNELS.signed("/".repeat(86) + "==")));
  }

  @Test
  void of_refusesOtherKeys() {
    // X25519, for agreeing on keys.
    String other = pem("302e020100300506032b656e04220420", SEED);
    String cut = pem("302e020100300506032b657004220420", SEED.substring(2));
    for (String text : List.of(other, cut, "-----BEGIN RSA PRIVATE KEY-----\n", "-----BEGIN")) {
      BadInputException e = assertThrows(BadInputException.class, () -> ReleaseKey.of(text));
      assertTrue(String.valueOf(e.getMessage()).startsWith("Expected an Ed25519 private key"));
      assertTrue(String.valueOf(e.getMessage()).endsWith("found something else in the key"));
    }
  }

  @Test
  void parse_findsNoneWhereNothingIsSigned() {
    assertNull(SiteKey.parse("{}"));
  }

  @Test
  void parse_refusesWhatIsNoPublicKey() {
    String keys = json(PUBLIC).replace("}", ", \"rsa\": \"\"}");
    for (String text :
        List.of("[]", json("00"), json(PUBLIC + "00"), keys, "{\"ed25519\": \"?\"}", "<html>")) {
      assertThrows(BadInputException.class, () -> SiteKey.parse(text), text);
    }
  }

  @Test
  void endorse_leadsFromEachKeyToTheNext() throws IOException {
    ReleaseKey second = ReleaseKey.generate();
    ReleaseKey third = ReleaseKey.generate();
    SiteKey two = key().endorse(key().site(), second.site());
    SiteKey three = second.endorse(two, third.site());

    SiteKey read = SiteKey.parse(three.toJson());

    assertEquals(third.site(), read);
    assertEquals(three.toJson(), String.valueOf(read == null ? null : read.toJson()));
    assertTrue(three.verifiedBefore("m", key().sign("m", CHANNELS)));
    assertTrue(three.verifiedBefore("m", second.sign("m", CHANNELS)));
    assertFalse(three.verifiedBefore("m", third.sign("m", CHANNELS)));
    assertFalse(three.verifiedBefore("other", second.sign("m", CHANNELS)));
    assertThrows(BadInputException.class, () -> third.endorse(two, second.site()));
  }

  @Test
  void parse_refusesAnEndorsementThatIsNone() throws IOException {
    SiteKey two = key().endorse(key().site(), ReleaseKey.generate().site());
    String other = two.toJson().replace(two.base64(), ReleaseKey.generate().site().base64());

    BadInputException e = assertThrows(BadInputException.class, () -> SiteKey.parse(other));

    assertTrue(String.valueOf(e.getMessage()).contains("to have signed the key after it"));
  }

  @Test
  void endorse_remembersSoManyKeys() throws IOException {
    ReleaseKey last = key();
    SiteKey site = last.site();
    for (int i = 0; i < SiteKey.MOST_PREVIOUS + 2; i++) {
      ReleaseKey next = ReleaseKey.generate();
      site = last.endorse(site, next.site());
      last = next;
    }

    assertEquals(SiteKey.MOST_PREVIOUS, site.toJson().split("signature", -1).length - 1);
    assertEquals(site, SiteKey.parse(site.toJson()));
  }
}
