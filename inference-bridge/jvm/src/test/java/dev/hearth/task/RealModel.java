package dev.hearth.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.image.Bitmap;
import dev.hearth.json.JsonObject;
import dev.hearth.jvm.JvmPictures;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models of the test data, with a manifest around them as an author would write it. */
final class RealModel {
  private RealModel() {}

  /** Returns a session on ONNX Runtime for Java. */
  static InferenceSession onnx(String path) {
    return Float32Session.over(
        new OrtJvmSessionFactory()
            .create(new ModelFiles().add("model.onnx", bytes(path)), OrtJvmSessionFactory.CPU));
  }

  /**
   * Returns a session that knows one case of a golden: it takes the case's inputs, within a
   * tolerance, and gives the case's outputs. It stands for runtimes that the JVM does not have.
   */
  static InferenceSession golden(String path, int index, double tolerance) {
    JsonObject json =
        JsonObject.parse(path, new String(bytes(path), java.nio.charset.StandardCharsets.UTF_8));
    byte[] values = bytes(path.replace(".json", ".bin"));
    List<Map<String, FloatTensor>> tensors = new ArrayList<>();
    json.objects("cases", one -> one)
        .forEach(
            one -> {
              tensors.add(tensors(one, "inputs", values));
              tensors.add(tensors(one, "outputs", values));
            });
    return new GoldenSession(tensors.get(2 * index), tensors.get(2 * index + 1), tolerance);
  }

  private static Map<String, FloatTensor> tensors(JsonObject json, String key, byte[] values) {
    Map<String, FloatTensor> out = new LinkedHashMap<>();
    for (JsonObject one : json.objects(key, tensor -> tensor)) {
      double[] sizes = one.numbers("shape");
      int[] shape = new int[sizes.length];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = (int) sizes[i];
      }
      float[] floats = new float[one.integer("bytes") / 4];
      ByteBuffer.wrap(values, one.integer("offset"), one.integer("bytes"))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(floats);
      out.put(one.string("name"), FloatTensor.of(Shape.of(shape), floats));
    }
    return out;
  }

  /** Returns a manifest; {@code rest} are its task, preprocessing, postprocessing and labels. */
  static ModelManifest manifest(InferenceSession session, String rest) {
    JsonObject shell =
        new JsonObject()
            .put("inputs", infos(session.inputs()))
            .put("outputs", infos(session.outputs()));
    String tensors = shell.toString().strip();
    return ModelManifest.parse(
        """
        {"schema": 1, "name": "model", "version": "1", "title": "A model", "license": "MIT",
         "runtime": "onnx", "generator": "a test", "variants": [{"name": "fp32", "artifacts": [
           {"path": "m", "shards": [{"sha256": "%s", "bytes": 1}]}]}],
         %s, %s}
        """
            .formatted("0".repeat(64), tensors.substring(1, tensors.length() - 1), rest));
  }

  private static List<JsonObject> infos(List<TensorInfo> infos) {
    List<JsonObject> out = new ArrayList<>();
    for (TensorInfo info : infos) {
      List<Object> shape = new ArrayList<>();
      for (Dimension dimension : info.dimensions()) {
        shape.add(dimension.isFree() ? dimension.name() : dimension.size());
      }
      out.add(
          new JsonObject()
              .put("name", info.name())
              .put("type", info.type().id())
              .put("shape", shape));
    }
    return out;
  }

  static Bitmap picture(String path) {
    return JvmPictures.read(bytes(path));
  }

  static byte[] bytes(String path) {
    try {
      return Files.readAllBytes(TestData.path(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record GoldenSession(
      Map<String, FloatTensor> expected, Map<String, FloatTensor> answers, double tolerance)
      implements InferenceSession {

    @Override
    public List<TensorInfo> inputs() {
      return infos(expected);
    }

    @Override
    public List<TensorInfo> outputs() {
      return infos(answers);
    }

    private static List<TensorInfo> infos(Map<String, FloatTensor> tensors) {
      List<TensorInfo> out = new ArrayList<>();
      tensors.forEach(
          (name, tensor) -> {
            List<Dimension> axes = new ArrayList<>();
            for (int size : tensor.shape().sizes()) {
              axes.add(Dimension.fixed(size));
            }
            out.add(new TensorInfo(name, ElementType.FLOAT32, axes));
          });
      return out;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> feeds) {
      Feeds.check(inputs(), feeds);
      expected.forEach(
          (name, tensor) -> {
            float[] found = ((FloatTensor) feeds.get(name)).values();
            for (int i = 0; i < found.length; i++) {
              assertEquals(tensor.values()[i], found[i], tolerance, name + " at " + i);
            }
          });
      return new LinkedHashMap<>(answers);
    }

    @Override
    public void close() {}
  }
}
