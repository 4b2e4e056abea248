package dev.hearth.model.savedmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  private static final Path VENDORED =
      Path.of("../static-site/node_modules/@tensorflow/tfjs-converter");

  private static NavigableSet<String> found(Path file, String regex) throws IOException {
    NavigableSet<String> found = new TreeSet<>();
    Pattern.compile(regex)
        .matcher(Files.readString(file))
        .results()
        .forEach(match -> found.add(match.group(1)));
    return found;
  }

  /** The script src/main/scripts/tfjs-operators.mjs makes the list anew. */
  @Test
  void names_areThoseOfTheVendoredTfjs() throws IOException {
    assumeTrue(Files.isDirectory(VENDORED), "TF.js is vendored by the build of static-site");
    Path operations = VENDORED.resolve("dist/operations");
    NavigableSet<String> lists =
        found(operations.resolve("operation_mapper.js"), "'\\./op_list/(\\w+)'");
    lists.remove("hash_table");
    NavigableSet<String> expected = new TreeSet<>();
    for (String list : lists) {
      expected.addAll(
          found(operations.resolve("op_list").resolve(list + ".js"), "'tfOpName': '(\\w+)'"));
    }
    assertTrue(expected.size() > 200, expected.toString());
    assertEquals(expected, Operators.all().names());
  }

  @Test
  void details_areOfKnownOperators() throws IOException {
    JsonNode details =
        new ObjectMapper().readTree(Operators.class.getResourceAsStream("operators.json"));
    assertTrue(details.size() > 80, "" + details.size());
    details.fieldNames().forEachRemaining(op -> assertTrue(Operators.all().isKnown(op), op));
  }
}
