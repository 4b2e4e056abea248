package dev.hearth.e2e.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that the build made, as a process of its own. */
public final class HearthTool {
  private HearthTool() {}

  /**
   * Imports a model into a site.
   *
   * @param description of {@code --describe}
   * @param model file or folder
   * @param more arguments
   */
  public static void add(Path site, String name, String description, Path model, Object... more)
      throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("import", "--out=" + site.resolve("models")));
    arguments.add("--name=" + name);
    arguments.add("--describe=" + Files.writeString(site.resolve(name + ".json"), description));
    arguments.addAll(List.of(more));
    arguments.add(model);
    run(arguments.toArray());
  }

  /**
   * Runs it and returns what it printed.
   *
   * @throws AssertionError if it does not end well
   */
  public static String run(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(System.getProperty("hearth.cli", "../model-assets/target/hearth.jar"));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + "\n" + output);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
    return output;
  }
}
