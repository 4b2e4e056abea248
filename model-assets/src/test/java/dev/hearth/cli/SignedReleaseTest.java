package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.cli.ImportBed.Result;
import dev.hearth.manifest.Channels;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.signing.SiteKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases on a site with a key. */
class SignedReleaseTest {
  @TempDir private Path folder;
  private ImportBed bed;
  private Path file;
  private Path key;

  @BeforeEach
  void importAndMakeKey() throws IOException {
    bed = new ImportBed(folder);
    file = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    bed.importModel(file, "--license=MIT");
    key = folder.resolve("release.pem");
    Result made = bed.run("release", "keygen", bed.models(), "--out", key);
    assertEquals(0, made.exitCode(), made.err());
  }

  private Path model() {
    return bed.models().resolve("m");
  }

  private Path channelsFile() {
    return model().resolve("channels.json");
  }

  private Path siteKey() {
    return folder.resolve("site/release-key.json");
  }

  private Result publish(String version) {
    return bed.run("release", "publish", model(), version, "--key", key);
  }

  private void assertRefused(String sentence, Object... words) throws IOException {
    Map<String, String> before = bed.files();
    Result result = bed.run(words);
    assertEquals(1, result.exitCode(), result.out());
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals(before, bed.files());
  }

  @Test
  void keygen_keepsThePrivateKeyFromOthersAndTheSite() throws IOException {
    if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }
    assertTrue(Files.readString(siteKey()).matches("\\{\n  \"ed25519\": \"[^\"]{44}\"\n}\n"));
    assertEquals(ReleaseKey.of(key.toString()).site(), SiteKey.beside(bed.models()));
    assertEquals(ReleaseKey.of(Files.readString(key)).site(), SiteKey.beside(bed.models()));
    String text = Files.readString(siteKey());

