package dev.hearth.release;

import dev.hearth.manifest.Channels;
import dev.hearth.manifest.Channels.Canary;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.progress.Progress;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes which versions of one model are offered. Each edit checks the versions it offers as
 * {@code hearth verify} does, raises the release counter, signs where there is a key, and replaces
 * {@code channels.json} whole; an edit that changes nothing writes nothing.
 */
public final class ModelReleases {
  private final ModelFolder model;
  private final Channels before;
  private final ChannelsWriter writer;
  private final List<String> notes = new ArrayList<>();

  private ModelReleases(ModelFolder model, Channels before, ChannelsWriter writer) {
    this.model = model;
    this.before = before;
    this.writer = writer;
  }

  /**
   * Opens a model's releases.
   *
   * @param folder the model's folder
   * @param key signs; null for a site without a release key
   * @throws BadInputException if there is no model, its channels are broken or were changed after
   *     they were signed, or the key is not the site's
   */
  public static ModelReleases at(Path folder, @Nullable ReleaseKey key, Progress progress)
      throws IOException {
    ModelFolder model = ModelFolder.at(folder);
    Channels before = model.channels();
    return new ModelReleases(model, before, ChannelsWriter.of(model, before, key, progress));
  }

  /** Makes a version the one that most people get. */
  public ReleaseChange publish(String version) throws IOException {
    requireOffered(version);
    return write(stable(before, version));
  }

  /** Offers a version to some people. */
  public ReleaseChange canary(String version, int percent) throws IOException {
    requireOffered(version);
    if (version.equals(before.stable())) {
      throw new BadInputException(
          version + " is stable already: everybody who gets no other version gets it");
    }
    return write(canary(before, new Canary(version, percent)));
  }

  /** Ends the trial of a version: everybody gets the stable one. */
  public ReleaseChange canaryOff() throws IOException {
    return write(canary(before, null));
  }

  /** Makes the version on trial the stable one. */
  public ReleaseChange promote() throws IOException {
    if (before.canary() == null) {
      throw new BadInputException(
          "There is no canary of "
              + model.name()
              + " to promote: hearth release canary puts a version on trial,"
              + " hearth release publish makes one stable at once");
    }
    return publish(before.canary().version());
  }

  /** Goes back to the last good version that was stable before. */
  public ReleaseChange rollback() throws IOException {
    return write(fallBack(before, "to go back to: publish one"));
  }

  /**
   * Has nobody get a version; where it is stable, the last good one before it takes its place.
   *
   * @param force also where there is none: the version stays stable, and nobody gets the model
   */
  public ReleaseChange block(String version, boolean force) throws IOException {
    requireName(version);
    List<String> blocked = new ArrayList<>(before.blocked());
    if (!blocked.contains(version)) {
      blocked.add(version);
    }
    if (!model.has(version)) {
      notes.add("there is no version " + version + " here: devices that have it drop it");
    }
    Channels after = blocked(before, blocked);
    if (before.canary() != null && before.canary().version().equals(version)) {
      notes.add("the canary " + version + " ends");
      after = canary(after, null);
    }
    if (before.stable().equals(version)) {
      try {
        after =
            fallBack(
                after,
                "to take its place: publish another, then block "
                    + version
                    + ", or --force to have nobody get the model");
      } catch (BadInputException e) {
        if (!force) {
          throw e;
        }
        notes.add("nobody gets " + model.name() + " until a version is published");
      }
    }
    return write(after);
  }

  /** Allows a blocked version again; it is not offered by that. */
  public ReleaseChange unblock(String version) throws IOException {
    requireName(version);
    if (!before.blocked().contains(version)) {
      throw new BadInputException(
          version
              + " of "
              + model.name()
              + " is not blocked: "
              + (before.blocked().isEmpty() ? "no version is" : before.blocked() + " are"));
    }
    return write(
        blocked(before, before.blocked().stream().filter(one -> !one.equals(version)).toList()));
  }

  private ReleaseChange write(Channels after) throws IOException {
    return writer.write(after, notes);
  }

  private Channels fallBack(Channels from, String otherwise) throws IOException {
    List<String> past = from.previous();
    for (int i = 0; i < past.size(); i++) {
      String version = past.get(i);
      String fault = from.blocked().contains(version) ? "it is blocked" : writer.faultOf(version);
      if (fault == null) {
        notes.add("back to " + version);
        boolean onTrial = from.canary() != null && from.canary().version().equals(version);
        return new Channels(
            from.release(),
            version,
            onTrial ? null : from.canary(),
            from.blocked(),
            past.subList(i + 1, past.size()),
            from.manifests(),
            null);
      }
      notes.add("not back to " + version + ": " + fault);
    }
    throw new BadInputException(
        from.stable()
            + " of "
            + model.name()
            + " is what most people get, and there is no earlier version "
            + otherwise
            + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")"));
  }

  /** Refuses what cannot be offered, also where it is offered already. */
  private void requireOffered(String version) throws IOException {
    requireName(version);
    if (!model.has(version)) {
      throw new BadInputException(
          "There is no version "
              + version
              + " of "
              + model.name()
              + " in "
              + model.models()
              + ": hearth import adds it");
    } else if (before.blocked().contains(version)) {
      throw new BadInputException(
          version + " of " + model.name() + " is blocked: hearth release unblock allows it again");
    }
    String fault = writer.faultOf(version);
    if (fault != null) {
      throw new BadInputException(model.name() + " " + version + " cannot be offered: " + fault);
    }
  }

  private static void requireName(String version) {
    if (!ModelManifest.isFolderName(version)) {
      throw new BadInputException("Expected a version such as 1.0.0, found " + version);
    }
  }

  private static Channels stable(Channels from, String version) {
    Channels now = from.withStable(version);
    boolean onTrial = now.canary() != null && now.canary().version().equals(version);
    return onTrial ? canary(now, null) : now;
  }

  private static Channels canary(Channels from, @Nullable Canary canary) {
    return new Channels(
        from.release(),
        from.stable(),
        canary,
        from.blocked(),
        from.previous(),
        from.manifests(),
        null);
  }

  private static Channels blocked(Channels from, List<String> blocked) {
    return new Channels(
        from.release(),
        from.stable(),
        from.canary(),
        blocked,
        from.previous(),
        from.manifests(),
        null);
  }
}
