package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.manifest.Channels.Canary;
import dev.hearth.release.ModelListing;
import dev.hearth.release.ModelListing.Listed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth release list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = "Lists the versions of a model, or of all, and which are offered.",
    footer = {
      "",
      "Shared bytes are those of shards that another version has too.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class ReleaseListCommand implements Callable<Integer> {
  private static final int COLUMNS = 12;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "A model's folder, or a site's models folder.")
  private Path path = Path.of("");

  @Option(names = "--json", description = "Prints it as a JSON array.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<ModelListing> models = ModelListing.of(path);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(json(models), out);
      return 0;
    }
    for (ModelListing model : models) {
      out.println(
          Plain.text(ReleaseOptions.sentence(model.model(), model.channels(), model.signature())));
      for (Listed one : model.versions()) {
        out.println(
            "  "
                + padded(one.version())
                + padded(channel(model, one))
                + padded(Sizes.of(one.bytes()))
                + padded(Sizes.of(one.sharedBytes()) + " shared")
                    .concat(manifest(one.hash()))
                    .stripTrailing());
      }
    }
    out.flush();
    return 0;
  }

  private static String channel(ModelListing model, Listed one) {
    Canary canary = model.channels().canary();
    return canary != null && one.channel().equals("canary")
        ? "canary " + canary.percent() + " %"
        : one.channel();
  }

  private static String manifest(String hash) {
    return switch (hash) {
      case "same" -> " manifest as released";
      case "other" -> " manifest CHANGED since it was released";
      default -> " manifest not in channels.json";
    };
  }

  private static String padded(String text) {
    return text + " ".repeat(Math.max(1, COLUMNS - text.length()));
  }

  private static ArrayNode json(List<ModelListing> models) {
    ArrayNode out = JsonOutput.JSON.createArrayNode();
    for (ModelListing model : models) {
      ObjectNode one = out.addObject().put("model", model.model());
      ReleaseOptions.put(model.channels(), model.signature(), one);
      ArrayNode versions = one.putArray("versions");
      for (Listed listed : model.versions()) {
        versions
            .addObject()
            .put("version", listed.version())
            .put("channel", listed.channel())
            .put("bytes", listed.bytes())
            .put("sharedBytes", listed.sharedBytes())
            .put("manifest", listed.hash());
      }
    }
    return out;
  }
}
