package dev.hearth.task.featureextraction;

import dev.hearth.decode.Embedding;
import dev.hearth.decode.Pooling;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an output becomes one vector: {@code output}; {@code pooling} none, cls, mean, max or last;
 * {@code componentsFirst} where the vectors lie on their side, as the maps of a convolution do;
 * {@code normalize} to length 1.
 *
 * @param output float32[1, positions, size], or float32[1, size] without pooling
 */
record VectorOutput(String output, Pooling pooling, boolean componentsFirst, boolean normalize) {

  static VectorOutput read(JsonObject json) {
    VectorOutput read =
        new VectorOutput(
            json.string("output"),
            json.has("pooling") ? json.oneOf("pooling", Pooling.values()) : Pooling.NONE,
            json.bool("componentsFirst", false),
            json.bool("normalize", false));
    json.end();
    return read;
  }

  /**
   * Returns the vector.
   *
   * @param mask 1 for each position that counts; null if all do
   * @throws InferenceException MANIFEST_INVALID if the output is of another form
   */
  Embedding decode(Map<String, Tensor> fetches, int @Nullable [] mask) {
    FloatTensor found = Fetches.floats(fetches, output);
    Shape shape = found.shape();
    int count = shape.elementCount();
    int size = count;
    if (pooling != Pooling.NONE) {
      size = shape.rank() < 3 ? 0 : shape.size(componentsFirst ? 1 : shape.rank() - 1);
    }
    int[] counted = new int[size == 0 ? 0 : count / size];
    Arrays.fill(counted, 1);
    try {
      double[] values =
          pooling.apply(found.values(), size, mask == null ? counted : mask, componentsFirst);
      Embedding vector = new Embedding(values);
      return normalize ? vector.normalized() : vector;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Could not pool the output " + output + shape + ": " + e.getMessage(),
          e);
    }
  }
}
