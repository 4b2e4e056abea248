package dev.hearth.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables as text: a row a line, cells between separators, in double quotes where they hold a
 * separator, a quote (then doubled) or a line's end, as RFC 4180 says. Reads what spreadsheets
 * write: lines that end in CR, LF or both, a byte order mark, and commas, semicolons or tabs.
 */
public final class Csv {
  private static final char QUOTE = '"';

  private final String text;
  private final char separator;
  private final StringBuilder cell = new StringBuilder();
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private int at;
  private int line = 1;
  private boolean quoted;

  private Csv(String text) {
    this.text = text;
    separator = separator(text);
  }

  /**
   * Rows that were read.
   *
   * @param rows their cells; empty lines are none
   * @param lines on which line of the text each row begins, from 1
   * @param separator between cells
   */
  public record Table(List<List<String>> rows, List<Integer> lines, char separator) {
    public Table {
      rows = List.copyOf(rows);
      lines = List.copyOf(lines);
    }
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException if a quote is not closed; the message names its line
   */
  public static Table read(String text) {
    Csv csv = new Csv(text.startsWith("\ufeff") ? text.substring(1) : text);
    while (csv.at < csv.text.length()) {
      csv.readRow();
    }
    return new Table(csv.rows, csv.lines, csv.separator);
  }

  /** Appends a row, its cells quoted where they must be, and the end of the line. */
  public static void append(StringBuilder out, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
    }
    out.append("\r\n");
  }

  // The separator that the first line has most of, outside quotes.
  private static char separator(String text) {
    char[] known = {',', ';', '\t'};
    int[] counts = new int[known.length];
    boolean inQuotes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      inQuotes ^= c == QUOTE;
      if (!inQuotes && (c == '\n' || c == '\r') && counts[0] + counts[1] + counts[2] > 0) {
        break;
      }
      for (int k = 0; k < known.length; k++) {
        counts[k] += !inQuotes && c == known[k] ? 1 : 0;
      }
    }
    int best = 0;
    for (int k = 1; k < known.length; k++) {
      best = counts[k] > counts[best] ? k : best;
    }
    return known[best];
  }

  private void readRow() {
    int begun = line;
    boolean more = true;
    quoted = false;
    while (more) {
      more = readCell();
    }
    if (row.size() > 1 || quoted || !row.get(0).trim().isEmpty()) {
      rows.add(row);
      lines.add(begun);
    }
    row = new ArrayList<>();
  }

  /** Reads a cell and what ends it; returns true if another follows in its row. */
  private boolean readCell() {
    cell.setLength(0);
    if (at < text.length() && text.charAt(at) == QUOTE) {
      readQuoted();
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == separator) {
        row.add(cell.toString());
        return true;
      } else if (c == '\n' || c == '\r') {
        if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        line++;
        break;
      }
      cell.append(c);
    }
    row.add(cell.toString());
    return false;
  }

  private void readQuoted() {
    int begun = line;
    quoted = true;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == QUOTE) {
        at++;
        if (at == text.length() || text.charAt(at) != QUOTE) {
          return;
        }
      } else if (c == '\n' || (c == '\r' && !text.startsWith("\r\n", at))) {
        line++;
      }
      cell.append(c);
    }
    throw new IllegalArgumentException(
        "Expected a closing quote for the one of line " + begun + ", found the end");
  }

  private static String quoted(String cell) {
    boolean plain =
        cell.indexOf(',') < 0
            && cell.indexOf(QUOTE) < 0
            && cell.indexOf('\n') < 0
            && cell.indexOf('\r') < 0;
    return plain ? cell : QUOTE + cell.replace("\"", "\"\"") + QUOTE;
  }
}
