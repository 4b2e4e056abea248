package dev.hearth.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another build of a site: its page says so, and its service worker names the page's new hash. */
final class NextVersion {
  /** What its gallery's heading says beside. */
  static final String WORDS = "Version two";

  private static final Pattern HASH = Pattern.compile("hash:\"[0-9a-f]{16}\"");

  private NextVersion() {}

  /** Makes it of the site in a folder. */
  static void of(Path root) throws IOException {
    Path page = root.resolve("index.html");
    Path worker = root.resolve("sw.js");
    String before = sha256(page);
    TrialSite.replace(page, "<h1>What should", "<h1>" + WORDS + ". What should");
    TrialSite.replace(worker, before, sha256(page));
    Matcher hash = HASH.matcher(Files.readString(worker));
    if (!hash.find()) {
      throw new AssertionError("The service worker has no " + HASH);
    }
    TrialSite.replace(worker, hash.group(), "hash:\"" + "0123456789abcdef" + "\"");
    for (Path file : new Path[] {page, worker}) {
      // They would be served instead.
      Files.deleteIfExists(Path.of(file + ".br"));
      Files.deleteIfExists(Path.of(file + ".gz"));
    }
  }

  private static String sha256(Path file) throws IOException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
