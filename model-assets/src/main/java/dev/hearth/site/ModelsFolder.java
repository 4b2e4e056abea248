package dev.hearth.site;

import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.signing.SiteKey;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A site's {@code models} folder: adds a version of a model and keeps channels and index. */
public final class ModelsFolder {
  private static final Set<String> RESERVED = Set.of("blobs", "index.json", "channels.json");
  private final Path models;

  public ModelsFolder(Path models) {
    this.models = models;
  }

  /** What a publication did. */
  public enum Outcome {
    /** The version was not there before. */
    ADDED,
    /** The version was there with the same content; nothing was written that was in place. */
    UNCHANGED,
    /** The version was there with other content, and the caller forced it. */
    REPLACED
  }

  /**
   * Refuses what cannot be published, before anything is written.
   *
   * @throws BadInputException if the name or version cannot be a folder, or the version is blocked
   */
  public void check(String name, String version) throws IOException {
    for (String folder : List.of(name, version)) {
      if (RESERVED.contains(folder)) {
        throw new BadInputException(
            folder + " cannot be a name or version: it has another meaning in a models folder");
      } else if (!ModelManifest.isFolderName(folder)) {
        throw new BadInputException(
            "A name or version is made of lower-case letters, digits, - _ and ., found " + folder);
      }
    }
    if (Files.exists(channelsFile(name)) && channels(name).blocked().contains(version)) {
      throw new BadInputException(
          "Version "
              + version
              + " of "
              + name
              + " is blocked in "
              + channelsFile(name)
              + "; import another --version, or hearth release unblock it");
    }
    for (Path folder : List.of(models.resolve(name), models.resolve(name).resolve(version))) {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new BadInputException("Expected a folder, found the file " + folder);
      }
    }
    if (Files.exists(indexFile())) {
      index();
    }
  }

  /**
   * Publishes a version: shards, then model card and manifest, then channels, then the index, so
   * that whatever is visible is whole.
   *
   * @param notes takes a sentence if pages go on offering a version that is there already
   * @throws BadInputException if the version is there with other content and {@code force} is
   *     false, or the version was released
   */
  public Outcome publish(
      Staging staging, ModelManifest manifest, String card, boolean force, Consumer<String> notes)
      throws IOException {
    Path folder = models.resolve(manifest.name()).resolve(manifest.version());
    Path manifestFile = folder.resolve("manifest.json");
    Path cardFile = folder.resolve("MODEL_CARD.md");
    Outcome outcome = Outcome.ADDED;
    if (Files.exists(manifestFile)) {
      boolean same =
          text(manifestFile).equals(manifest.toJson())
              && BrowserSection.without(text(cardFile)).equals(card);
      if (!same && !force) {
        throw new BadInputException(
            folder
                + " has other content, and a version never changes; give a new --version,"
                + " or --force on a site that nobody has visited");
      }
      if (isReleased(manifest) && !text(manifestFile).equals(manifest.toJson())) {
        throw new BadInputException(
            folder + " was released, and its manifest is known by its hash: give a new --version");
      }
      outcome = same ? Outcome.UNCHANGED : Outcome.REPLACED;
    }
    staging.publishBlobs();
    if (outcome != Outcome.UNCHANGED) {
      staging.publish(cardFile, card);
      staging.publish(manifestFile, manifest.toJson());
    }
    boolean offered = publishChannels(staging, manifest, outcome, notes);
    ModelIndex index = Files.exists(indexFile()) ? index() : new ModelIndex(List.of());
    if (offered || !lists(index, manifest.name())) {
      staging.publish(indexFile(), index.with(ModelIndex.Entry.of(manifest)).toJson());
    }
    return outcome;
  }

  /** Offers a version unless a later one is, and returns true if anything changed. */
  private boolean publishChannels(
      Staging staging, ModelManifest manifest, Outcome outcome, Consumer<String> notes)
      throws IOException {
    Path file = channelsFile(manifest.name());
    if (!Files.exists(file)) {
      staging.publish(file, new Channels(manifest.version(), null, List.of()).toJson());
      if (SiteKey.beside(models) != null) {
        notes.accept("pages refuse it until hearth release publish signs its channels");
      }
      return true;
    }
    Channels old = channels(manifest.name());
    if (old.release() > 0 || old.signature() != null || SiteKey.beside(models) != null) {
      if (!old.stable().equals(manifest.version())) {
        notes.accept(
            "pages go on offering version "
                + old.stable()
                + ": hearth release publish "
                + file.resolveSibling(".").normalize()
                + " "
                + manifest.version()
                + " offers this one");
      }
      return false;
    }
    if (isLater(old.stable(), manifest.version())) {
      notes.accept(
          "pages go on offering version "
              + old.stable()
              + ", which is later than "
              + manifest.version()
              + ": stable in "
              + file
              + " says which");
      return false;
    } else if (outcome == Outcome.UNCHANGED) {
      return false;
    }
    staging.publish(file, old.withStable(manifest.version()).toJson());
    return true;
  }

  private boolean isReleased(ModelManifest manifest) throws IOException {
    return Files.exists(channelsFile(manifest.name()))
        && channels(manifest.name()).manifests().containsKey(manifest.version());
  }

  /**
   * Replaces a model's channels, then the gallery's entry by the stable version's manifest.
   *
   * @throws IOException if the files cannot be written; each is then the old one or the new one
   */
  public void release(String name, Channels channels, ModelManifest stable) throws IOException {
    try (Staging staging = Staging.in(models, 1)) {
      staging.publish(channelsFile(name), channels.toJson());
      ModelIndex old = Files.exists(indexFile()) ? index() : new ModelIndex(List.of());
      ModelIndex now = old.with(ModelIndex.Entry.of(stable));
      if (!now.equals(old)) {
        staging.publish(indexFile(), now.toJson());
      }
    }
  }

  /** Orders versions, earlier ones first. */
  public static int compare(String one, String other) {
    return isLater(one, other) ? 1 : isLater(other, one) ? -1 : one.compareTo(other);
  }

  /** Compares by numbers where there are some, 10.0.0 after 9.0.0; other names by their text. */
  private static boolean isLater(String version, String than) {
    boolean numbered = Character.isDigit(version.charAt(0)) && Character.isDigit(than.charAt(0));
    return numbered
        ? Version.parse(version).compareTo(Version.parse(than)) > 0
        : version.compareTo(than) > 0;
  }

  private static boolean lists(ModelIndex index, String name) {
    return index.models().stream().anyMatch(entry -> entry.name().equals(name));
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }

  private Channels channels(String name) throws IOException {
    return Channels.parse(text(channelsFile(name)));
  }

  private ModelIndex index() throws IOException {
    return ModelIndex.parse(text(indexFile()));
  }

  private Path channelsFile(String name) {
    return models.resolve(name).resolve("channels.json");
  }

  private Path indexFile() {
    return models.resolve("index.json");
  }
}
