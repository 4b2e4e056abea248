package dev.hearth.text;

/** The merges of a BPE model: pairs of ids, each with a rank and the id of both together. */
final class Merges {
  static final int NONE = -1;

  private int[] lefts = new int[1024];
  private int[] rights = new int[1024];
  private int[] results = new int[1024];

  /** Rank plus one; 0 marks a free slot. */
  private int[] ranks = new int[1024];

  private int size;

  void put(int left, int right, int result) {
    if (size * 2 >= ranks.length) {
      rehash();
    }
    int slot = slot(left, right);
    if (ranks[slot] == 0) {
      size++;
    }
    set(slot, left, right, result, size);
  }

  /** Returns where a pair is, or {@link #NONE}. */
  int find(int left, int right) {
    int slot = slot(left, right);
    return ranks[slot] == 0 ? NONE : slot;
  }

  int rank(int found) {
    return ranks[found] - 1;
  }

  int result(int found) {
    return results[found];
  }

  private int slot(int left, int right) {
    int mask = ranks.length - 1;
    int mixed = left * 0x9e3779b1 + right * 0x85ebca6b;
    int slot = (mixed ^ mixed >>> 15) & mask;
    while (ranks[slot] != 0 && (lefts[slot] != left || rights[slot] != right)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void set(int slot, int left, int right, int result, int rank) {
    lefts[slot] = left;
    rights[slot] = right;
    results[slot] = result;
    ranks[slot] = rank;
  }

  private void rehash() {
    int[] oldLefts = lefts;
    int[] oldRights = rights;
    int[] oldResults = results;
    int[] oldRanks = ranks;
    lefts = new int[oldRanks.length * 2];
    rights = new int[lefts.length];
    results = new int[lefts.length];
    ranks = new int[lefts.length];
    for (int i = 0; i < oldRanks.length; i++) {
      if (oldRanks[i] != 0) {
        int slot = slot(oldLefts[i], oldRights[i]);
        set(slot, oldLefts[i], oldRights[i], oldResults[i], oldRanks[i]);
      }
    }
  }
}
