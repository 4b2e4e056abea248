package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.OwnPage;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Packages that a person brings to a site that has others, or none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnPackageIT {
  private static final Pattern SHARD =
      Pattern.compile("\"sha256\": \"([0-9a-f]{64})\",\\s*\"bytes\": (\\d+)");

  private Path built;
  private HearthPage page;
  private OwnPage own;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    built = SiteCopy.built().toAbsolutePath().normalize();
    Path root = SiteCopy.copy(built, folder.resolve("site"));
    page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain());
    own = new OwnPage(page);
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void zip_runsAsTheSamePackageOfASite(@TempDir Path folder) throws IOException {
    Path zip = zipped(digits(folder), folder.resolve("digits.zip"));

    assertEquals("inspected", own.give(List.of(zip)), own::said);
    assertTrue(own.textOf("own-checked").contains("each byte as the manifest says"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    assertEquals("Handwritten digits", page.browser().find("h1").getText());
    assertTrue(page.detail("self-test").contains("reference case"), page.detail("self-test"));
    page.choose("upload");
    Answer here = page.upload(seven());

    page.open("digits");
    page.choose("upload");
    Answer ofSite = page.upload(seven());
    assertEquals("7", here.label());
    assertEquals(ofSite.label(), here.label());
    assertEquals(ofSite.probability(), here.probability(), 1e-6);
  }

  @Test
  void severalPictures_becomeARunOfThePackage(@TempDir Path folder) throws IOException {
    own.giveDropped(digits(folder));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.choose("upload");
    page.browser()
        .driver()
        .findElement(By.cssSelector("[role=tabpanel]:not([hidden]) [data-testid=file]"))
        .sendKeys(seven() + "\n" + built.resolve("samples/4.png"));

    page.browser()
        .waitForScript(
            "document.querySelector('[data-testid=run-state]')?.textContent.startsWith('Done')");
    assertEquals("Done, 2 of 2", page.browser().find("[data-testid=run-state]").getText());
  }

  @Test
  void folderOfSeveral_isAskedWhichOne(@TempDir Path folder) throws IOException {
    Path models = SiteCopy.copy(built.resolve("models"), folder.resolve("models"));

    assertEquals("choosing", own.giveDropped(models), own::said);
    List<WebElement> chosen = page.browser().findAll("[data-testid=own-chosen]");
    assertEquals(2, chosen.size());
    chosen.stream()
        .filter(one -> one.getText().contains("spoken"))
        .findFirst()
        .orElseThrow()
        .click();
    assertEquals("inspected", own.settled(), own::said);
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    assertEquals("Spoken digits", page.browser().find("h1").getText());
  }

  @Test
  void tamperedShard_isNamedWithBothHashes(@TempDir Path folder) throws IOException {
    Path models = digits(folder);
    String sha256 = shard(models);
    Path shard = models.resolve("blobs").resolve(sha256);
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length / 2] ^= 1;
    Files.write(shard, bytes);

    assertEquals("refused", own.giveDropped(models));
    String said = own.said();
    assertTrue(said.contains("blobs/" + sha256), said);
    assertTrue(said.contains("expected SHA-256 " + sha256), said);
    assertTrue(said.contains("found SHA-256 " + sha256(bytes)), said);
    assertTrue(said.contains("digits/1.0.0/manifest.json"), said);
  }

  @Test
  void missingShard_isNamed(@TempDir Path folder) throws IOException {
    Path models = digits(folder);
    String sha256 = shard(models);
    Files.delete(models.resolve("blobs").resolve(sha256));

    assertEquals("refused", own.give(List.of(zipped(models, folder.resolve("less.zip")))));
    assertTrue(own.said().contains("needs the file " + sha256), own::said);
  }

  private Path seven() {
    return built.resolve("samples/7.png");
  }

  /** Lays out the package of digits alone, as an import into an empty folder does. */
  private Path digits(Path folder) throws IOException {
    Path models = folder.resolve("models");
    SiteCopy.copy(built.resolve("models/digits"), models.resolve("digits"));
    String manifest = manifest(models);
    Files.createDirectories(models.resolve("blobs"));
    Matcher shards = SHARD.matcher(manifest);
    while (shards.find()) {
      String sha256 = shards.group(1);
      Path blob = models.resolve("blobs").resolve(sha256);
      if (!Files.exists(blob)) {
        Files.copy(built.resolve("models/blobs").resolve(sha256), blob);
      }
    }
    return models;
  }

  private static String manifest(Path models) throws IOException {
    return Files.readString(models.resolve("digits/1.0.0/manifest.json"));
  }

  private static String shard(Path models) throws IOException {
    Matcher shards = SHARD.matcher(manifest(models));
    assertTrue(shards.find());
    return shards.group(1);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Path zipped(Path folder, Path zip) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(folder.getParent().relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
    }
    return zip;
  }
}
