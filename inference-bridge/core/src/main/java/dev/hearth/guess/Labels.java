package dev.hearth.guess;

import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a classifier's classes. */
public final class Labels {
  private static final Pattern SYNSET = Pattern.compile("n\\d{8}");
  private static final Pattern NUMBERED = Pattern.compile("(\\D{0,99})(\\d{1,9})(\\D{0,99})");

  private Labels() {}

  /** Returns the names of a file, of lines or JSON. */
  public static List<String> read(ModelFile file, Consumer<String> warnings) throws IOException {
    List<String> labels = LabelFile.read(file);
    for (int i = 0; i < labels.size(); i++) {
      if (labels.get(i).isEmpty()) {
        throw new BadInputException(
            "Line " + (i + 1) + " of " + file.place() + " is blank; expected one label a line");
      }
    }
    if (labels.isEmpty()) {
      throw new BadInputException(file.place() + " is empty; expected one label a line");
    }
    return checked(labels, file.place(), warnings);
  }

  /** Returns names without what is no part of them, and tells what looks wrong. */
  public static List<String> checked(List<String> given, String source, Consumer<String> warnings) {
    List<String> labels = bare(given, source, warnings);
    Map<String, Integer> classes = new HashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      Integer earlier = classes.put(labels.get(i), i);
      if (earlier != null) {
        warnings.accept(
            "the label "
                + labels.get(i)
                + " is that of the classes "
                + earlier
                + " and "
                + i
                + " in "
                + source);
      }
    }
    if (SYNSET.matcher(labels.get(0)).matches()) {
      warnings.accept("the labels in " + source + " are WordNet numbers such as " + labels.get(0));
    }
    if (isOrderedAsText(labels)) {
      warnings.accept(
          "the labels in "
              + source
              + " are in the order of text, 10 before 2: right only if training listed its classes"
              + " so");
    }
    return labels;
  }

  /** Takes away the WordNet number, or the class's own number, that every line begins with. */
  private static List<String> bare(List<String> labels, String source, Consumer<String> warnings) {
    boolean synsets = true;
    boolean numbers = labels.size() > 1;
    for (int i = 0; i < labels.size(); i++) {
      int space = labels.get(i).indexOf(' ');
      String first = space < 0 ? "" : labels.get(i).substring(0, space);
      synsets &= SYNSET.matcher(first).matches();
      numbers &= first.equals(Integer.toString(i));
    }
    if (!synsets && !numbers) {
      return labels;
    }
    warnings.accept(
        (synsets ? "the WordNet numbers" : "the numbers")
            + " before the labels in "
            + source
            + " are left out");
    List<String> bare = new ArrayList<>();
    for (String label : labels) {
      bare.add(label.substring(label.indexOf(' ') + 1).strip());
    }
    return bare;
  }

  /** Returns true for 0, 1, 10, 11, 2: sorted as text where numbers would be sorted otherwise. */
  private static boolean isOrderedAsText(List<String> labels) {
    List<Long> numbers = new ArrayList<>();
    String around = "";
    for (String label : labels) {
      Matcher matcher = NUMBERED.matcher(label);
      if (!matcher.matches()) {
        return false;
      }
      String words = matcher.group(1) + " " + matcher.group(3);
      if (!numbers.isEmpty() && !words.equals(around)) {
        return false;
      }
      around = words;
      numbers.add(Long.valueOf(matcher.group(2)));
    }
    return labels.stream().sorted().toList().equals(labels)
        && !numbers.stream().sorted(Comparator.naturalOrder()).toList().equals(numbers);
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
