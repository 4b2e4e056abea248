package dev.hearth.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.hearth.audio.AudioClip;
import dev.hearth.audio.WavReader;
import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.jvm.JvmPictures;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import dev.hearth.task.tabular.TableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what a person brings from files. */
final class Inputs {
  private Inputs() {}

  static Bitmap picture(String file, ImagePreprocessing image) throws IOException {
    try {
      return JvmPictures.read(bytes(file), image);
    } catch (InferenceException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  static AudioClip sound(String file) throws IOException {
    try {
      return WavReader.read(bytes(file));
    } catch (IllegalArgumentException | InferenceException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns a text as it is, or of the file that {@code @} names. */
  static String text(String given) throws IOException {
    return given.startsWith("@")
        ? new String(bytes(given.substring(1)), StandardCharsets.UTF_8)
        : given;
  }

  /**
   * Returns the rows of a CSV file with a header (RFC 4180), the cells that a table takes in its
   * order.
   *
   * @throws BadInputException if it is no CSV file, a column is missing, or a row is not what the
   *     table takes
   */
  static List<List<String>> rows(String file, TableInput table) throws IOException {
    List<List<String>> rows = lines(file);
    if (rows.size() < 2) {
      throw new BadInputException(file + " has no rows; expected a header and rows");
    }
    List<String> header = rows.get(0);
    List<Integer> places = new ArrayList<>();
    for (String column : table.columns()) {
      int place = header.indexOf(column);
      if (place < 0 || place != header.lastIndexOf(column)) {
        throw new BadInputException(
            file
                + (place < 0 ? " has no column " : " has more than one column ")
                + column
                + "; it has "
                + String.join(", ", header));
      }
      places.add(place);
    }
    List<List<String>> out = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      String at = file + ", row " + i + " after the header: ";
      if (row.size() != header.size()) {
        throw new BadInputException(
            at + "expected " + header.size() + " cells as in the header, found " + row.size());
      }
      List<String> cells = places.stream().map(row::get).toList();
      try {
        table.feeds(cells);
      } catch (InferenceException e) {
        throw new BadInputException(at + e.getMessage(), e);
      }
      out.add(cells);
    }
    return out;
  }

  private static List<List<String>> lines(String file) throws IOException {
    String text = text("@" + file);
    List<List<String>> out = new ArrayList<>();
    try (MappingIterator<String[]> rows =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(text.startsWith("\ufeff") ? text.substring(1) : text)) {
      while (rows.hasNextValue()) {
        out.add(List.of(rows.nextValue()));
      }
    } catch (JsonProcessingException e) {
      throw new BadInputException(file + " is not a CSV file: " + e.getOriginalMessage(), e);
    }
    return out;
  }

  private static byte[] bytes(String file) throws IOException {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(
          Files.isDirectory(path)
              ? "Expected a file, found the folder " + file
              : "There is no file " + file);
    }
    return Files.readAllBytes(path);
  }
}
