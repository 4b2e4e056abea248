package dev.hearth.verify;

import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.progress.Progress;
import dev.hearth.runtime.InferenceException;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import dev.hearth.verify.browser.BrowserCheck;
import dev.hearth.verify.browser.BrowserResult;
import dev.hearth.verify.browser.BrowserTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a version, a model, or a whole models folder: every manifest, shard, label count, golden
 * and channel, what static hosts allow (25 MiB a file, 20,000 files), and on demand what a browser
 * makes of it.
 */
public final class SiteVerifier {
  private static final long MAX_FILE_BYTES = 25L << 20;
  private static final int MAX_FILES = 20_000;
  private static final Set<String> VERSION_FILES = Set.of("manifest.json", "MODEL_CARD.md");

  private final Path root;
  private final Path models;
  private final Findings findings;
  private final Blobs blobs;
  private final Progress progress;
  private final List<StoredVersion> whole = new ArrayList<>();

  private SiteVerifier(Path root, Path models, Progress progress) {
    this.root = root;
    this.models = models;
    this.progress = progress;
    findings = new Findings(models);
    blobs = new Blobs(models.resolve("blobs"), findings, progress);
  }

  /**
   * Checks a folder.
   *
   * @param browser runs the goldens too, and its results go into the model cards; null for none
   * @throws BadInputException if it is none of the three
   */
  public static Verification verify(Path path, @Nullable BrowserCheck browser, Progress progress)
      throws IOException {
    Path root = path.toAbsolutePath().normalize();
    SiteVerifier verifier;
    if (Files.isRegularFile(root.resolve("manifest.json"))) {
      verifier = new SiteVerifier(root, root.resolve("../..").normalize(), progress);
      verifier.version(root);
    } else if (Files.isRegularFile(root.resolve("channels.json"))) {
      verifier = new SiteVerifier(root, root.resolve("..").normalize(), progress);
      verifier.model(root);
    } else if (Files.isRegularFile(root.resolve("index.json"))
        || Files.isDirectory(root.resolve("blobs"))) {
      verifier = new SiteVerifier(root, root, progress);
      verifier.site();
    } else {
      throw new BadInputException(
          "Expected a site's models folder, a model's folder in it or one of its versions, found "
              + path);
    }
    if (browser != null) {
      verifier.inBrowser(browser);
    }
    return verifier.findings.done();
  }

  private void inBrowser(BrowserCheck browser) throws IOException {
    List<BrowserResult> results = browser.run(models, whole, progress);
    findings.browserRan(results);
    for (StoredVersion version : whole) {
      ModelManifest manifest = version.manifest();
      List<BrowserResult> own =
          results.stream()
              .filter(one -> one.model().equals(manifest.name()))
              .filter(one -> one.version().equals(manifest.version()))
              .toList();
      for (BrowserResult result : own) {
        String what = "variant " + result.variant() + " in the browser: " + result.failure();
        if (result.failure() != null && result.wrong()) {
          findings.wrong(version.folder().resolve("manifest.json"), what);
        } else if (result.failure() != null) {
          findings.note(version.folder().resolve("manifest.json"), what);
        }
      }
      version.writeCard(BrowserTable.with(version.card(), own));
    }
  }

  private void site() throws IOException {
    List<String> indexed = index();
    Set<String> found = new HashSet<>();
    for (Path folder : folders(root)) {
      String name = folder.getFileName().toString();
      if (name.startsWith(".")) {
        findings.wrong(folder, "is left from an import that was cut off: delete it");
      } else if (!name.equals("blobs")) {
        found.add(name);
        model(folder);
        if (!indexed.contains(name)) {
          findings.wrong(folder, "is not in index.json: the gallery does not show it");
        }
      }
    }
    for (String name : indexed) {
      if (!found.contains(name)) {
        findings.wrong(root.resolve("index.json"), "names " + name + ", which has no folder");
      }
    }
    files();
  }

  private List<String> index() throws IOException {
    Path file = root.resolve("index.json");
    List<String> names = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      findings.wrong(file, "is missing: the gallery shows nothing");
      return names;
    }
    try {
      ModelIndex.parse(text(file)).models().forEach(entry -> names.add(entry.name()));
    } catch (InferenceException e) {
      findings.wrong(file, e.getMessage());
    }
    return names;
  }

  private void model(Path folder) throws IOException {
    Set<String> versions = new HashSet<>();
    for (Path version : folders(folder)) {
      versions.add(version.getFileName().toString());
      version(version);
    }
    new ChannelsCheck(folder, versions, findings).run();
  }

  private void version(Path folder) throws IOException {
    StoredVersion version = StoredVersion.at(folder);
    if (version == null) {
      findings.wrong(folder, "has no manifest.json");
      return;
    }
    if (new VersionCheck(version, findings, blobs, progress).run()) {
      whole.add(version);
    }
    try (Stream<Path> listing = Files.list(folder)) {
      for (Path file : listing.sorted().toList()) {
        String name = file.getFileName().toString().replaceFirst("\\.(br|gz)$", "");
        if (!VERSION_FILES.contains(name)) {
          findings.note(file, "is no part of a package");
        }
      }
    }
  }

  /** Checks what hosts limit, and finds shards that no version names. */
  private void files() throws IOException {
    int count = 0;
    int unused = 0;
    Path shards = models.resolve("blobs");
    try (Stream<Path> walk = Files.walk(models)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
        count++;
        if (Files.size(file) > MAX_FILE_BYTES) {
          findings.wrong(
              file,
              "has "
                  + Files.size(file)
                  + " bytes, and static hosts take at most "
                  + MAX_FILE_BYTES
                  + " (25 MiB): import with a smaller --shard-size");
        }
        String name = file.getFileName().toString().replaceFirst("\\.(br|gz)$", "");
        if (Objects.equals(file.getParent(), shards) && !blobs.isNamed(name)) {
          unused++;
        }
      }
    }
    if (count > MAX_FILES) {
      findings.wrong(
          models,
          "has "
              + count
              + " files, and static hosts take at most "
              + MAX_FILES
              + ": import with a larger --shard-size, or remove old versions");
    }
    if (unused > 0) {
      findings.note(
          shards,
          unused
              + (unused == 1 ? " shard is" : " shards are")
              + " of no version, and may be deleted");
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> listing = Files.list(folder)) {
      return listing.filter(Files::isDirectory).sorted().toList();
    }
  }
}
