package dev.hearth.hosts;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Shard;
import dev.hearth.progress.Progress;
import dev.hearth.runtime.InferenceException;
import dev.hearth.signing.SignatureState;
import dev.hearth.signing.SiteKey;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the models of a deployed site: index, channels, manifests and shards. */
final class ModelsCheck {
  private static final String INDEX = "models/index.json";
  private static final int MOST_MODELS = 1000;
  private static final int MOST_SHARD_BYTES = 100 << 20;
  private static final int HOSTS_TAKE_BYTES = 25 << 20;
  private static final int HOSTS_TAKE_FILES = 20_000;

  private final SiteClient client;
  private final HostFindings findings;
  private final boolean all;
  private final Progress progress;
  private final Set<String> known = new HashSet<>();
  private final Set<String> hashed = new HashSet<>();
  private int models;
  private int versions;
  private long bytes;

  ModelsCheck(SiteClient client, HostFindings findings, boolean all, Progress progress) {
    this.client = client;
    this.findings = findings;
    this.all = all;
    this.progress = progress;
  }

  int models() {
    return models;
  }

  int versions() {
    return versions;
  }

  int shards() {
    return hashed.size();
  }

  long bytes() {
    return bytes;
  }

  void run() {
    Answer index = document(INDEX, true);
    if (index == null) {
      return;
    }
    List<ModelIndex.Entry> entries;
    try {
      entries = ModelIndex.parse(index.text()).models();
    } catch (InferenceException e) {
      findings.wrong(INDEX, String.valueOf(e.getMessage()));
      return;
    }
    models = entries.size();
    if (models > MOST_MODELS) {
      findings.note(INDEX, "has " + models + " models, of which " + MOST_MODELS + " are checked");
    }
    SiteKey key = key();
    for (ModelIndex.Entry entry : entries.subList(0, Math.min(MOST_MODELS, models))) {
      if (ModelManifest.isFolderName(entry.name())) {
        model(entry.name(), key);
      } else {
        findings.wrong(INDEX, "names " + entry.name() + ", which can be no folder");
      }
    }
    if (known.size() > HOSTS_TAKE_FILES) {
      findings.note("models/blobs/", "has " + known.size() + " files; some hosts take 20,000");
    }
  }

