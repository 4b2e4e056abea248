package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import java.util.List;

/**
 * Inputs with the outputs another engine computed for them: what the self-test compares against.
 *
 * <p>A value is right when {@code abs(actual - expected) <= abs + rel * abs(expected)}, to which a
 * {@link Variant} that stores the weights in fewer bits adds its tolerance.
 *
 * @param engine what computed the outputs, such as {@code onnxruntime 1.29.0 (JVM, CPU)}
 * @param abs the absolute tolerance
 * @param rel the relative tolerance
 * @param data the values of all tensors, little endian, row-major
 * @param cases the runs
 */
public record Goldens(
    String engine, double abs, double rel, Artifact data, List<GoldenCase> cases) {
  public Goldens {
    cases = List.copyOf(cases);
  }

  /**
   * One run of the model.
   *
   * @param id a name for messages
   * @param inputs the feeds
   * @param outputs the fetches
   */
  public record GoldenCase(String id, List<GoldenTensor> inputs, List<GoldenTensor> outputs) {
    public GoldenCase {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }

    static GoldenCase read(JsonObject json) {
      GoldenCase read =
          new GoldenCase(
              json.string("id"),
              json.objects("inputs", GoldenTensor::read),
              json.objects("outputs", GoldenTensor::read));
      json.end();
      return read;
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("id", id)
          .put("inputs", ModelManifest.map(inputs, GoldenTensor::toJson))
          .put("outputs", ModelManifest.map(outputs, GoldenTensor::toJson));
    }
  }

  /**
   * Where a tensor's values lie.
   *
   * @param name the model's input or output
   * @param type the element type
   * @param shape the axis sizes
   * @param offset the first byte in {@link Goldens#data()}
   */
  public record GoldenTensor(String name, ElementType type, Shape shape, int offset) {
    /** Returns the bytes its values take. */
    public int bytes() {
      return type.bytes(shape.elementCount());
    }

    static GoldenTensor read(JsonObject json) {
      double[] sizes = json.numbers("shape");
      int[] axes = new int[sizes.length];
      for (int i = 0; i < axes.length; i++) {
        axes[i] = (int) sizes[i];
        if (axes[i] != sizes[i] || axes[i] < 0) {
          throw json.wrong("shape", "an array of axis sizes");
        }
      }
      GoldenTensor tensor =
          new GoldenTensor(
              json.string("name"),
              json.oneOf("type", ElementType.values(), ElementType::id),
              Shape.of(axes),
              json.integer("offset"));
      json.end();
      return tensor;
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("name", name)
          .put("type", type.id())
          .put("shape", ModelManifest.list(shape.sizes()))
          .put("offset", offset);
    }
  }

  static Goldens read(JsonObject json) {
    Goldens goldens =
        new Goldens(
            json.string("engine"),
            json.number("abs"),
            json.number("rel"),
            Artifact.read(json.object("data")),
            json.objects("cases", GoldenCase::read));
    json.end();
    return goldens;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("engine", engine)
        .put("abs", abs)
        .put("rel", rel)
        .put("data", data.toJson())
        .put("cases", ModelManifest.map(cases, GoldenCase::toJson));
  }
}
