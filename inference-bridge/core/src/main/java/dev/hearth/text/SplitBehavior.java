package dev.hearth.text;

/** What becomes of the parts of a text that a pattern found. */
enum SplitBehavior {
  REMOVED("Removed"),
  ISOLATED("Isolated"),
  MERGED_WITH_PREVIOUS("MergedWithPrevious"),
  MERGED_WITH_NEXT("MergedWithNext"),
  CONTIGUOUS("Contiguous");

  private final String id;

  SplitBehavior(String id) {
    this.id = id;
  }

  /** Returns its name in a tokenizer.json. */
  String id() {
    return id;
  }

  /** Returns a pre-tokenizer; {@code invert} exchanges what is found and what lies between. */
  PreTokenizer with(Pattern pattern, boolean invert) {
    return (in, out) -> {
      Pieces pieces = new Pieces(this, in, out);
      Pattern.Matches matches = pattern.in(in.text);
      int from = 0;
      while (matches.next()) {
        pieces.add(from, matches.start(), invert);
        pieces.add(matches.start(), matches.end(), !invert);
        from = matches.end();
      }
      pieces.add(from, in.length(), invert);
      pieces.end();
    };
  }

  /** Joins neighbouring parts into words: the word that is open grows until it cannot. */
  private static final class Pieces {
    private final SplitBehavior behavior;
    private final MappedText in;
    private final PreTokenizer.Words out;
    private int start;
    private int end;
    private boolean lastFound;

    Pieces(SplitBehavior behavior, MappedText in, PreTokenizer.Words out) {
      this.behavior = behavior;
      this.in = in;
      this.out = out;
    }

    void add(int from, int to, boolean found) {
      if (from == to) {
        return;
      }
      if (!joins(found)) {
        end();
        start = from;
      }
      end = to;
      lastFound = found;
      if (found && behavior == REMOVED) {
        start = to;
      }
    }

    private boolean joins(boolean found) {
      if (start == end) {
        return false;
      }
      return switch (behavior) {
        case REMOVED, ISOLATED -> false;
        case MERGED_WITH_PREVIOUS -> found && !lastFound;
        case MERGED_WITH_NEXT -> !found && lastFound;
        case CONTIGUOUS -> found == lastFound;
      };
    }

    void end() {
      out.add(in, start, end);
      start = end;
    }
  }
}
