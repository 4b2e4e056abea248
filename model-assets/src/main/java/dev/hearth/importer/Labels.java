package dev.hearth.importer;

import dev.hearth.model.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The names of a classifier's classes. */
final class Labels {
  private Labels() {}

  /** Returns the lines of a file; blank lines at its end are no labels. */
  static List<String> read(Path file, Consumer<String> warnings) throws IOException {
    List<String> labels = new ArrayList<>();
    for (String line : Beside.text(file, "labels").split("\\R", -1)) {
      labels.add(line.strip());
    }
    while (!labels.isEmpty() && labels.get(labels.size() - 1).isEmpty()) {
      labels.remove(labels.size() - 1);
    }
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).isEmpty()) {
        throw new BadInputException(
            "Line " + (i + 1) + " of " + file + " is blank; expected one label a line");
      }
      Integer earlier = lines.put(labels.get(i), i + 1);
      if (earlier != null) {
        warnings.accept(
            "the label "
                + labels.get(i)
                + " is on lines "
                + earlier
                + " and "
                + (i + 1)
                + " of "
                + file);
      }
    }
    if (labels.isEmpty()) {
      throw new BadInputException(file + " is empty; expected one label a line");
    }
    return labels;
  }

  /** Returns {@code class 0}, {@code class 1}, ... */
  static List<String> numbered(int count) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add("class " + i);
    }
    return labels;
  }
}
