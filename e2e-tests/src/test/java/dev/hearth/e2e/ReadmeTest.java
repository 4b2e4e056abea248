package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void partsOfAPom_areTheConsumers() throws IOException {
    String pom = stripped(Files.readString(CONSUMER.resolve("pom.xml")));
    String readme = Files.readString(Path.of("../README.md"));
    String[] parts = readme.split("```xml\n", -1);
    assertEquals(3, parts.length, "the README shows dependencies and a plugin");
    for (int i = 1; i < parts.length; i++) {
      String shown = stripped(parts[i].substring(0, parts[i].indexOf("```")));
      assertTrue(shown.lines().count() > 10, shown);
      assertTrue(pom.contains(shown), shown);
    }
  }

  private static String fenced(String language) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String fence = "```" + language + "\n";
    int from = readme.indexOf(fence) + fence.length();
    assertTrue(from >= fence.length(), "the README shows " + language);
    return readme.substring(from, readme.indexOf("```", from));
  }

  private static String stripped(String text) {
    return String.join("\n", text.lines().map(String::strip).toList());
  }
}
