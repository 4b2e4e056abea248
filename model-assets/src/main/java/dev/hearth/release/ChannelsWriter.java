package dev.hearth.release;

import dev.hearth.manifest.Channels;
import dev.hearth.progress.Progress;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.signing.SignatureState;
import dev.hearth.signing.SiteKey;
import dev.hearth.site.ModelsFolder;
import dev.hearth.source.BadInputException;
import dev.hearth.verify.Finding;
import dev.hearth.verify.SiteVerifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Completes channels by hashes, counter and signature, and writes them. */
final class ChannelsWriter {
  private final ModelFolder model;
  private final Channels before;
  private final @Nullable ReleaseKey key;
  private final @Nullable SiteKey site;
  private final Progress progress;
  private final Map<String, Optional<String>> faults = new HashMap<>();

  private ChannelsWriter(
      ModelFolder model,
      Channels before,
      @Nullable ReleaseKey key,
      @Nullable SiteKey site,
      Progress progress) {
    this.model = model;
    this.before = before;
    this.key = key;
    this.site = site;
    this.progress = progress;
  }

  /** Refuses keys that do not fit the site, before anything is done. */
  static ChannelsWriter of(
      ModelFolder model, Channels before, @Nullable ReleaseKey key, Progress progress)
      throws IOException {
    SiteKey site = SiteKey.beside(model.models());
    if (key == null && site != null) {
      throw new BadInputException(
          "Pages of this site take signed channels alone, by "
              + SiteKey.file(model.models())
              + ": give --key FILE or HEARTH_RELEASE_KEY");
    } else if (key != null && site == null) {
      throw new BadInputException(
          "Pages have nothing to check a signature by: write "
              + SiteKey.file(model.models())
              + " by hearth release keygen");
    } else if (key != null && !key.site().equals(site)) {
      throw new BadInputException(
          "The key is not the one of " + SiteKey.file(model.models()) + ", which pages check by");
    }
    SignatureState state = SignatureState.of(model.name(), before, site);
    if (state == SignatureState.UNCHECKED) {
      throw new BadInputException(
          "The channels of "
              + model.name()
              + " are signed, and there is no "
              + SiteKey.file(model.models())
              + ": put it back, or take their signature out to go on unsigned");
    }
    if (state == SignatureState.FORMER) {
      throw new BadInputException(
          "The channels of "
              + model.name()
              + " are signed by the key before: hearth release keygen "
              + model.models()
              + " --key FILE signs all of them by the one of now");
    }
    if (state == SignatureState.WRONG) {
      throw new BadInputException(
          model.folder().resolve("channels.json")
              + " was changed after it was signed, or signed by another key: restore it, or take"
              + " its signature out to have it signed as it is");
    }
    return new ChannelsWriter(model, before, key, site, progress);
  }

  /** Returns what {@code hearth verify} refuses about a version, or null. */
  @Nullable String faultOf(String version) throws IOException {
    Optional<String> known = faults.get(version);
    if (known == null) {
      known = Optional.ofNullable(check(version));
      faults.put(version, known);
    }
    return known.orElse(null);
  }

  private @Nullable String check(String version) throws IOException {
    if (!model.has(version)) {
      return "there is no such version";
    }
    String changed = changed(version);
    if (changed != null) {
      return changed;
    }
    return SiteVerifier.verify(model.folder().resolve(version), null, progress).findings().stream()
        .filter(Finding::wrong)
        .map(finding -> finding.place() + " " + finding.sentence())
        .findFirst()
        .orElse(null);
  }

  /** Writes the same without versions that are going to be deleted. */
  void write(Channels wanted, Set<String> gone) throws IOException {
    Map<String, String> left = new LinkedHashMap<>(before.manifests());
    left.keySet().removeAll(gone);
    write(with(before.release(), wanted, left), new ArrayList<>(), left);
  }

  /**
   * Writes what is to be offered.
   *
   * @throws BadInputException if an offered version is not sound
   */
  ReleaseChange write(Channels wanted, List<String> notes) throws IOException {
    return write(wanted, notes, hashes(wanted, notes));
  }

  private ReleaseChange write(Channels wanted, List<String> notes, Map<String, String> hashes)
      throws IOException {
    Channels whole = with(before.release(), wanted, hashes);
    SignatureState state = SignatureState.of(model.name(), before, site);
    if (before.release() > 0
        && state != SignatureState.MISSING
        && whole.equals(before.signed(null))) {
      return new ReleaseChange(model.name(), before, before, state, notes);
    }
    if (before.release() == Integer.MAX_VALUE) {
      throw new BadInputException("The release counter is at its end: import under another name");
    }
    Channels counted = with(before.release() + 1, whole, whole.manifests());
    Channels after = key == null ? counted : key.sign(model.name(), counted);
    if (!model.channels().equals(before)) {
      throw new BadInputException(
          model.folder().resolve("channels.json")
              + " was changed meanwhile: run the command again");
    }
    new ModelsFolder(model.models()).release(model.name(), after, model.manifest(after.stable()));
    SignatureState now = SignatureState.of(model.name(), after, site);
    return new ReleaseChange(model.name(), before, after, now, notes);
  }

  private Map<String, String> hashes(Channels wanted, List<String> notes) throws IOException {
    Map<String, String> out = new TreeMap<>(ModelsFolder::compare);
    List<String> offered = new ArrayList<>(List.of(wanted.stable()));
    if (wanted.canary() != null) {
      offered.add(wanted.canary().version());
    }
    for (String version : offered) {
      String fault = wasOffered(version) ? changed(version) : faultOf(version);
      if (fault != null) {
        throw new BadInputException(model.name() + " " + version + " cannot be offered: " + fault);
      }
      out.put(version, model.manifestHash(version));
    }
    for (String version : others(wanted)) {
      boolean known = before.manifests().containsKey(version) && model.has(version);
      String fault = known ? changed(version) : faultOf(version);
      if (fault == null) {
        out.put(version, model.manifestHash(version));
      } else if (model.has(version)) {
        notes.add(version + " is not among the released versions: " + fault);
      }
    }
    return out;
  }

  /** Returns what was released or stable before and is not offered now. */
  private List<String> others(Channels wanted) {
    List<String> out = new ArrayList<>(wanted.previous());
    out.addAll(before.manifests().keySet());
    out.add(before.stable());
    // What is blocked was checked when it was released, or never is.
    out.removeIf(
        version ->
            version.equals(wanted.stable())
                || (wanted.blocked().contains(version)
                    && !before.manifests().containsKey(version)));
    return out.stream().distinct().toList();
  }

  private boolean wasOffered(String version) {
    boolean onTrial = before.canary() != null && before.canary().version().equals(version);
    return (onTrial || before.stable().equals(version))
        && before.manifests().containsKey(version)
        && model.has(version);
  }

  private @Nullable String changed(String version) throws IOException {
    String known = before.manifests().get(version);
    return known == null || known.equals(model.manifestHash(version))
        ? null
        : "its manifest.json has changed since it was released";
  }

  private static Channels with(int release, Channels channels, Map<String, String> manifests) {
    return new Channels(
        release,
        channels.stable(),
        channels.canary(),
        channels.blocked(),
        channels.previous(),
        manifests,
        null);
  }
}
