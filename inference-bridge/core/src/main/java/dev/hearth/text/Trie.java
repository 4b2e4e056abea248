package dev.hearth.text;

import java.util.Arrays;

/**
 * Texts that share their beginnings, each with a number.
 *
 * <p>All edges lie in one hash table of three int arrays: no object per node, nothing allocated by
 * a look-up.
 */
final class Trie {
  static final int ROOT = 0;

  /** What a missing edge and a missing value are. */
  static final int NONE = -1;

  private int nodes = 1;
  private int[] values = new int[256];

  /** The node an edge leaves, plus one; 0 marks a free slot. */
  private int[] from = new int[512];

  private int[] characters = new int[512];
  private int[] to = new int[512];

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
    int mask = from.length - 1;
    int slot = hash(node, c) & mask;
    while (from[slot] != 0) {
      if (from[slot] == node + 1 && characters[slot] == c) {
        return to[slot];
      }
      slot = slot + 1 & mask;
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
    if (nodes * 2 > from.length) {
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
    int mask = from.length - 1;
    int slot = hash(node, c) & mask;
    while (from[slot] != 0) {
      slot = slot + 1 & mask;
    }
    from[slot] = node + 1;
    characters[slot] = c;
    to[slot] = target;
  }

  private void rehash() {
    int[] oldFrom = from;
    int[] oldCharacters = characters;
    int[] oldTo = to;
    from = new int[oldFrom.length * 2];
    characters = new int[from.length];
    to = new int[from.length];
    for (int i = 0; i < oldFrom.length; i++) {
      if (oldFrom[i] != 0) {
        insert(oldFrom[i] - 1, oldCharacters[i], oldTo[i]);
      }
    }
  }

  private static int hash(int node, int c) {
    int mixed = node * 0x9e3779b1 + c * 0x85ebca6b;
    return mixed ^ mixed >>> 15;
  }
}
