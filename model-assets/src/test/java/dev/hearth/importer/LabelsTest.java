package dev.hearth.importer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.guess.LabelFile;
import dev.hearth.guess.Labels;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
  private final List<String> notes = new ArrayList<>();
  @TempDir private Path folder;

  private List<String> read(String name, String text) throws IOException {
    return Labels.read(
        SourceFile.of(name, Files.writeString(folder.resolve(name), text)), notes::add);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"cat\", \"dog\"]",
        "{\"1\": \"dog\", \"0\": \"cat\"}",
        "{\"dog\": 1, \"cat\": 0}",
        "{\"0\": [\"n02121808\", \"cat\"], \"1\": [\"n02084071\", \"dog\"]}",
        "{\"tfjsVersion\": \"1.7.4\", \"labels\": [\"cat\", \"dog\"]}",
        "{\"id2label\": {\"0\": \"cat\", \"1\": \"dog\"}}",
        "{\"names\": {\"0\": \"cat\", \"1\": \"dog\"}, \"nc\": 2}"
      })
  void json_hasTheNamesInTheOrderOfTheirNumbers(String json) throws IOException {
    assertEquals(List.of("cat", "dog"), read("classes.json", json));
    assertEquals(List.of(), notes);
  }

  @Test
  void python_isReadAsItPrints() {
    assertEquals(
        List.of("person", "teddy bear", "driver's"),
        LabelFile.json("{0: 'person', 1: 'teddy bear', 2: 'driver\\'s'}"));
    assertEquals(List.of("a", "b"), LabelFile.json("['a', 'b']"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "[",
        "[[1], [2]]",
        "{\"0\": \"cat\", \"2\": \"dog\"}",
        "{\"1\": \"cat\", \"2\": \"dog\"}",
        "{\"0\": \"cat\", \"2\": \"dog\", \"3\": \"cow\", \"-1\": \"fish\"}",
        "{\"0\": \"cat\", \"00\": \"dog\"}",
        "{\"a\": \"cat\"}"
      })
  void jsonWithoutANameForEachNumber_isRefused(String json) {
    assertNull(LabelFile.json(json));
    assertThrows(BadInputException.class, () -> read("classes.json", json));
  }

  @Test
  void synset_losesItsNumbers() throws IOException {
    assertEquals(
        List.of("tench, Tinca tinca", "goldfish"),
        read("synset.txt", "n01440764 tench, Tinca tinca\nn01443537 goldfish\n"));
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).startsWith("the WordNet numbers before the labels in "), notes.get(0));
  }

  @Test
  void numbersBeforeEveryLabel_areLeftOut() throws IOException {
    assertEquals(List.of("Class 1", "Class 2"), read("labels.txt", "0 Class 1\n1 Class 2\n"));
    assertEquals(List.of("0 zero", "2 two"), read("labels.txt", "0 zero\n2 two\n"));
    assertEquals(1, notes.size(), notes.toString());
  }

  @Test
  void bareSynsets_orderOfText_andDuplicates_areTold() throws IOException {
    read("a.txt", "n01440764\nn01443537\n");
    assertTrue(notes.get(0).contains("are WordNet numbers such as n01440764"), notes.get(0));
    read("b.txt", "0\n1\n10\n11\n2\n");
    assertTrue(notes.get(1).contains("in the order of text, 10 before 2"), notes.get(1));
    read("c.txt", "cat\ndog\ncat\n");
    assertTrue(notes.get(2).contains("the label cat is that of the classes 0 and 2"), notes.get(2));
    assertEquals(3, notes.size(), notes.toString());
    read("d.txt", "0\n1\n2\n10\n11\n");
    read("e.txt", "class1\nclass2\nclass3\n");
    read("f.txt", "a1\na10\nb2\n");
    assertEquals(3, notes.size(), notes.toString());
  }
}
