package dev.hearth.goldens;

import dev.hearth.goldens.Ports.Port;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goldens of named arrays. A name is one of {@link Ports}, after {@code caseN_} where there are
 * several cases; or all cases lie in one array, along a first axis that the tensor itself has not.
 * Beside them: {@code source}, {@code labels}, {@code probabilities}, {@code atol}, {@code rtol}
 * and {@code engine}.
 */
final class GivenArrays {
  private static final Pattern CASE = Pattern.compile("case(\\d{1,6})_(.+)");
  private final Path file;
  private final Path folder;
  private final Ports ports;
  private final int sources;
  private String engine = GivenGoldens.UNNAMED;
  private double abs = Double.NaN;
  private double rel = Double.NaN;

  /**
   * Reads for a file.
   *
   * @param folder what the sources it names are relative to
   * @param sources how many were given beside it
   */
  GivenArrays(Path file, Path folder, Ports ports, int sources) {
    this.file = file;
    this.folder = folder;
    this.ports = ports;
    this.sources = sources;
  }

  GivenGoldens read(Map<String, Tensor> arrays) throws IOException {
    Map<Integer, Map<String, Tensor>> numbered = new TreeMap<>();
    Map<String, Tensor> shared = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      Matcher matcher = CASE.matcher(array.getKey());
      if (matcher.matches() && ports.find(array.getKey()) == null) {
        numbered
            .computeIfAbsent(Integer.parseInt(matcher.group(1)), key -> new LinkedHashMap<>())
            .put(matcher.group(2), array.getValue());
      } else {
        shared.put(array.getKey(), array.getValue());
      }
    }
    List<GivenCase> cases = new ArrayList<>();
    if (numbered.isEmpty()) {
      for (Map<String, Tensor> one : split(shared)) {
        cases.add(one("case-" + cases.size(), one));
      }
    }
    for (Map.Entry<Integer, Map<String, Tensor>> entry : numbered.entrySet()) {
      Map<String, Tensor> all = new LinkedHashMap<>(shared);
      all.putAll(entry.getValue());
      cases.add(one("case-" + entry.getKey(), all));
    }
    return new GivenGoldens(engine, abs, rel, cases);
  }

  /** Cuts arrays that hold all cases along a first axis. */
  private List<Map<String, Tensor>> split(Map<String, Tensor> arrays) {
    int count = -1;
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      Port port = ports.find(array.getKey());
      if (port == null || array.getValue().shape().rank() == 0) {
        continue;
      }
      int first = array.getValue().shape().size(0);
      boolean many = Cases.holdsMany(array.getValue().shape(), port.info(), sources);
      if (!many || (count >= 0 && first != count)) {
        count = 0;
        break;
      }
      count = first;
    }
    if (count <= 0) {
      return List.of(arrays);
    }
    List<Map<String, Tensor>> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Tensor> one = new LinkedHashMap<>();
      for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
        Tensor all = array.getValue();
        Port port = ports.find(array.getKey());
        boolean perCase = array.getKey().equals("source") || array.getKey().equals("probabilities");
        boolean cut =
            port != null || (perCase && all.shape().rank() > 0 && all.shape().size(0) == count);
        one.put(array.getKey(), cut ? Cases.cut(all, i) : all);
      }
      out.add(one);
    }
    return out;
  }

  private GivenCase one(String id, Map<String, Tensor> arrays) throws IOException {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Path source = null;
    List<String> labels = List.of();
    Tensor probabilities = null;
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      Tensor value = array.getValue();
      Port port = ports.find(array.getKey());
      if (port != null) {
        put(port.isInput() ? inputs : outputs, port.info(), value, array.getKey());
        continue;
      }
      switch (array.getKey()) {
        case "source" -> source = source(text(array.getKey(), value));
        case "labels" -> labels = texts(array.getKey(), value);
        case "probabilities" -> probabilities = value;
        case "engine" -> engine = text(array.getKey(), value);
        case "atol" -> abs = number(array.getKey(), value);
        case "rtol" -> rel = number(array.getKey(), value);
        default ->
            throw new BadInputException(
                "The array "
                    + array.getKey()
                    + " of "
                    + file
                    + " is none of the model's, which has the "
                    + ports.words()
                    + "; name arrays so, or in_NAME and out_NAME, or input and output");
      }
    }
    if (inputs.isEmpty() && outputs.isEmpty() && probabilities == null) {
      throw new BadInputException(file + " holds neither inputs nor outputs of the model");
    }
    return new GivenCase(id, inputs, outputs, source, labels, probabilities);
  }

  private void put(Map<String, Tensor> to, TensorInfo info, Tensor value, String name) {
    if (to.put(info.name(), Cases.withBatch(value, info)) != null) {
      throw new BadInputException(
          file + " holds two arrays for " + info.name() + ", one of them named " + name);
    }
  }

  private Path source(String name) throws IOException {
    return SourceFile.beside(folder, name, "The golden " + file).file();
  }

  private String text(String name, Tensor value) {
    List<String> all = texts(name, value);
    if (all.size() != 1) {
      throw wrong(name, "one text");
    }
    return all.get(0);
  }

  private List<String> texts(String name, @Nullable Tensor value) {
    if (value instanceof StringTensor strings) {
      return List.of(strings.values());
    }
    throw wrong(name, "text");
  }

  private double number(String name, Tensor value) {
    if (value instanceof StringTensor
        || value.shape().elementCount() != 1
        || !(value.at(0) >= 0 && value.at(0) <= Double.MAX_VALUE)) {
      throw wrong(name, "one number of at least 0");
    }
    return value.at(0);
  }

  private BadInputException wrong(String name, String expected) {
    return new BadInputException(
        "Expected " + expected + " in the array " + name + " of " + file + ", found another");
  }
}
