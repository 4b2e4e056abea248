package dev.hearth.cli;

import dev.hearth.manifest.SiteSettings;
import dev.hearth.settings.SiteFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth site}. */
@Command(
    name = "site",
    sortOptions = false,
    description =
        "Checks the site.json of a built site, and lets the page talk to the hosts that it lists,"
            + " and to no others.",
    footer = {
      "",
      "The content security policy is written into _headers, and into nginx.conf, cloudfront.js"
          + " and netlify.toml where they are in the folder.",
      "Exit codes: 0 done, 1 site.json is not in order, 2 wrong usage."
    })
final class SiteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "SITE", description = "The folder of the built site.")
  private Path site = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "FILE",
      description = "Other files with the site's policy, such as target/hosts/nginx.conf.")
  private List<Path> others = List.of();

  @Override
  public Integer call() throws IOException {
    SiteFiles files = new SiteFiles(site);
    SiteSettings settings = files.settings();
    List<Path> changed = files.write(settings, others);
    PrintWriter out = spec.commandLine().getOut();
    List<String> hosts = settings.connectHosts();
    out.println(
        settings.title()
            + " may talk to "
            + (hosts.isEmpty() ? "no other site" : String.join(", ", hosts)));
    for (Path file : changed) {
      out.println("Written: " + file);
    }
    if (changed.isEmpty()) {
      out.println("The files for hosts agree with it already");
    }
    out.flush();
    return 0;
  }
}
