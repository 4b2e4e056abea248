package dev.hearth.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes a golden of one case: a JSON file and its numbers beside it. */
final class GoldenFolder {
  /** A tensor of float32. */
  static final class Tensor {
    private final String name;
    private final float[] values;
    private final int[] shape;

    Tensor(String name, float[] values, int... shape) {
      this.name = name;
      this.values = values;
      this.shape = shape;
    }

    private String json(int offset) {
      String sizes =
          IntStream.of(shape).mapToObj(Integer::toString).collect(Collectors.joining(","));
      return """
          {"name": "%s", "dtype": "float32", "shape": [%s], "offset": %d}"""
          .formatted(name, sizes, offset);
    }
  }

  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  private GoldenFolder() {}

  /** Writes the files and returns the JSON. */
  static Path write(Path folder, Tensor input, Tensor... outputs) throws IOException {
    GoldenFolder golden = new GoldenFolder();
    String json =
        """
        {"schema": "golden/1", "engine": {"name": "plain Java"}, "bin": "golden.bin",
         "suggestedTolerance": {"abs": 1e-5, "rel": 1e-4},
         "cases": [{"id": "plain", "inputs": [%s], "outputs": [%s]}]}
        """
            .formatted(golden.json(List.of(input)), golden.json(List.of(outputs)));
    Files.createDirectories(folder);
    byte[] numbers = new byte[golden.bytes.position()];
    golden.bytes.flip().get(numbers);
    Files.write(folder.resolve("golden.bin"), numbers);
    return Files.writeString(folder.resolve("model.golden.json"), json);
  }

  private String json(List<Tensor> tensors) {
    StringBuilder json = new StringBuilder();
    for (Tensor tensor : tensors) {
      json.append(json.isEmpty() ? "" : ", ").append(tensor.json(bytes.position()));
      for (float value : tensor.values) {
        bytes.putFloat(value);
      }
    }
    return json.toString();
  }
}
