package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.catalog.Catalog;
import dev.hearth.catalog.CatalogEntry;
import dev.hearth.catalog.CatalogEntry.CatalogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hearth catalog}. */
@Command(
    name = "catalog",
    sortOptions = false,
    description = "Lists well-known models, which hearth import catalog:NAME downloads.",
    footer = {
      "",
      "What is downloaded has the size and SHA-256 that the catalog says, or is refused.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class CatalogCommand implements Callable<Integer> {
  private static final int NAME_COLUMNS = 22;
  private static final int TASK_COLUMNS = 26;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "Another catalog than the one that comes with hearth.")
  private @Nullable Path catalog;

  @Option(names = "--json", description = "Prints all of it as a JSON array.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<CatalogEntry> entries = Catalog.read(catalog).entries();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(json(entries), out);
      return 0;
    }
    for (CatalogEntry entry : entries) {
      out.println(
          padded(entry.name(), NAME_COLUMNS)
              + padded(entry.task(), TASK_COLUMNS)
              + padded(Sizes.of(entry.bytes()), 12)
              + entry.license());
      out.println("  " + entry.description());
    }
    out.flush();
    return 0;
  }

  private static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(2, columns - text.length()));
  }

  private static ArrayNode json(List<CatalogEntry> entries) {
    ArrayNode out = JsonOutput.JSON.createArrayNode();
    for (CatalogEntry entry : entries) {
      ObjectNode one = out.addObject().put("name", entry.name()).put("title", entry.title());
      one.put("description", entry.description()).put("license", entry.license());
      one.put("task", entry.task()).put("bytes", entry.bytes());
      ArrayNode files = one.putArray("files");
      for (CatalogFile file : entry.files()) {
        files
            .addObject()
            .put("path", file.path())
            .put("url", file.url().toString())
            .put("bytes", file.bytes())
            .put("sha256", file.sha256());
      }
    }
    return out;
  }
}
