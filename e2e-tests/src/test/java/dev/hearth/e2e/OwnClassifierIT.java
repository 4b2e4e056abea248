package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's way from an ONNX file to a live site, by the README and nothing else. */
class OwnClassifierIT {
  private static final Pattern STEP = Pattern.compile("(?m)^(\\d+)\\. ");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ {3}```(sh|json)\\n(.*?)^ {3}```$");

  private int visits;

  @Test
  void readme_leadsToALiveClassifier(@TempDir Path project) throws Exception {
    Path mnist = TestData.path("onnx/mnist-8/mnist-8.onnx");
    Path picture = TestData.path("images/mnist/7_60000.png");
    Path site = prepare(project);
    Files.copy(mnist, project.resolve("classifier.onnx"));
    List<String> steps = steps();
    assertTrue(steps.size() < 10, steps.size() + " steps");

    for (String step : steps) {
      Matcher block = BLOCK.matcher(step);
      while (block.find()) {
        String text = block.group(2).replaceAll("(?m)^ {3}", "");
        if (block.group(1).equals("json")) {
          Files.writeString(project.resolve("my-model/hearth.json"), text);
        } else {
          text.lines().forEach(line -> walk(line, project, site, picture));
        }
      }
    }
    assertEquals(2, visits, "it was tried, and it was live");
  }

  private void walk(String command, Path project, Path site, Path picture) {
    if (command.startsWith("mvn ")) {
      // The build that runs this test has done it.
      return;
    }
    if (command.endsWith("dev-server.jar")) {
      visit(SiteProcess.start(site), picture);
    } else if (command.contains("check-host")) {
      // Dropped on a host that sends no headers of the site's.
      try (SiteProcess host = SiteProcess.start(site, "--no-headers")) {
        run(command.replaceFirst("http://localhost:8080", host.origin()), project);
      }
      visit(SiteProcess.start(site, "--no-headers"), picture);
    } else {
      run(command, project);
    }
  }

  private void visit(SiteProcess site, Path picture) {
    try (HearthPage page = HearthPage.start(site, BrowserOptions.plain())) {
      page.openGallery();
      page.part("card-my-model").click();
      assertEquals("ready", page.settledState());
      page.choose("upload");
      assertEquals("7", page.upload(picture).label());
      page.assertQuiet();
      visits++;
    }
  }

  /** Makes a folder look as the project does after its build. */
  private static Path prepare(Path project) throws IOException {
    Path tools = Files.createDirectories(project.resolve("model-assets/target"));
    Path jar = Path.of(System.getProperty("hearth.cli", "../model-assets/target/hearth.jar"));
    Files.createSymbolicLink(tools.resolve("hearth.jar"), jar.toAbsolutePath().normalize());
    return SiteCopy.copy(SiteCopy.built(), project.resolve("static-site/target/site"));
  }

  private static List<String> steps() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int from = readme.indexOf("## Your own ONNX classifier on a static host\n");
    assertTrue(from >= 0, "the README has the section");
    String section = readme.substring(from, readme.indexOf("\n## ", from));
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(section);
    int begin = -1;
    while (step.find()) {
      if (begin >= 0) {
        steps.add(section.substring(begin, step.start()));
      }
      begin = step.end();
    }
    steps.add(section.substring(begin));
    return steps;
  }

  private static void run(String command, Path folder) {
    try {
      String java = Path.of(System.getProperty("java.home"), "bin").toString();
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(folder.toFile());
      builder.environment().merge("PATH", java, (old, first) -> first + ":" + old);
      Process process = builder.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), command + "\n" + said);
    } catch (IOException e) {
      throw new AssertionError(command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(command, e);
    }
  }
}
