package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The weights of layers in eight bits, symmetric, with a scale for each output channel. They are
 * made whole by DequantizeLinear, or before operator set 13, which gave it an axis, by Cast and
 * Mul.
 */
final class ByteStorage implements Storage {
  /** The first operator set whose Mul stretches a scale over a channel. */
  static final long LEAST_OPSET = 7;

  /** The first operator set whose DequantizeLinear has a scale for each channel. */
  private static final long CHANNELS_OPSET = 13;

  private static final int LARGEST = 127;

  /** Channels of fewer values would pay for their scale what their weights save. */
  private static final int LEAST_CHANNEL = 8;

  private static final int NONE = -1;
  private final WeightFiles weights;
  private final Names names;
  private final long opset;

  ByteStorage(WeightFiles weights, Names names, long opset) {
    this.weights = weights;
    this.names = names;
    this.opset = opset;
  }

  @Override
  public List<NodeProto> store(
      TensorProto weight, List<Use> uses, Consumer<TensorProto> initializers) throws IOException {
    int axis = axis(weight, uses);
    if (axis == NONE) {
      return List.of();
    }
    try (FloatValues values = weights.floats(weight)) {
      Channels channels = new Channels(weight, axis, values);
      float[] scales = channels.scales();
      if (scales.length == 0) {
        return List.of();
      }
      TensorProto bytes =
          weights.make(
              names.like(weight.getName(), "_i8"),
              DataType.INT8,
              channels.sizes,
              out -> channels.quantize(scales, out));
      initializers.accept(bytes);
      return opset < CHANNELS_OPSET
          ? product(weight, bytes, axis, scales, initializers)
          : List.of(dequantized(weight, bytes, axis, scales, initializers));
    }
  }

  private NodeProto dequantized(
      TensorProto weight,
      TensorProto bytes,
      int axis,
      float[] scales,
      Consumer<TensorProto> initializers)
      throws IOException {
    String name = weight.getName();
    long[] count = {scales.length};
    TensorProto scale = scale(name, count, scales);
    TensorProto zero =
        weights.make(
            names.like(name, "_zero"),
            DataType.INT8,
            count,
            out -> out.write(ByteBuffer.allocate(scales.length)));
    List.of(scale, zero).forEach(initializers);
    NodeProto.Builder node =
        Nodes.node(
            "DequantizeLinear", List.of(bytes.getName(), scale.getName(), zero.getName()), name);
    // Counted from the end: so written, ONNX Runtime does not make MatMulNBits of eight bits of
    // it, whose WebAssembly is some twenty times slower, and which rounds activations too.
    Nodes.set(node, "axis", axis - weight.getDimsCount());
    return node.build();
  }

  private List<NodeProto> product(
      TensorProto weight,
      TensorProto bytes,
      int axis,
      float[] scales,
      Consumer<TensorProto> initializers)
      throws IOException {
    String name = weight.getName();
    long[] stretched = new long[weight.getDimsCount()];
    Arrays.fill(stretched, 1);
    stretched[axis] = scales.length;
    TensorProto scale = scale(name, stretched, scales);
    initializers.accept(scale);
    String steps = names.like(name, "_steps");
    return List.of(
        Nodes.cast(bytes.getName(), steps, DataType.FLOAT, opset),
        Nodes.node("Mul", List.of(steps, scale.getName()), name).build());
  }

  private TensorProto scale(String name, long[] sizes, float[] scales) throws IOException {
    return weights.make(
        names.like(name, "_scale"), DataType.FLOAT, sizes, out -> write(scales, out));
  }

  static void write(float[] values, WeightFiles.Writer out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    out.write(bytes);
  }

  /** Returns the axis of the channels that a layer makes of a weight, by the first that uses it. */
  private static int axis(TensorProto weight, List<Use> uses) {
    int rank = weight.getDimsCount();
    if (rank < 2) {
      return NONE;
    }
    for (Use use : uses) {
      NodeProto node = use.node();
      int axis =
          switch (Nodes.op(node) + use.input()) {
            case "MatMul1" -> rank - 1;
            case "MatMul0" -> rank - 2;
            case "Gemm1" -> Nodes.integer(node, "transB", 0) == 0 ? 1 : 0;
            case "Gemm0" -> Nodes.integer(node, "transA", 0) == 0 ? 0 : 1;
            case "Conv1", "Gather0" -> 0;
            case "ConvTranspose1", "LSTM1", "LSTM2", "GRU1", "GRU2", "RNN1", "RNN2" -> 1;
            case "Transpose0" -> rank == 2 ? 0 : NONE;
            default -> NONE;
          };
      if (axis != NONE) {
        long channel = WeightFiles.elements(weight) / Math.max(1, weight.getDims(axis));
        return channel < LEAST_CHANNEL ? NONE : axis;
      }
    }
    return NONE;
  }

  /** A tensor as channels of values that lie {@code inner} apiece. */
  private static final class Channels {
    private final long[] sizes;
    private final long elements;
    private final int count;
    private final long inner;
    private final FloatValues values;

    Channels(TensorProto weight, int axis, FloatValues values) {
      this.sizes = weight.getDimsList().stream().mapToLong(Long::longValue).toArray();
      this.elements = WeightFiles.elements(weight);
      this.count = Math.toIntExact(sizes[axis]);
      long after = 1;
      for (int i = axis + 1; i < sizes.length; i++) {
        after *= sizes[i];
      }
      this.inner = after;
      this.values = values;
    }

    /** Returns a scale for each channel, or none where a value is not finite. */
    float[] scales() throws IOException {
      float[] largest = new float[count];
      boolean[] finite = {true};
      each(
          (channel, value, at) -> {
            float size = Math.abs(value);
            finite[0] &= size <= Float.MAX_VALUE;
            largest[channel] = Math.max(largest[channel], size);
          },
          piece -> {});
      if (!finite[0]) {
        return new float[0];
      }
      for (int i = 0; i < count; i++) {
        float scale = largest[i] / LARGEST;
        largest[i] = scale > 0 ? scale : 1;
      }
      return largest;
    }

    void quantize(float[] scales, WeightFiles.Writer out) throws IOException {
      byte[] bytes = new byte[FloatValues.PIECE];
      each(
          (channel, value, at) -> {
            double steps = Math.rint(value / scales[channel]);
            bytes[at] = (byte) Math.max(-LARGEST, Math.min(LARGEST, steps));
          },
          length -> out.write(ByteBuffer.wrap(Arrays.copyOf(bytes, length))));
    }

    private void each(Visitor visitor, PieceEnd end) throws IOException {
      float[] piece = new float[FloatValues.PIECE];
      int channel = 0;
      long inside = 0;
      for (long from = 0; from < elements; from += FloatValues.PIECE) {
        int length = (int) Math.min(FloatValues.PIECE, elements - from);
        values.read(from, piece, 0, length);
        for (int i = 0; i < length; i++) {
          visitor.visit(channel, piece[i], i);
          if (++inside == inner) {
            inside = 0;
            channel = channel + 1 == count ? 0 : channel + 1;
          }
        }
        end.accept(length);
      }
    }
  }

  private interface Visitor {
    void visit(int channel, float value, int at);
  }

  private interface PieceEnd {
    void accept(int length) throws IOException;
  }
}
