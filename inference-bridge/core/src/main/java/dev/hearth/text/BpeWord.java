package dev.hearth.text;

import java.util.Arrays;

/**
 * A word while its pairs are merged: a linked list of symbols and a heap of the pairs that can be
 * merged, lowest rank first, then leftmost. A megabyte takes O(n log n).
 */
final class BpeWord {
  private static final int END = -1;
  private static final int NO_RANK = Integer.MAX_VALUE;

  int[] ids = new int[32];
  int[] from = new int[32];
  int[] to = new int[32];
  int size;

  private int[] next = new int[32];
  private int[] previous = new int[32];

  /** The rank of each symbol's pair with the next; an entry of the heap with another is stale. */
  private int[] rank = new int[32];

  private int[] heapRanks = new int[64];
  private int[] heapSymbols = new int[64];
  private int heapSize;

  void add(int id, int start, int end) {
    if (size == ids.length) {
      int capacity = size * 2;
      ids = Arrays.copyOf(ids, capacity);
      from = Arrays.copyOf(from, capacity);
      to = Arrays.copyOf(to, capacity);
    }
    ids[size] = id;
    from[size] = start;
    to[size] = end;
    size++;
  }

  void clear() {
    size = 0;
  }

  /** Merges until nothing can be merged; the symbols that are left close up. */
  void merge(Merges merges) {
    if (next.length < size) {
      next = new int[ids.length];
      previous = new int[ids.length];
      rank = new int[ids.length];
    }
    heapSize = 0;
    for (int i = 0; i < size; i++) {
      previous[i] = i - 1;
      next[i] = i + 1 < size ? i + 1 : END;
    }
    for (int i = 0; i < size; i++) {
      look(i, merges);
    }
    while (heapSize > 0) {
      int wanted = heapRanks[0];
      int symbol = heapSymbols[0];
      pop();
      if (rank[symbol] == wanted) {
        join(symbol, merges);
      }
    }
    int kept = 0;
    for (int i = size == 0 ? END : 0; i != END; i = next[i]) {
      ids[kept] = ids[i];
      from[kept] = from[i];
      to[kept] = to[i];
      kept++;
    }
    size = kept;
  }

  private void join(int symbol, Merges merges) {
    int gone = next[symbol];
    ids[symbol] = merges.result(merges.find(ids[symbol], ids[gone]));
    to[symbol] = to[gone];
    rank[gone] = NO_RANK;
    next[symbol] = next[gone];
    if (next[gone] != END) {
      previous[next[gone]] = symbol;
    }
    look(symbol, merges);
    if (previous[symbol] != END) {
      look(previous[symbol], merges);
    }
  }

  private void look(int symbol, Merges merges) {
    rank[symbol] = NO_RANK;
    if (next[symbol] != END) {
      int found = merges.find(ids[symbol], ids[next[symbol]]);
      if (found != Merges.NONE) {
        rank[symbol] = merges.rank(found);
        push(rank[symbol], symbol);
      }
    }
  }

  private void push(int newRank, int symbol) {
    if (heapSize == heapRanks.length) {
      heapRanks = Arrays.copyOf(heapRanks, heapSize * 2);
      heapSymbols = Arrays.copyOf(heapSymbols, heapSize * 2);
    }
    int at = heapSize++;
    while (at > 0) {
      int parent = (at - 1) >> 1;
      if (!isBefore(newRank, symbol, parent)) {
        break;
      }
      heapRanks[at] = heapRanks[parent];
      heapSymbols[at] = heapSymbols[parent];
      at = parent;
    }
    heapRanks[at] = newRank;
    heapSymbols[at] = symbol;
  }

  private void pop() {
    heapSize--;
    int movedRank = heapRanks[heapSize];
    int movedSymbol = heapSymbols[heapSize];
    int at = 0;
    while (at * 2 + 1 < heapSize) {
      int child = at * 2 + 1;
      if (child + 1 < heapSize && isBefore(heapRanks[child + 1], heapSymbols[child + 1], child)) {
        child++;
      }
      if (isBefore(movedRank, movedSymbol, child)) {
        break;
      }
      heapRanks[at] = heapRanks[child];
      heapSymbols[at] = heapSymbols[child];
      at = child;
    }
    heapRanks[at] = movedRank;
    heapSymbols[at] = movedSymbol;
  }

  private boolean isBefore(int aRank, int aSymbol, int heapIndex) {
    int other = heapRanks[heapIndex];
    return aRank < other || (aRank == other && aSymbol < heapSymbols[heapIndex]);
  }
}
