package dev.hearth.text;

import java.util.Arrays;

/**
 * Texts that share their beginnings, each with a number.
 *
 * <p>All edges lie in one hash table, one int array: no object per node, nothing allocated by a
 * look-up.
 */
final class Trie {
  static final int ROOT = 0;

  /** What a missing edge and a missing value are. */
  static final int NONE = -1;

  private static final int STRIDE = 4;

  private int nodes = 1;
  private int[] values = new int[256];

  /**
   * The hash table: of each edge the node it leaves, plus one, where 0 marks a free slot; its
   * character; the node it leads to. Side by side, they cost one cache miss together.
   */
  private int[] edges = new int[512 * STRIDE];

  Trie() {
    Arrays.fill(values, NONE);
  }

  /** Adds a text; one that is there already gets the new value. */
  void put(String text, int value) {
    int node = ROOT;
    for (int i = 0; i < text.length(); i++) {
      int next = child(node, text.charAt(i));
      node = next == NONE ? grow(node, text.charAt(i)) : next;
    }
    values[node] = value;
  }

  /** Returns the node one character on, or {@link #NONE}. */
  int child(int node, char c) {
    int[] table = edges;
    int mask = table.length - 1;
    int slot = hash(node, c) & mask;
    while (table[slot] != 0) {
      if (table[slot] == node + 1 && table[slot + 1] == c) {
        return table[slot + 2];
      }
      slot = (slot + STRIDE) & mask;
    }
    return NONE;
  }

  /** Returns the node a text leads to from another, or {@link #NONE}. */
  int walk(int node, String text) {
    int at = node;
    for (int i = 0; i < text.length() && at != NONE; i++) {
      at = child(at, text.charAt(i));
    }
    return at;
  }

  /** Returns the value of the text that ends at a node, or {@link #NONE}. */
  int value(int node) {
    return values[node];
  }

  private int grow(int node, char c) {
    if (nodes * 2 * STRIDE > edges.length) {
      rehash();
    }
    if (nodes == values.length) {
      values = Arrays.copyOf(values, nodes * 2);
      Arrays.fill(values, nodes, nodes * 2, NONE);
    }
    insert(node, c, nodes);
    return nodes++;
  }

  private void insert(int node, int c, int target) {
    int mask = edges.length - 1;
    int slot = hash(node, c) & mask;
    while (edges[slot] != 0) {
      slot = (slot + STRIDE) & mask;
    }
    edges[slot] = node + 1;
    edges[slot + 1] = c;
    edges[slot + 2] = target;
  }

  private void rehash() {
    int[] old = edges;
    edges = new int[old.length * 2];
    for (int i = 0; i < old.length; i += STRIDE) {
      if (old[i] != 0) {
        insert(old[i] - 1, old[i + 1], old[i + 2]);
      }
    }
  }

  /** Returns where an edge is looked for first: a multiple of the stride, once masked. */
  private static int hash(int node, int c) {
    int mixed = node * 0x9e3779b1 + c * 0x85ebca6b;
    return (mixed ^ (mixed >>> 15)) * STRIDE;
  }
}
