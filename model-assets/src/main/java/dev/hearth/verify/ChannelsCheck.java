package dev.hearth.verify;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Channels;
import dev.hearth.runtime.InferenceException;
import dev.hearth.signing.SignatureState;
import dev.hearth.signing.SiteKey;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Checks what a model's channels offer: that it is there, is as it was released, and is signed. */
final class ChannelsCheck {
  private static final long MOST_BYTES = 1 << 20;

  private final Path folder;
  private final Path file;
  private final Set<String> versions;
  private final Findings findings;

  ChannelsCheck(Path folder, Set<String> versions, Findings findings) {
    this.folder = folder;
    this.file = folder.resolve("channels.json");
    this.versions = versions;
    this.findings = findings;
  }

  void run() throws IOException {
    if (!Files.isRegularFile(file)) {
      findings.wrong(file, "is missing: no version is offered");
      return;
    }
    if (Files.size(file) > MOST_BYTES) {
      findings.wrong(file, "expected at most " + MOST_BYTES + " bytes, found " + Files.size(file));
      return;
    }
    Channels channels;
    try {
      channels = Channels.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (InferenceException e) {
      findings.wrong(file, e.getMessage());
      return;
    }
    offered("stable", channels.stable(), channels);
    if (channels.canary() != null) {
      offered("canary", channels.canary().version(), channels);
    }
    manifests(channels);
    signature(channels);
  }

  private void offered(String channel, String version, Channels channels) {
    if (!versions.contains(version)) {
      findings.wrong(file, channel + " is " + version + ", and there is no such version");
    } else if (channels.blocked().contains(version) && channel.equals("stable")) {
      findings.note(file, "stable is " + version + ", which is blocked: nobody gets the model");
    } else if (channels.blocked().contains(version)) {
      findings.wrong(file, channel + " is " + version + ", which is blocked");
    } else if (!channels.manifests().isEmpty() && !channels.manifests().containsKey(version)) {
      findings.wrong(file, channel + " is " + version + ", whose manifest's hash is not there");
    }
  }

  private void manifests(Channels channels) throws IOException {
    for (Map.Entry<String, String> one : channels.manifests().entrySet()) {
      Path manifest = folder.resolve(one.getKey()).resolve("manifest.json");
      if (!versions.contains(one.getKey()) || !Files.isRegularFile(manifest)) {
        findings.wrong(file, "has the hash of " + one.getKey() + ", and there is no such version");
        continue;
      }
      String found = Sha256.of(manifest);
      if (!found.equals(one.getValue())) {
        findings.wrong(
            manifest,
            "expected the SHA-256 of channels.json, " + one.getValue() + ", found " + found);
      }
    }
  }

  private void signature(Channels channels) throws IOException {
    SiteKey key;
    try {
      key = SiteKey.beside(folder.resolveSibling(".").normalize());
    } catch (BadInputException e) {
      findings.wrong(file, "cannot be checked: " + e.getMessage());
      return;
    }
    SignatureState state = SignatureState.of(folder.getFileName().toString(), channels, key);
    String sentence = "is " + state.words();
    switch (state) {
      case SIGNED -> {}
      case UNSIGNED ->
          findings.note(file, sentence + ": whoever can write the site decides what pages run");
      case UNCHECKED -> findings.note(file, sentence + ": there is no " + SiteKey.FILE);
      case MISSING, FORMER, WRONG -> findings.wrong(file, sentence + ": see hearth release");
    }
  }
}
