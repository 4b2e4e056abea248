package dev.hearth.variants;

import dev.hearth.manifest.ModelRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A way to store a model's weights, or to compute with them. */
public enum VariantKind {
  /** As training left them. */
  FP32("fp32", true, true),
  /** Weights in half precision, computed with in float32. */
  FP16("fp16", true, true),
  /** Weights and arithmetic in half precision, for GPUs that have it. */
  FP16_COMPUTE("fp16-compute", true, false),
  /** Weights in eight bits, a scale for each channel. */
  INT8("int8", true, false),
  /** Matrices in four bits, a scale for each 32 values; the other weights in eight. */
  INT4("int4", true, false),
  /** Weights in sixteen bits between their least and largest value. */
  UINT16("uint16", false, true),
  /** Weights in eight bits between their least and largest value. */
  UINT8("uint8", false, true);

  private final String id;
  private final boolean onnx;
  private final boolean tfjs;

  VariantKind(String id, boolean onnx, boolean tfjs) {
    this.id = id;
    this.onnx = onnx;
    this.tfjs = tfjs;
  }

  /** Returns the name that manifests have. */
  public String id() {
    return id;
  }

  /** Returns the features a device needs for it. */
  public List<String> needs() {
    return this == FP16_COMPUTE ? List.of("shader-f16") : List.of();
  }

  /** Returns what comes closest to it in a runtime's formats: itself, or null for none. */
  @Nullable VariantKind in(ModelRuntime runtime) {
    if (runtime == ModelRuntime.ONNX) {
      return onnx ? this : this == UINT8 ? INT8 : null;
    }
    return tfjs ? this : this == INT8 ? UINT8 : null;
  }

  /** Returns the kind of that name, or null. */
  public static @Nullable VariantKind named(String id) {
    for (VariantKind kind : values()) {
      if (kind.id.equals(id)) {
        return kind;
      }
    }
    return null;
  }

  /** Returns the names of all. */
  public static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (VariantKind kind : values()) {
      ids.add(kind.id);
    }
    return ids;
  }
}
