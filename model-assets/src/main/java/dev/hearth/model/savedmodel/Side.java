package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;

/**
 * One side of a choice that the graph makes while it runs: a branch, or another turn of a loop.
 *
 * @param condition the boolean that chooses
 * @param when the condition's value on this side
 */
record Side(Port condition, boolean when) {
  /** Returns a Switch's output that has its value on this side only. */
  Port of(Node choice) {
    return new Port(choice, when ? 1 : 0);
  }
}
