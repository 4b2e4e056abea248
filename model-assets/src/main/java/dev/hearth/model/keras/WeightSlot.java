package dev.hearth.model.keras;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A weight that a layer of the TF.js model needs. */
final class WeightSlot {
  private final String tfjsName;
  private final List<String> names;
  private final String owner;
  private final String part;
  private final boolean trainable;
  private final int @Nullable [] shape;

  /**
   * Makes a slot.
   *
   * @param tfjsName the name TF.js looks it up by, such as {@code conv/kernel}
   * @param names how Keras calls it, such as {@code kernel}; the first is today's
   * @param owner Keras's name of the layer that has it
   * @param part the part of the layer that has it, such as {@code cell}; empty for the layer itself
   * @param trainable false for statistics, and in frozen layers
   * @param shape the axis sizes, -1 where the configuration does not tell; null if it tells none
   */
  WeightSlot(
      String tfjsName,
      List<String> names,
      String owner,
      String part,
      boolean trainable,
      int @Nullable [] shape) {
    this.tfjsName = tfjsName;
    this.names = names;
    this.owner = owner;
    this.part = part;
    this.trainable = trainable;
    this.shape = shape;
  }

  String tfjsName() {
    return tfjsName;
  }

  String owner() {
    return owner;
  }

  String part() {
    return part;
  }

  boolean trainable() {
    return trainable;
  }

  /** Returns the same for a layer that is frozen. */
  WeightSlot frozen() {
    return new WeightSlot(tfjsName, names, owner, part, false, shape);
  }

  /** Returns true if Keras calls it so, in any of its versions. */
  boolean isCalled(String name) {
    return names.contains(name);
  }

  /** Returns true if it may have a shape. */
  boolean accepts(int[] found) {
    if (shape == null) {
      return true;
    }
    boolean same = shape.length == found.length;
    for (int i = 0; same && i < found.length; i++) {
      same = shape[i] < 0 || shape[i] == found[i];
    }
    return same;
  }

  /** Returns the expected shape for people, such as {@code [3, 3, ?, 16]}. */
  String shapeWords() {
    return shape == null
        ? "any"
        : Arrays.stream(shape)
            .mapToObj(size -> size < 0 ? "?" : Integer.toString(size))
            .collect(Collectors.joining(", ", "[", "]"));
  }
}
