package dev.hearth.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code hearth} command line. */
@Command(
    name = "hearth",
    description = "From a trained model to verified files that a browser runs.",
    versionProvider = HearthCli.Version.class,
    subcommands = {
      ImportCommand.class,
      QuantizeCommand.class,
      RunCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      CompareCommand.class,
      CatalogCommand.class,
      ReleaseCommand.class,
      SiteCommand.class,
      CheckHostCommand.class
    })
public final class HearthCli implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private HearthCli() {}

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help and ends.")
  void showHelp(boolean asked) {
    // picocli itself shows it and ends.
  }

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Prints the version and ends.")
  void showVersion(boolean asked) {
    // picocli itself prints it and ends.
  }

  /** Runs a command and ends the program: 0 done, 1 the input is at fault, 2 wrong usage. */
  public static void main(String[] args) {
    CommandLine commandLine = commandLine();
    int status = commandLine.execute(args);
    if (commandLine.getOut().checkError()) {
      System.err.println("hearth: Could not write to the standard output");
      status = 1;
    }
    System.exit(status);
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new HearthCli());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpAutoWidth(true);
    // An argument of @ names a text's file, which is no list of arguments.
    commandLine.setExpandAtFiles(false);
    commandLine.setExecutionExceptionHandler(new FailureMessages());
    commandLine.setParameterExceptionHandler(new UsageMessages());
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Expected a command: import, inspect, quantize, verify, release, site, check-host, compare, catalog"
            + " or run");
  }

  static String version() {
    Properties properties = new Properties();
    try (InputStream in = HearthCli.class.getResourceAsStream("hearth.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "hearth " + properties.getProperty("version", "(version unknown)");
  }

  /** Tells the version of the tool. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {version()};
    }
  }
}
