package dev.hearth.source;

import dev.hearth.tensor.TensorInfo.Dimension;

/** Names the free axes of one model that its author left without a name: dim_0, dim_1, ... */
public final class FreeAxes {
  private int count;

  /** Returns a free axis of a new name. */
  public Dimension next() {
    return Dimension.free("dim_" + count++);
  }
}
