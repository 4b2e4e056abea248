package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.variants.Halves;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/** Weights in half precision, cast back when the model is loaded. Operator sets of any version. */
final class HalfStorage implements Storage {
  // Numbers that would become zero, or subnormal with hardly a digit, become this.
  private static final float LEAST = 1e-7f;
  private final WeightFiles weights;
  private final Names names;
  private final long opset;

  HalfStorage(WeightFiles weights, Names names, long opset) {
    this.weights = weights;
    this.names = names;
    this.opset = opset;
  }

  @Override
  public List<NodeProto> store(
      TensorProto weight, List<Use> uses, Consumer<TensorProto> initializers) throws IOException {
    boolean[] beyond = new boolean[1];
    TensorProto halves = halves(weight, beyond, false);
    if (beyond[0]) {
      return List.of();
    }
    initializers.accept(halves);
    return List.of(Nodes.cast(halves.getName(), weight.getName(), DataType.FLOAT, opset));
  }

  /** Returns a tensor in half precision, what is out of its range at the range's ends. */
  TensorProto clamped(TensorProto weight) throws IOException {
    return halves(weight, new boolean[1], true);
  }

  private TensorProto halves(TensorProto weight, boolean[] beyond, boolean clamp)
      throws IOException {
    long elements = WeightFiles.elements(weight);
    long[] sizes = weight.getDimsList().stream().mapToLong(Long::longValue).toArray();
    try (FloatValues values = weights.floats(weight)) {
      return weights.make(
          names.like(weight.getName(), "_f16"),
          DataType.FLOAT16,
          sizes,
          out -> {
            float[] piece = new float[FloatValues.PIECE];
            ByteBuffer bytes =
                ByteBuffer.allocate(2 * FloatValues.PIECE).order(ByteOrder.LITTLE_ENDIAN);
            for (long at = 0; at < elements && !beyond[0]; at += FloatValues.PIECE) {
              int count = (int) Math.min(FloatValues.PIECE, elements - at);
              values.read(at, piece, 0, count);
              bytes.clear();
              for (int i = 0; i < count; i++) {
                short half = Halves.of(clamp ? clamped(piece[i]) : piece[i]);
                beyond[0] |= (half & 0x7fff) == 0x7c00 && Math.abs(piece[i]) <= Float.MAX_VALUE;
                bytes.putShort(half);
              }
              out.write(bytes.flip());
            }
          });
    }
  }

  private static float clamped(float value) {
    float size = Math.abs(value);
    if (size > Halves.LARGEST && size <= Float.MAX_VALUE) {
      return Math.copySign(Halves.LARGEST, value);
    }
    return size > 0 && size < LEAST ? Math.copySign(LEAST, value) : value;
  }
}
