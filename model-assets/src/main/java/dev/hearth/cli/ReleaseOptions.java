package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.Channels.Canary;
import dev.hearth.progress.Progress;
import dev.hearth.release.ModelReleases;
import dev.hearth.release.ReleaseChange;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.signing.SignatureState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What the commands that change a model's channels have in common. */
final class ReleaseOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model's folder in a site, such as site/models/digits.")
  private Path model = Path.of("");

  @Mixin private KeyOption key = new KeyOption();

  @Option(names = "--json", description = "Prints what is offered now as a JSON object.")
  private boolean json;

  /** An edit of a model's channels. */
  interface Edit {
    ReleaseChange make(ModelReleases releases) throws IOException;
  }

  /** The key that signs. */
  static final class KeyOption {
    private static final String VARIABLE = "HEARTH_RELEASE_KEY";

    @Option(
        names = "--key",
        paramLabel = "FILE",
        description =
            "The private key that signs. Default: the file, or the key itself, in the environment"
                + " variable "
                + VARIABLE
                + ".")
    private @Nullable String key;

    @Nullable ReleaseKey read() throws IOException {
      String given = key == null ? System.getenv(VARIABLE) : key;
      return given == null || given.isBlank() ? null : ReleaseKey.of(given);
    }
  }

  /** Makes an edit and tells of it. */
  int edit(Edit edit) throws IOException {
    ReleaseChange change;
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr())) {
      change = make(edit, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode all = JsonOutput.JSON.createObjectNode().put("model", change.model());
      all.put("changed", !change.before().equals(change.after()));
      put(change.after(), change.signature(), all);
      change.notes().forEach(all.putArray("notes")::add);
      JsonOutput.print(all, out);
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    change.notes().forEach(note -> err.println("note: " + Plain.text(note)));
    err.flush();
    out.println(
        Plain.text(
            (change.before().equals(change.after()) ? "Already so: " : "")
                + sentence(change.model(), change.after(), change.signature())));
    out.flush();
    return 0;
  }

  private ReleaseChange make(Edit edit, Progress progress) throws IOException {
    return edit.make(ModelReleases.at(model, key.read(), progress));
  }

  /** Returns what is offered of a model, on one line. */
  static String sentence(String model, Channels channels, SignatureState signature) {
    Canary canary = channels.canary();
    return model
        + (channels.release() == 0 ? "" : " release " + channels.release())
        + ": stable "
        + channels.stable()
        + (canary == null ? "" : ", canary " + canary.version() + " for " + canary.percent() + " %")
        + (channels.blocked().isEmpty()
            ? ""
            : ", blocked " + String.join(" and ", channels.blocked()))
        + ", "
        + signature.words();
  }

  /** Puts what is offered of a model into a JSON object. */
  static void put(Channels channels, SignatureState signature, ObjectNode out) {
    out.put("release", channels.release()).put("stable", channels.stable());
    Canary canary = channels.canary();
    if (canary != null) {
      out.putObject("canary").put("version", canary.version()).put("percent", canary.percent());
    }
    channels.blocked().forEach(out.putArray("blocked")::add);
    channels.previous().forEach(out.putArray("previous")::add);
    out.put("signature", signature.name().toLowerCase(java.util.Locale.ROOT));
  }
}
