package dev.hearth.verify;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks shards, each once, also where versions share it. */
final class Blobs {
  private final Path folder;
  private final Findings findings;
  private final Progress progress;
  private final Set<String> named = new HashSet<>();
  private final Map<Shard, Boolean> checked = new HashMap<>();

  Blobs(Path folder, Findings findings, Progress progress) {
    this.folder = folder;
    this.findings = findings;
    this.progress = progress;
  }

  /** Returns true if all of a file's shards are there and are what their names say. */
  boolean check(Artifact artifact, Path manifest) throws IOException {
    boolean whole = true;
    for (Shard shard : artifact.shards()) {
      named.add(shard.sha256());
      Boolean good = checked.get(shard);
      if (good == null) {
        good = check(shard, artifact.path(), manifest);
        checked.put(shard, good);
      }
      whole &= good;
    }
    return whole;
  }

  private boolean check(Shard shard, String of, Path manifest) throws IOException {
    Path blob = folder.resolve(shard.sha256());
    if (!Files.isRegularFile(blob)) {
      findings.wrong(
          manifest, "needs the shard blobs/" + shard.sha256() + " of " + of + ", which is missing");
      return false;
    }
    long size = Files.size(blob);
    if (size != shard.bytes()) {
      findings.wrong(
          blob, "expected " + shard.bytes() + " bytes, a shard of " + of + ", found " + size);
      return false;
    }
    String found = Sha256.of(blob);
    progress.advance(size);
    findings.shardHashed(size);
    if (!found.equals(shard.sha256())) {
      findings.wrong(
          blob, "expected the SHA-256 of its name, a shard of " + of + ", found " + found);
      return false;
    }
    return true;
  }

  /** Returns true if some version that was checked names a shard of this name. */
  boolean isNamed(String sha256) {
    return named.contains(sha256);
  }
}
