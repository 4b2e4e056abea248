package dev.hearth.source.tfjs;

import dev.hearth.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shape a Keras layer gives: enough of them to know the outputs of common models. Sizes are -1
 * where free, and a shape is null where this class knows no rule.
 */
final class LayerShapes {
  private LayerShapes() {}

  static int @Nullable [] of(String layer, JsonValue config, List<int[]> sources) {
    int[] in = sources.get(0);
    return switch (layer) {
      case "Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "ThresholdedReLU", "Softmax" -> in;
      case "Dropout", "SpatialDropout1D", "SpatialDropout2D", "AlphaDropout" -> in;
      case "GaussianNoise", "GaussianDropout", "Masking", "Rescaling" -> in;
      case "BatchNormalization", "LayerNormalization" -> in;
      case "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum" -> in;
      case "Dense" -> withLast(in, config.path("units").asInt(-1));
      case "Flatten" -> new int[] {in[0], product(in, 1)};
      case "Reshape" -> reshape(in, config.path("target_shape"));
      case "Embedding" -> append(in, config.path("output_dim").asInt(-1));
      case "LSTM", "GRU", "SimpleRNN" -> recurrent(in, config);
      case "Conv1D", "Conv2D", "SeparableConv2D" ->
          windows(in, config, "kernel_size", config.path("filters").asInt(-1));
      case "DepthwiseConv2D" ->
          windows(in, config, "kernel_size", times(in[in.length - 1], config));
      case "MaxPooling1D", "MaxPooling2D", "AveragePooling1D", "AveragePooling2D" ->
          windows(in, config, "pool_size", in[in.length - 1]);
      case "GlobalAveragePooling1D", "GlobalMaxPooling1D" -> global(in, config);
      case "GlobalAveragePooling2D", "GlobalMaxPooling2D" -> global(in, config);
      case "ZeroPadding2D", "UpSampling2D", "Cropping2D" -> freeInside(in);
      case "RepeatVector" ->
          in.length == 2 ? new int[] {in[0], config.path("n").asInt(-1), in[1]} : null;
      case "TimeDistributed" -> timeDistributed(in, config.path("layer"));
      case "Concatenate" -> concatenate(sources, config.path("axis").asInt(-1));
      default -> null;
    };
  }

  private static int[] withLast(int[] in, int size) {
    int[] out = in.clone();
    out[out.length - 1] = size;
    return out;
  }

  private static int[] append(int[] in, int size) {
    int[] out = Arrays.copyOf(in, in.length + 1);
    out[in.length] = size;
    return out;
  }

  private static int product(int[] in, int from) {
    long product = 1;
    for (int i = from; i < in.length; i++) {
      if (in[i] < 0 || product > Integer.MAX_VALUE) {
        return -1;
      }
      product *= in[i];
    }
    return product > Integer.MAX_VALUE ? -1 : (int) product;
  }

  private static int[] reshape(int[] in, JsonValue target) {
    int[] out = new int[target.size() + 1];
    out[0] = in[0];
    int known = 1;
    for (int i = 1; i < out.length; i++) {
      out[i] = target.path(i - 1).asInt(-1);
      known *= Math.max(out[i], 1);
    }
    int elements = product(in, 1);
    for (int i = 1; i < out.length; i++) {
      if (out[i] < 0 && elements > 0 && known > 0) {
        out[i] = elements / known;
      }
    }
    return out;
  }

  private static int @Nullable [] recurrent(int[] in, JsonValue config) {
    if (config.path("return_state").asBoolean() || in.length != 3) {
      return null;
    }
    int units = config.path("units").asInt(-1);
    return config.path("return_sequences").asBoolean()
        ? new int[] {in[0], in[1], units}
        : new int[] {in[0], units};
  }

  private static int @Nullable [] timeDistributed(int[] in, JsonValue layer) {
    if (in.length < 3) {
      return null;
    }
    int[] step = Arrays.copyOfRange(in, 1, in.length);
    step[0] = in[0];
    int[] each = of(layer.path("class_name").asText(), layer.path("config"), List.of(step));
    if (each == null) {
      return null;
    }
    int[] out = new int[each.length + 1];
    out[0] = in[0];
    out[1] = in[1];
    System.arraycopy(each, 1, out, 2, each.length - 1);
    return out;
  }

  private static int times(int channels, JsonValue config) {
    return channels < 0 ? -1 : channels * config.path("depth_multiplier").asInt(1);
  }

  private static int @Nullable [] windows(int[] in, JsonValue config, String key, int channels) {
    if (channelsFirst(config) || in.length < 3) {
      return null;
    }
    boolean same = config.path("padding").asText("valid").equals("same");
    int[] out = in.clone();
    for (int axis = 1; axis < in.length - 1; axis++) {
      int window = entry(config.path(key), axis - 1, 1);
      int stride = entry(config.path("strides"), axis - 1, key.equals("pool_size") ? window : 1);
      int reach = (window - 1) * entry(config.path("dilation_rate"), axis - 1, 1);
      int last = same ? in[axis] - 1 : in[axis] - 1 - reach;
      out[axis] = in[axis] < 0 || last < 0 || stride < 1 ? -1 : last / stride + 1;
    }
    out[out.length - 1] = channels;
    return out;
  }

  /** Returns an entry of a value that Keras writes as one number or as one an axis. */
  private static int entry(JsonValue value, int axis, int otherwise) {
    return value.isArray() ? value.path(axis).asInt(otherwise) : value.asInt(otherwise);
  }

  private static int[] global(int[] in, JsonValue config) {
    int channels = in[channelsFirst(config) ? 1 : in.length - 1];
    if (!config.path("keepdims").asBoolean()) {
      return new int[] {in[0], channels};
    }
    int[] out = new int[in.length];
    Arrays.fill(out, 1);
    out[0] = in[0];
    out[channelsFirst(config) ? 1 : in.length - 1] = channels;
    return out;
  }

  private static int @Nullable [] freeInside(int[] in) {
    int[] out = in.clone();
    Arrays.fill(out, 1, out.length - 1, -1);
    return out;
  }

  private static int @Nullable [] concatenate(List<int[]> sources, int axis) {
    int[] out = sources.get(0).clone();
    int at = axis < 0 ? out.length + axis : axis;
    if (at < 0 || at >= out.length) {
      return null;
    }
    for (int[] source : sources.subList(1, sources.size())) {
      if (source.length != out.length) {
        return null;
      }
      out[at] = out[at] < 0 || source[at] < 0 ? -1 : out[at] + source[at];
    }
    return out;
  }

  private static boolean channelsFirst(JsonValue config) {
    return config.path("data_format").asText().equals("channels_first");
  }
}
