package dev.hearth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void read_splitsRowsAndCells() {
    assertEquals(List.of(List.of("a", "b"), List.of("1", "")), rows("a,b\n1,\n"));
    assertEquals(List.of(List.of("a", "b"), List.of("1", "2")), rows("\ufeffa,b\r\n1,2"));
    assertEquals(List.of(List.of("a"), List.of("b")), rows("a\rb"));
    assertEquals(List.of(), rows(""));
    assertEquals(List.of(), rows("\r\n \n"));
  }

  @Test
  void read_takesTheSeparatorOfTheFirstLine() {
    assertEquals(
        List.of(List.of("a", "b,c", "d"), List.of("1,5", "2", "3")), rows("a;b,c;d\n1,5;2;3"));
    assertEquals(List.of(List.of("a", "b"), List.of("1;2", "3")), rows("a\tb\n1;2\t3"));
    assertEquals(List.of(List.of("a;b;c", "d")), rows("\"a;b;c\",d"));
  }

  @Test
  void read_unquotes() {
    assertEquals(List.of(List.of("a \"b\"", "c\nd,")), rows("\"a \"\"b\"\"\",\"c\nd,\"\n"));
    assertEquals(List.of(List.of("")), rows("\"\"\n"));
    assertEquals(List.of(List.of("a\"b", "c")), rows("a\"b,c"));
  }

  @Test
  void read_countsLines() {
    assertEquals(List.of(1, 4, 6), Csv.read("a,b\n\n\n\"1\n2\",3\n5,6").lines());
    assertEquals(List.of(1, 3), Csv.read("\"1\r\n2\",3\r\n5,6").lines());
  }

  @Test
  void read_refusesAnOpenQuote() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Csv.read("a,b\n1,\"2\n3"));
    assertEquals("Expected a closing quote for the one of line 2, found the end", e.getMessage());
  }

  @Test
  void append_givesWhatReadTakes() {
    List<String> cells = List.of("a", "b,c", "d\"e", "", "f\ng", " h");
    StringBuilder out = new StringBuilder();
    Csv.append(out, cells);
    assertEquals("a,\"b,c\",\"d\"\"e\",,\"f\ng\", h\r\n", out.toString());
    assertEquals(List.of(cells), rows(out.toString()));
  }

  private static List<List<String>> rows(String text) {
    return Csv.read(text).rows();
  }
}
