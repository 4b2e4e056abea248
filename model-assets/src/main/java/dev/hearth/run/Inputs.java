package dev.hearth.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.hearth.audio.AudioClip;
import dev.hearth.audio.WavReader;
import dev.hearth.image.Bitmap;
import dev.hearth.jvm.JvmPictures;
import dev.hearth.model.BadInputException;
import dev.hearth.runtime.InferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a person brings from files. */
final class Inputs {
  private Inputs() {}

  static Bitmap picture(String file) throws IOException {
    try {
      return JvmPictures.read(bytes(file));
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
   * Returns the rows of a CSV file with a header (RFC 4180), the named columns in that order.
   *
   * @throws BadInputException if it is no CSV file, or a column is missing
   */
  static List<List<String>> rows(String file, List<String> columns) throws IOException {
    CsvSchema withHeader = CsvSchema.emptySchema().withHeader();
    List<List<String>> out = new ArrayList<>();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(withHeader)
            .with(CsvParser.Feature.TRIM_SPACES)
            .with(CsvParser.Feature.SKIP_EMPTY_LINES)
            .readValues(text("@" + file))) {
      while (rows.hasNext()) {
        Map<String, String> cells = rows.next();
        List<String> row = new ArrayList<>();
        for (String column : columns) {
          if (!cells.containsKey(column)) {
            throw new BadInputException(
                file
                    + " has no column "
                    + column
                    + "; it has "
                    + String.join(", ", cells.keySet()));
          }
          row.add(cells.get(column));
        }
        out.add(row);
      }
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      throw new BadInputException(file + " is not a CSV file with a header: " + e.getMessage(), e);
    }
    if (out.isEmpty()) {
      throw new BadInputException(file + " has no rows; expected a header and rows");
    }
    return out;
  }

  private static byte[] bytes(String file) throws IOException {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new BadInputException("There is no file " + file);
    }
    return Files.readAllBytes(path);
  }
}
