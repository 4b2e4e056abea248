package dev.hearth.decode;

import dev.hearth.tensor.Numbers;

/**
 * One label a model gave, with how sure it is.
 *
 * @param index the class, by its position in the model's output
 * @param label the class's name
 * @param probability 0 to 1
 */
public record Classification(int index, String label, double probability) {
  /** Returns label and probability as in {@code seven 0.981}. */
  @Override
  public String toString() {
    return label + " " + Numbers.text(probability);
  }
}
