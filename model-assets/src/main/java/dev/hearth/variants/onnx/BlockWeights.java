package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * A matrix in four bits, as MatMulNBits takes it: for each output, blocks of 32 values with a scale
 * each, 8 standing for zero, the first value in the low half of a byte.
 */
final class BlockWeights {
  static final int BLOCK = 32;
  private static final int ZERO = 8;
  private static final int STRIPE_ELEMENTS = 1 << 21;
  private final WeightFiles weights;
  private final Names names;

  BlockWeights(WeightFiles weights, Names names) {
    this.weights = weights;
    this.names = names;
  }

  /**
   * Stores a matrix and returns the names of its values and scales.
   *
   * @param rowsAreOutputs true for [outputs, inputs], false for [inputs, outputs]
   */
  List<String> store(TensorProto matrix, boolean rowsAreOutputs, Consumer<TensorProto> initializers)
      throws IOException {
    int inputs = (int) matrix.getDims(rowsAreOutputs ? 1 : 0);
    int outputs = (int) matrix.getDims(rowsAreOutputs ? 0 : 1);
    int blocks = (inputs + BLOCK - 1) / BLOCK;
    float[] scales = new float[Math.multiplyExact(outputs, blocks)];
    try (FloatValues values = weights.floats(matrix)) {
      TensorProto bytes =
          weights.make(
              names.like(matrix.getName(), "_i4"),
              DataType.UINT8,
              new long[] {outputs, blocks, BLOCK / 2},
              out -> {
                int stripe = Math.max(1, Math.min(outputs, STRIPE_ELEMENTS / inputs));
                stripe = Math.min(stripe, FloatValues.PIECE);
                float[] columns = new float[Math.multiplyExact(stripe, inputs)];
                ByteBuffer row = ByteBuffer.allocate(blocks * BLOCK / 2);
                for (int first = 0; first < outputs; first += stripe) {
                  int count = Math.min(stripe, outputs - first);
                  if (rowsAreOutputs) {
                    readAll(values, (long) first * inputs, columns, count * inputs);
                  } else {
                    for (int i = 0; i < inputs; i++) {
                      values.read((long) i * outputs + first, columns, i * count, count);
                    }
                  }
                  for (int j = 0; j < count; j++) {
                    int at = rowsAreOutputs ? j * inputs : j;
                    int step = rowsAreOutputs ? 1 : count;
                    row.clear();
                    for (int b = 0; b < blocks; b++) {
                      int length = Math.min(BLOCK, inputs - b * BLOCK);
                      scales[(first + j) * blocks + b] =
                          block(columns, at + b * BLOCK * step, step, length, row);
                    }
                    out.write(row.flip());
                  }
                }
              });
      TensorProto scale =
          weights.make(
              names.like(matrix.getName(), "_scale"),
              DataType.FLOAT,
              new long[] {scales.length},
              out -> ByteStorage.write(scales, out));
      List.of(bytes, scale).forEach(initializers);
      return List.of(bytes.getName(), scale.getName());
    }
  }

  private static void readAll(FloatValues values, long from, float[] to, int count)
      throws IOException {
    for (int at = 0; at < count; at += FloatValues.PIECE) {
      values.read(from + at, to, at, Math.min(FloatValues.PIECE, count - at));
    }
  }

  /** Writes a block and returns its scale: the value of largest magnitude becomes -8. */
  private static float block(float[] values, int at, int step, int length, ByteBuffer out) {
    float furthest = 0;
    for (int i = 0; i < length; i++) {
      float value = values[at + i * step];
      if (Math.abs(value) > Math.abs(furthest)) {
        furthest = value;
      }
    }
    float scale = furthest / -ZERO;
    float by = scale == 0 ? 1 : scale;
    for (int i = 0; i < BLOCK; i += 2) {
      int low = i < length ? code(values[at + i * step], by) : ZERO;
      int high = i + 1 < length ? code(values[at + (i + 1) * step], by) : ZERO;
      out.put((byte) (high << 4 | low));
    }
    return by;
  }

  private static int code(float value, float scale) {
    return (int) Math.max(0, Math.min(15, Math.rint(value / scale) + ZERO));
  }
}
