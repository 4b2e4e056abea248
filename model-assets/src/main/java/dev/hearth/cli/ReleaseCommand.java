package dev.hearth.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth release}, and those of its commands that are an edit of channels. */
@Command(
    name = "release",
    description = "Says which versions of a site's models are offered, and signs it.",
    subcommands = {
      ReleaseCommand.Publish.class,
      ReleaseCommand.Canary.class,
      ReleaseCommand.Promote.class,
      ReleaseCommand.Rollback.class,
      ReleaseCommand.Block.class,
      ReleaseCommand.Unblock.class,
      ReleaseListCommand.class,
      ReleasePruneCommand.class,
      ReleaseKeygenCommand.class
    },
    footer = {
      "",
      "Versions come into a models folder by hearth import. What hearth verify refuses is not",
      "offered. The files are replaced one by one, each whole: publish the folder as it is then."
    })
final class ReleaseCommand implements Runnable {
  private static final String EXIT_CODES =
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage.";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Expected a command: publish, canary, promote, rollback, block, unblock, list, prune or"
            + " keygen");
  }

  /** {@code hearth release publish}. */
  @Command(
      name = "publish",
      sortOptions = false,
      description = "Makes a version stable, which most people get, or with --canary tries it.",
      footer = {"", EXIT_CODES})
  static final class Publish implements Callable<Integer> {
    @Parameters(index = "1", paramLabel = "VERSION", description = "A version that is there.")
    private String version = "";

    @Option(
        names = "--canary",
        paramLabel = "N%",
        converter = PercentConverter.class,
        description = "So many of the people get it, and the others the stable version.")
    private @Nullable Integer canary;

    @Mixin private ReleaseOptions options = new ReleaseOptions();

    @Override
    public Integer call() throws IOException {
      Integer percent = canary;
      return options.edit(
          releases ->
              percent == null ? releases.publish(version) : releases.canary(version, percent));
    }
  }

  /** {@code hearth release canary}. */
  @Command(
      name = "canary",
      sortOptions = false,
      description = "Tries a version on some people, or ends the trial.",
      footer = {"", "hearth release canary MODEL off has all get the stable version.", EXIT_CODES})
  static final class Canary implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "1", paramLabel = "VERSION", description = "A version that is there; off.")
    private String version = "";

    @Parameters(
        index = "2",
        arity = "0..1",
        paramLabel = "N%",
        converter = PercentConverter.class,
        description = "So many of the people get it: 10%%.")
    private @Nullable Integer percent;

    @Mixin private ReleaseOptions options = new ReleaseOptions();

    @Override
    public Integer call() throws IOException {
      Integer share = percent;
      boolean off = version.equals("off");
      if (off == (share != null)) {
        throw new ParameterException(
            spec.commandLine(), "Expected a version and a share such as 2.1.0 10%, or off");
      }
      return options.edit(
          releases -> share == null ? releases.canaryOff() : releases.canary(version, share));
    }
  }

  /** {@code hearth release promote}. */
  @Command(
      name = "promote",
      sortOptions = false,
      description = "Makes the canary stable.",
      footer = {"", EXIT_CODES})
  static final class Promote implements Callable<Integer> {
    @Mixin private ReleaseOptions options = new ReleaseOptions();

    @Override
    public Integer call() throws IOException {
      return options.edit(releases -> releases.promote());
    }
  }

  /** {@code hearth release rollback}. */
  @Command(
      name = "rollback",
      sortOptions = false,
      description = "Makes the version stable again that was so before, and is sound.",
      footer = {
        "",
        "A canary stays. hearth release block keeps people from a version.",
        EXIT_CODES
      })
  static final class Rollback implements Callable<Integer> {
    @Mixin private ReleaseOptions options = new ReleaseOptions();

    @Override
    public Integer call() throws IOException {
      return options.edit(releases -> releases.rollback());
    }
  }

  /** {@code hearth release block}. */
  @Command(
      name = "block",
      sortOptions = false,
      description = "Has nobody get a version, not even those who have it or ask for it.",
      footer = {
        "",
        "A stable version gives way to the last good one before it; where there is none, --force has",
        "nobody get the model, and open pages stop it, until a version is published.",
        EXIT_CODES
      })
  static final class Block implements Callable<Integer> {
    @Parameters(index = "1", paramLabel = "VERSION", description = "Its name.")
    private String version = "";

    @Option(names = "--force", description = "Also where no other version can take its place.")
    private boolean force;

    @Mixin private ReleaseOptions options = new ReleaseOptions();

    @Override
    public Integer call() throws IOException {
      return options.edit(releases -> releases.block(version, force));
    }
  }

  /** {@code hearth release unblock}. */
  @Command(
      name = "unblock",
      sortOptions = false,
      description = "Allows a blocked version again; publish or canary offers it.",
      footer = {"", EXIT_CODES})
  static final class Unblock implements Callable<Integer> {
    @Parameters(index = "1", paramLabel = "VERSION", description = "Its name.")
    private String version = "";

    @Mixin private ReleaseOptions options = new ReleaseOptions();

    @Override
    public Integer call() throws IOException {
      return options.edit(releases -> releases.unblock(version));
    }
  }
}
