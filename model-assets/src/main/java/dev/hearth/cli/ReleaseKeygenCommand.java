package dev.hearth.cli;

import dev.hearth.model.BadInputException;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.signing.SiteKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth release keygen}. */
@Command(
    name = "keygen",
    sortOptions = false,
    description = "Makes a key that signs releases, and has the site's pages ask for it.",
    footer = {
      "",
      "The private key stays with whoever releases; release-key.json in the site is public.",
      "From then on pages refuse channels that are not signed: publish every model by the key.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class ReleaseKeygenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "MODELS", description = "The site's models folder.")
  private Path models = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "A new file for the private key, outside the site.")
  private @Nullable Path out;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Takes a private key that is there, and makes none.")
  private @Nullable String key;

  @Option(
      names = "--force",
      description = "Replaces another release-key.json, of a key that was lost or stolen.")
  private boolean force;

  @Option(names = "--json", description = "Prints the files' names as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if ((out == null) == (key == null)) {
      throw new ParameterException(
          spec.commandLine(), "Expected --out for a new key, or --key for one that is there");
    }
    if (!Files.isDirectory(models.resolve("blobs"))) {
      throw new BadInputException(
          "Expected a site's models folder, such as site/models, found " + models);
    }
    Path siteFile = SiteKey.file(models);
    ReleaseKey made = out == null ? ReleaseKey.of(String.valueOf(key)) : ReleaseKey.generate();
    SiteKey before = SiteKey.beside(models);
    if (!force && before != null && !made.site().equals(before)) {
      throw new BadInputException(
          siteFile + " has another key, which pages go by; --force replaces it");
    }
    if (out != null) {
      requireOutside(out, siteFile);
      made.write(out);
    }
    Path beside = siteFile.resolveSibling("." + SiteKey.FILE);
    Files.writeString(beside, made.site().toJson(), StandardCharsets.UTF_8);
    Files.move(
        beside, siteFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrintWriter lines = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(
          JsonOutput.JSON
              .createObjectNode()
              .put("privateKey", out == null ? null : out.toString())
              .put("publicKey", siteFile.toString()),
          lines);
    } else {
      if (out != null) {
        lines.println("Private key: " + out + ", which nobody else may read");
      }
      lines.println("Public key:  " + siteFile);
      lines.println("Sign each model: hearth release publish MODEL VERSION --key FILE");
      lines.flush();
    }
    return 0;
  }

  private static void requireOutside(Path file, Path siteFile) throws IOException {
    Path folder = file.toAbsolutePath().normalize().resolveSibling(".").toRealPath();
    Path site = siteFile.resolveSibling(".").toRealPath();
    if (folder.startsWith(site)) {
      throw new BadInputException(
          file + " would be published with the site: put the private key outside " + site);
    }
  }
}