    assertRefused("has another key", "release", "keygen", bed.models(), "--out", folder + "/b.pem");
    assertRefused("is there already", "release", "keygen", bed.models(), "--force", "--out", key);
    assertRefused(
        "would be published with the site",
        "release",
        "keygen",
        bed.models(),
        "--force",
        "--out",
        bed.models().resolve("key.pem"));
    assertRefused("Expected a site's models folder", "release", "keygen", folder, "--key", key);
    assertEquals(2, bed.run("release", "keygen", bed.models()).exitCode());
    assertEquals(text, Files.readString(siteKey()));
    Files.delete(siteKey());
    assertEquals(0, bed.run("release", "keygen", bed.models(), "--key", key).exitCode());
    assertEquals(text, Files.readString(siteKey()));
  }

  @Test
  void publish_signsTheTextThatPagesHash() throws Exception {
    Result result = publish("1.0.0");
    assertEquals("m release 1: stable 1.0.0, signed", result.out().strip(), result.err());
    assertTrue(bed.run("release", "list", model()).out().startsWith(result.out().strip()));
    assertTrue(bed.run("verify", bed.models()).out().startsWith("Nothing is wrong"));
    String text = Files.readString(channelsFile());
    String signature = Channels.parse(text).signature();

    // As a page that knows the format and not this program would check it.
    String signed = "m\n" + text.replace(",\n  \"signature\": \"" + signature + "\"", "");
    String raw = Files.readString(siteKey()).replaceAll("(?s).*\"ed25519\": \"|\".*", "");
    byte[] encoded =
        HexFormat.of()
            .parseHex(
                "302a300506032b6570032100"
                    + HexFormat.of().formatHex(Base64.getDecoder().decode(raw)));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    check.update(signed.getBytes(StandardCharsets.UTF_8));
    assertTrue(check.verify(Base64.getDecoder().decode(signature)));
  }

  @Test
  void channels_areRefusedThatWereChanged() throws IOException {
    publish("1.0.0");
    String text = Files.readString(channelsFile());
    Files.writeString(channelsFile(), text.replace("\"release\": 1", "\"release\": 2"));
    Result wrong = bed.run("verify", bed.models());
    assertEquals(1, wrong.exitCode());
    assertTrue(
        wrong.out().contains("wrong  m/channels.json: is signed wrongly, and refused by pages"),
        wrong.out());
    assertRefused(
        "was changed after it was signed", "release", "block", model(), "9.9.9", "--key", key);
    Files.writeString(
        channelsFile(), text.replaceFirst("\"signature\": \"..", "\"signature\": \"**"));
    assertEquals(1, bed.run("verify", model()).exitCode());
    Files.writeString(channelsFile(), text.replaceFirst(",\n {2}\"signature\": .*", ""));
    assertTrue(bed.run("verify", model()).out().contains("is not signed, and refused by pages"));
    assertEquals("m release 2: stable 1.0.0, signed", publish("1.0.0").out().strip());
    Files.delete(siteKey());
    assertRefused("put it back, or take their signature out", "release", "rollback", model());
    Result unchecked = bed.run("verify", model());
    assertEquals(0, unchecked.exitCode());
    assertTrue(unchecked.out().contains("note   m/channels.json: is signed, without a key"));
  }

  @Test
  void edits_needTheSitesKey() throws IOException {
    assertRefused("give --key FILE or HEARTH_RELEASE_KEY", "release", "rollback", model());
    Path other = folder.resolve("other.pem");
    ReleaseKey.generate().write(other);
    assertRefused(
        "The key is not the one of", "release", "publish", model(), "1.0.0", "--key", other);
    assertRefused(
        "Expected an Ed25519 private key",
        "release",
        "publish",
        model(),
        "1.0.0",
        "--key",
        siteKey());
    assertRefused(
        "There is no file", "release", "publish", model(), "1.0.0", "--key", folder + "/none");
    Files.delete(siteKey());
    assertRefused(
        "nothing to check a signature by", "release", "publish", model(), "1.0.0", "--key", key);
  }

  @Test
  void import_leavesTheSignatureWhole() throws IOException {
    publish("1.0.0");
    String before = Files.readString(channelsFile());
    Result result = bed.importModel(file, "--license=MIT", "--version=2.0.0");
    assertTrue(result.err().contains("hearth release publish"), result.err());
    assertEquals(before, Files.readString(channelsFile()));
    assertTrue(bed.run("verify", bed.models()).out().startsWith("Nothing is wrong"));

    Result first = bed.importModel(file, "--license=MIT", "--name=new");
    assertTrue(first.err().contains("pages refuse it until hearth release publish"), first.err());
    assertEquals(1, bed.run("verify", bed.models()).exitCode());

    assertEquals("m release 2: stable 2.0.0, signed", publish("2.0.0").out().strip());
    assertNotEquals(before, Files.readString(channelsFile()));
  }

  @Test
  void prune_signsWhatIsLeft() throws IOException {
    bed.importModel(file, "--license=MIT", "--version=2.0.0", "--title=Other");
    publish("1.0.0");
    publish("2.0.0");
    assertRefused("give --key FILE", "release", "prune", model(), "--keep=0");
    Result done = bed.run("release", "prune", model(), "--keep=0", "--key", key);
    assertEquals(0, done.exitCode(), done.err());
    assertFalse(Files.exists(model().resolve("1.0.0")));
    assertTrue(
        bed.run("release", "list", model()).out().startsWith("m release 3: stable 2.0.0, s"));
    assertTrue(bed.run("verify", bed.models()).out().startsWith("Nothing is wrong"));
  }

  @Test
  void keygen_makesTheNextKeyThatTheOldOneEndorses() throws IOException {
    publish("1.0.0");
    bed.importModel(file, "--license=MIT", "--name=never");
    Path next = folder.resolve("next.pem");
    Path other = folder.resolve("other.pem");
    ReleaseKey.generate().write(other);
    assertRefused(
        "has another key", "release", "keygen", bed.models(), "--key", other, "--out", next);
    assertFalse(Files.exists(next));
    String old = ReleaseKey.of(key.toString()).site().base64();

    Result made = bed.run("release", "keygen", bed.models(), "--key", key, "--out", next);

    assertEquals(0, made.exitCode(), made.err());
    assertTrue(made.out().contains("Signed:      m\n"), made.out());
    assertTrue(made.out().contains("Not signed:  never: hearth release publish"), made.out());
    assertEquals(ReleaseKey.of(next.toString()).site(), SiteKey.beside(bed.models()));
    assertTrue(Files.readString(siteKey()).contains("\"ed25519\": \"" + old + "\""));
    assertTrue(
        bed.run("release", "list", model()).out().startsWith("m release 2: stable 1.0.0, signed"));
    assertRefused("The key is not the one of", "release", "block", model(), "9.9.9", "--key", key);
    assertEquals(0, bed.run("release", "block", model(), "9.9.9", "--key", next).exitCode());
  }

  @Test
  void keygen_goesOnWhereItWasCutOff() throws IOException {
    publish("1.0.0");
    String before = Files.readString(channelsFile());
    Path next = folder.resolve("next.pem");
    bed.run("release", "keygen", bed.models(), "--key", key, "--out", next);
    Files.writeString(channelsFile(), before);
    assertRefused(
        "are signed by the key before", "release", "block", model(), "9.9.9", "--key", next);
    Result verified = bed.run("verify", bed.models());
    assertTrue(verified.out().contains("signed by the site's former key"), verified.out());
    String site = Files.readString(siteKey());

    assertEquals(0, bed.run("release", "keygen", bed.models(), "--key", next).exitCode());

    assertEquals(site, Files.readString(siteKey()));
    assertTrue(bed.run("verify", bed.models()).out().startsWith("Nothing is wrong"));
    assertEquals(0, bed.run("release", "keygen", bed.models(), "--key", next).exitCode());
    assertEquals(2, Channels.parse(Files.readString(channelsFile())).release());
  }

  @Test
  void keygen_replacesAKeyThatWasLost() throws IOException {
    publish("1.0.0");
    String lost = ReleaseKey.of(key.toString()).site().base64();
    Path next = folder.resolve("next.pem");

    Result made = bed.run("release", "keygen", bed.models(), "--force", "--out", next);

    assertEquals(0, made.exitCode(), made.err());
    assertTrue(made.out().contains("configure({lostKeys: ['" + lost + "']})"), made.out());
    assertFalse(Files.readString(siteKey()).contains(lost));
    assertTrue(bed.run("verify", bed.models()).out().startsWith("Nothing is wrong"));
  }

  @Test
  void keygen_signsNothingThatWasChanged() throws IOException {
    publish("1.0.0");
    Files.writeString(
        channelsFile(),
        Files.readString(channelsFile()).replace("\"release\": 1", "\"release\": 7"));
    Path next = folder.resolve("next.pem");

    assertRefused(
        "were changed after they were signed",
        "release",
        "keygen",
        bed.models(),
        "--key",
        key,
        "--out",
        next);
    assertFalse(Files.exists(next));
  }
}