  private @Nullable SiteKey key() {
    try {
      Answer answer = client.get(SiteKey.FILE, HostCheck.MOST_TEXT_BYTES);
      if (answer.isMissing()) {
        findings.note(SiteKey.FILE, "is not there: releases are unsigned");
        return null;
      }
      SiteKey found = SiteKey.parse(answer.text());
      if (found == null) {
        findings.note(SiteKey.FILE, "holds no key: releases are unsigned");
      }
      return found;
    } catch (BadInputException e) {
      findings.wrong(SiteKey.FILE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      findings.wrong(SiteKey.FILE, "cannot be fetched: " + e.getMessage());
    }
    return null;
  }

  private void model(String name, @Nullable SiteKey key) {
    progress.stage(name, 0);
    String path = "models/" + name + "/channels.json";
    Answer answer = document(path, true);
    if (answer == null) {
      return;
    }
    Channels channels;
    try {
      channels = Channels.parse(answer.text());
    } catch (InferenceException e) {
      findings.wrong(path, String.valueOf(e.getMessage()));
      return;
    }
    SignatureState state = SignatureState.of(name, channels, key);
    if (state.isRefused()) {
      findings.wrong(path, "is " + state.words());
    }
    version(name, channels.stable(), channels);
    if (channels.canary() != null) {
      version(name, channels.canary().version(), channels);
    }
  }

  private void version(String name, String version, Channels channels) {
    String path = "models/" + name + "/" + version + "/manifest.json";
    if (!ModelManifest.isFolderName(version)) {
      findings.wrong("models/" + name + "/channels.json", "offers " + version + ", no version");
      return;
    }
    versions++;
    Answer answer = document(path, false);
    if (answer == null) {
      return;
    }
    String expected = channels.manifests().get(version);
    String found = Sha256.of(answer.bytes());
    if (expected != null && !expected.equals(found)) {
      findings.wrong(
          path, "expected the SHA-256 of channels.json, " + expected + ", found " + found);
      return;
    }
    try {
      ModelManifest manifest = ModelManifest.parse(answer.text());
      if (!manifest.name().equals(name) || !manifest.version().equals(version)) {
        findings.wrong(path, "is that of " + manifest.name() + " " + manifest.version());
        return;
      }
      shards(StoredVersion.artifacts(manifest));
    } catch (InferenceException e) {
      findings.wrong(path, String.valueOf(e.getMessage()));
    }
  }

  private void shards(List<Artifact> artifacts) {
    List<Shard> shards = new ArrayList<>();
    artifacts.forEach(artifact -> shards.addAll(artifact.shards()));
    shards.forEach(shard -> known.add(shard.sha256()));
    shards.sort(Comparator.comparingInt(Shard::bytes).thenComparing(Shard::sha256));
    for (Shard shard : all ? shards : shards.subList(0, Math.min(1, shards.size()))) {
      if (!hashed.contains(shard.sha256())) {
        shard(shard);
      }
    }
    for (Shard shard : shards) {
      if (shard.bytes() > HOSTS_TAKE_BYTES) {
        findings.note(
            "models/blobs/" + shard.sha256(), "is larger than the 25 MiB some hosts take");
      }
    }
  }

  private void shard(Shard shard) {
    String path = "models/blobs/" + shard.sha256();
    if (shard.bytes() > MOST_SHARD_BYTES) {
      findings.wrong(path, "is said to have " + shard.bytes() + " bytes, more than hosts take");
      return;
    }
    try {
      // One more than there should be: what is longer is told from what cannot be fetched.
      Answer answer = client.get(path, shard.bytes() + 1);
      if (answer.status() != 200 || answer.isHtml()) {
        findings.wrong(path, HostCheck.expected("a shard", answer));
        return;
      }
      byte[] body = answer.bytes();
      hashed.add(shard.sha256());
      bytes += body.length;
      progress.advance(body.length);
      if (body.length != shard.bytes()) {
        findings.wrong(path, "expected " + shard.bytes() + " bytes, found " + body.length);
      } else if (!Sha256.of(body).equals(shard.sha256())) {
        findings.wrong(path, "expected the SHA-256 of its name, found " + Sha256.of(body));
      }
      headers(path, answer);
      range(path, shard);
    } catch (IOException e) {
      findings.wrong(path, "cannot be fetched: " + e.getMessage());
    }
  }

  private void headers(String path, Answer answer) {
    if (!answer.type().equals("application/octet-stream")) {
      findings.note(path, HostCheck.expected("application/octet-stream", answer));
    }
    kept(path, answer);
    if (answer.header("Cross-Origin-Resource-Policy").isEmpty()) {
      findings.note(path, "has no Cross-Origin-Resource-Policy");
    }
  }

  private void kept(String path, Answer answer) {
    if (!answer.isKeptLong()) {
      findings.note(
          path, "never changes: expected Cache-Control with immutable, found " + control(answer));
    }
  }

  private void range(String path, Shard shard) throws IOException {
    Answer answer = client.firstByte(path, shard.bytes() + 1);
    String found = answer.header("Content-Range");
    if (answer.status() != 206 || !found.equals("bytes 0-0/" + shard.bytes())) {
      findings.note(
          path,
          "is not sent in parts: asked for one byte, found status "
              + answer.status()
              + (found.isEmpty() ? "" : " of " + found));
    } else if (answer.bytes().length != 1) {
      findings.note(path, "is not sent in parts: asked for one byte, found more");
    }
  }

  /** Returns a JSON document, or null where something else is told of instead. */
  private @Nullable Answer document(String path, boolean changes) {
    try {
      Answer answer = client.get(path, HostCheck.MOST_TEXT_BYTES);
      if (answer.status() != 200 || answer.isHtml()) {
        findings.wrong(path, HostCheck.expected("a JSON file", answer));
        return null;
      }
      if (changes && !answer.isAskedForAgain()) {
        findings.note(
            path,
            "changes with a release: expected Cache-Control: no-cache, found " + control(answer));
      } else if (!changes) {
        kept(path, answer);
      }
      return answer;
    } catch (IOException e) {
      findings.wrong(path, "cannot be fetched: " + e.getMessage());
      return null;
    }
  }

  private static String control(Answer answer) {
    String control = answer.header("Cache-Control");
    return control.isEmpty() ? "none" : control;
  }
}
