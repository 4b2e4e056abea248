package dev.hearth.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** All of core keeps the numeric rule, and the rule catches what breaks it. */
class NumericRuleTest {

  @Test
  void core_keepsTheRule() throws IOException, URISyntaxException, AnalyzerException {
    Path classes =
        Path.of(Tensor.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> offences = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    List<Path> files;
    try (var all = Files.walk(classes.resolve("dev/hearth"))) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      offences.addAll(NumericRule.offences(Files.readAllBytes(file)));
      seen.merge(classes.relativize(file).getName(2).toString(), 1, Integer::sum);
    }
    for (String part : List.of("tensor", "image", "audio", "text", "decode", "predict", "task")) {
      assertTrue(seen.getOrDefault(part, 0) > 5, part + " of " + seen);
    }
    assertEquals("", String.join("\n", offences));
  }

  @Test
  void rule_catchesEachOffence() throws IOException, AnalyzerException {
    List<String> found = offences(Offender.class);
    Map<String, Long> offencesOfMethod =
        found.stream()
            .map(line -> line.substring(line.lastIndexOf('.', line.indexOf(':')) + 1))
            .collect(
                Collectors.groupingBy(
                    line -> line.substring(0, line.indexOf(':')),
                    TreeMap::new,
                    Collectors.counting()));
    assertEquals(Offender.OFFENCES, offencesOfMethod, String.join("\n", found));
  }

  @Test
  void rule_letsTheRestPass() throws IOException, AnalyzerException {
    assertEquals(List.of(), offences(Offender.Innocent.class));
  }

  private static List<String> offences(Class<?> type) throws IOException, AnalyzerException {
    String name = type.getName();
    try (InputStream file =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return NumericRule.offences(file.readAllBytes());
    }
  }
}
