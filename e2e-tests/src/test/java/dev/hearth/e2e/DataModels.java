package dev.hearth.e2e;

import dev.hearth.e2e.site.HearthTool;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packages of models of tables, and of raw tensors. */
final class DataModels {
  private static final String IRIS =
      """
      {
        "title": "Iris", "task": "tabular-classification",
        "preprocessing": {"table": {"columns": [{"name": "sepal_length"}, {"name": "sepal_width"},
          {"name": "petal_length"}, {"name": "petal_width"}]}},
        "postprocessing": {"output": "probabilities", "activation": "none"}
      }
      """;
  private static final String ABALONE =
      """
      {
        "title": "Abalone", "task": "tabular-regression",
        "preprocessing": {"table": {"columns": [
          {"name": "sex", "categories": ["M", "F", "I"]}, {"name": "length"},
          {"name": "diameter"}, {"name": "height"}, {"name": "weight.w"}, {"name": "weight.s"},
          {"name": "weight.v"}, {"name": "weight.sh"}]}},
        "postprocessing": {"output": "dense_Dense3/dense_Dense3", "unit": "rings"}
      }
      """;

  private final Path folder;
  private final Path models;

  private DataModels(Path folder, Path models) {
    this.folder = folder;
    this.models = models;
  }

  /**
   * Imports {@code iris}, {@code abalone}, {@code product} and {@code mnist}, the last two without
   * a task.
   *
   * @param folder for what describes them
   * @param site gets the packages
   */
  static void into(Path folder, Path site) throws IOException {
    DataModels data = new DataModels(folder, site.resolve("models"));
    Path labels = Files.writeString(folder.resolve("iris.txt"), "setosa\nversicolor\nvirginica\n");
    data.add("iris", "onnx/iris_rf", IRIS, "--labels=" + labels);
    data.add("abalone", "tfjs/abalone", ABALONE);
    data.add("product", "onnx/matmul", "{\"title\": \"Product\"}");
    data.add("mnist", "onnx/mnist-8", "{\"title\": \"Signs\", \"task\": \"tensors\"}");
  }

  private void add(String name, String source, String description, Object... more)
      throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("import", "--out=" + models));
    arguments.add("--name=" + name);
    arguments.add("--describe=" + Files.writeString(folder.resolve(name + ".json"), description));
    arguments.addAll(List.of(more));
    arguments.add(TestData.path(source));
    HearthTool.run(arguments.toArray());
  }
}
