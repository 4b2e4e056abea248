package dev.hearth.site;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain.html", "plain.js"})
  void readme_quotesTheExampleAsItIs(String file) throws IOException {
    String example = Files.readString(Path.of("src/main/site/examples", file));
    String kind = file.substring(file.indexOf('.') + 1);

    String quoted = "\n```" + kind + "\n" + example + "```\n";

    assertTrue(Files.readString(Path.of("../README.md")).contains(quoted), quoted);
  }
}
