package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the README shows is what the tests build and run. */
class ReadmeTest {
  private static final Path CONSUMER = Path.of("src/consumer");

  @Test
  void javaExample_isTheConsumersProgram() throws IOException {
    String program =
        Files.readString(CONSUMER.resolve("src/main/java/com/example/DigitReader.java"));
    String shown = fenced("java");
    assertEquals(program.substring(program.indexOf("import ")), shown);
    assertTrue(shown.lines().count() <= 15, "lines");
  }

  @Test
  void dependencies_areTheConsumers() throws IOException {
    List<String> pom = stripped(Files.readString(CONSUMER.resolve("pom.xml")));
    List<String> shown = stripped(fenced("xml"));
    assertTrue(shown.size() > 10, shown.toString());
    assertTrue(
        String.join("\n", pom).contains(String.join("\n", shown)), () -> String.join("\n", shown));
  }

  private static String fenced(String language) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String fence = "```" + language + "\n";
    int from = readme.indexOf(fence) + fence.length();
    assertTrue(from >= fence.length(), "the README shows " + language);
    return readme.substring(from, readme.indexOf("```", from));
  }

  private static List<String> stripped(String text) {
    return text.lines().map(String::strip).toList();
  }
}
