package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.release.Resigning;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.signing.SiteKey;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
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
    description = "Makes a key that signs releases, or the next one, and has pages ask for it.",
    footer = {
      "",
      "The private key stays with whoever releases; release-key.json in the site is public.",
      "From then on pages refuse channels that are not signed: publish every model by the key.",
      "",
      "--key OLD --out NEW makes the next key: the old one endorses it, by which devices that know",
      "the old one take it, and all channels are signed by it. --key FILE alone puts a key back,",
      "and signs what a former one had signed. --force --out NEW is for a key that was lost.",
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
      description = "The private key that the site has; with --out the one that endorses the next.")
  private @Nullable String key;

  @Option(
      names = "--force",
      description =
          "Replaces a key that was lost: devices that know it refuse the new one until a script of"
              + " the site names it in configure({lostKeys}).")
  private boolean force;

  @Option(names = "--json", description = "Prints the files' names as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (out == null && key == null) {
      throw new ParameterException(
          spec.commandLine(), "Expected --out for a new key, or --key for one that is there");
    }
    if (!Files.isDirectory(models.resolve("blobs"))) {
      throw new BadInputException(
          "Expected a site's models folder, such as site/models, found " + models);
    }
    Path siteFile = SiteKey.file(models);
    ReleaseKey given = key == null ? null : ReleaseKey.of(key);
    SiteKey before = SiteKey.beside(models);
    ReleaseKey made = out == null ? Objects.requireNonNull(given) : ReleaseKey.generate();
    SiteKey next = next(given, made, before);
    Resigning resigning = Resigning.of(models, before, next);
    if (out != null) {
      requireOutside(out, siteFile);
      made.write(out);
    }
    Path beside = siteFile.resolveSibling("." + SiteKey.FILE);
    Files.writeString(beside, next.toJson(), StandardCharsets.UTF_8);
    Files.move(
        beside, siteFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    tell(siteFile, resigning.run(made), force && before != null ? before : null);
    return 0;
  }

  /** Returns the site's key from now on. */
  private SiteKey next(@Nullable ReleaseKey given, ReleaseKey made, @Nullable SiteKey before) {
    if (before == null && given != null && out != null) {
      throw new BadInputException(
          SiteKey.file(models) + " has no key that could endorse the next: leave --key out");
    } else if (force || before == null) {
      return made.site();
    } else if (given == null || !given.site().equals(before)) {
      throw new BadInputException(
          SiteKey.file(models)
              + " has another key, which pages go by: --key FILE --out FILE has it endorse the next"
              + " one, --force replaces one that was lost");
    }
    return out == null ? before : given.endorse(before, made.site());
  }

  private void tell(Path siteFile, Resigning.Result result, @Nullable SiteKey lost)
      throws IOException {
    PrintWriter lines = spec.commandLine().getOut();
    if (json) {
      ObjectNode all =
          JsonOutput.JSON
              .createObjectNode()
              .put("privateKey", out == null ? null : out.toString())
              .put("publicKey", siteFile.toString());
      result.signed().forEach(all.putArray("signed")::add);
      result.unsigned().forEach(all.putArray("unsigned")::add);
      JsonOutput.print(lost == null ? all : all.put("lost", lost.base64()), lines);
      return;
    }
    if (out != null) {
      lines.println("Private key: " + out + ", which nobody else may read");
    }
    lines.println("Public key:  " + siteFile);
    if (!result.signed().isEmpty()) {
      lines.println("Signed:      " + String.join(", ", result.signed()));
    }
    if (lost != null) {
      lines.println(
          "Devices that know the lost key go on with what they have, until a script of the site"
              + " calls configure({lostKeys: ['"
              + lost.base64()
              + "']})");
    }
    for (String model : result.unsigned()) {
      lines.println(
          "Not signed:  " + model + ": hearth release publish MODEL VERSION --key FILE signs it");
    }
    lines.flush();
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
