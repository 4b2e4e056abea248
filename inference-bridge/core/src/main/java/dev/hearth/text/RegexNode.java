package dev.hearth.text;

import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a regular expression that knows what comes after it: it matches where it and all that
 * follows match.
 */
abstract class RegexNode {
  static final int NONE = -1;
  static final int MANY = Integer.MAX_VALUE;

  /** How often a group repeats in a text: each time takes some of the stack. */
  private static final int MAX_DEPTH = 500;

  /** How often a group is tried at one place: some expressions would go on for ever. */
  private static final int MAX_STEPS = 1_000_000;

  /** Which of the possible numbers of repetitions is taken. */
  enum Greed {
    GREEDY,
    LAZY,
    POSSESSIVE
  }

  /** What comes after it; itself until something does. */
  RegexNode next = this;

  /** Returns where a match that goes through this node at a position ends, or {@link #NONE}. */
  abstract int match(String text, int at);

  /** The end of the expression or of a part that is matched alone. */
  static final class Accept extends RegexNode {
    /** Where the part must end, or {@link #NONE} for anywhere. */
    int wanted = NONE;

    @Override
    int match(String text, int at) {
      return wanted == NONE || wanted == at ? at : NONE;
    }
  }

  /** One code point of a class, some number of times. */
  static final class Run extends RegexNode {
    private final IntPredicate wanted;
    private final boolean[] ascii = new boolean[128];
    private final int min;
    private final int max;
    private final Greed greed;

    Run(IntPredicate wanted, int min, int max, Greed greed) {
      this.wanted = wanted;
      this.min = min;
      this.max = max;
      this.greed = greed;
      for (int c = 0; c < ascii.length; c++) {
        ascii[c] = wanted.test(c);
      }
    }

    /** Returns a run that matches what this one matches many times over, or null. */
    @Nullable Run repeated(int times) {
      boolean anyLength = greed == Greed.GREEDY && min <= 1;
      return anyLength ? new Run(wanted, times * min, MANY, Greed.GREEDY) : null;
    }

    /** Returns the end of the code point at a position, or {@link #NONE} if it is not of these. */
    private int one(String text, int at) {
      if (at >= text.length()) {
        return NONE;
      }
      char c = text.charAt(at);
      if (c < ascii.length) {
        return ascii[c] ? at + 1 : NONE;
      }
      int codePoint = text.codePointAt(at);
      return wanted.test(codePoint) ? at + Character.charCount(codePoint) : NONE;
    }

    @Override
    int match(String text, int at) {
      int end = at;
      int count = 0;
      int most = greed == Greed.LAZY ? min : max;
      while (count < most) {
        int further = one(text, end);
        if (further == NONE) {
          break;
        }
        end = further;
        count++;
      }
      if (count < min) {
        return NONE;
      }
      int found = next.match(text, end);
      while (found == NONE && greed != Greed.POSSESSIVE) {
        if (greed == Greed.GREEDY) {
          if (count-- == min) {
            return NONE;
          }
          end -= Character.charCount(text.codePointBefore(end));
        } else {
          end = count++ == max ? NONE : one(text, end);
          if (end == NONE) {
            return NONE;
          }
        }
        found = next.match(text, end);
      }
      return found;
    }
  }

  /** The first of several that matches. */
  static final class Choice extends RegexNode {
    private final List<RegexNode> branches;

    /** Creates the node; each branch leads on to the node's own next. */
    Choice(List<RegexNode> branches) {
      this.branches = branches;
    }

    @Override
    int match(String text, int at) {
      for (RegexNode branch : branches) {
        int end = branch.match(text, at);
        if (end != NONE) {
          return end;
        }
      }
      return NONE;
    }
  }

  /** Where a branch of a choice, or the body of a loop, joins what follows. */
  static final class Join extends RegexNode {
    private final RegexNode owner;

    Join(RegexNode owner) {
      this.owner = owner;
    }

    @Override
    int match(String text, int at) {
      return owner instanceof Loop loop ? loop.again(text, at) : owner.next.match(text, at);
    }
  }

  /** A group, some number of times. */
  static final class Loop extends RegexNode {
    private final int min;
    private final int max;
    private final boolean lazy;
    RegexNode body = this;
    private int count;
    private int begin;
    private int depth;
    private int steps;

    Loop(int min, int max, boolean lazy) {
      this.min = min;
      this.max = max;
      this.lazy = lazy;
    }

    @Override
    int match(String text, int at) {
      int outerCount = count;
      int outerBegin = begin;
      int end = attempt(text, at, 0);
      count = outerCount;
      begin = outerBegin;
      return end;
    }

    private int attempt(String text, int at, int done) {
      int end = lazy && done >= min ? next.match(text, at) : NONE;
      if (end == NONE && done < max) {
        end = body(text, at, done);
      }
      return end == NONE && !lazy && done >= min ? next.match(text, at) : end;
    }

    private int body(String text, int at, int done) {
      steps = depth == 0 ? 0 : steps + 1;
      if (depth >= MAX_DEPTH || steps > MAX_STEPS) {
        throw new IllegalArgumentException(
            "Expected a text in which a group of a regular expression repeats fewer than "
                + MAX_DEPTH
                + " times and is tried fewer than "
                + MAX_STEPS);
      }
      int outerBegin = begin;
      count = done;
      begin = at;
      depth++;
      try {
        return body.match(text, at);
      } finally {
        depth--;
        begin = outerBegin;
        count = done;
      }
    }

    /** Goes on after the body matched; one that took nothing is not repeated. */
    private int again(String text, int at) {
      int done = count + 1;
      int outer = count;
      int end = at == begin && done > min ? next.match(text, at) : attempt(text, at, done);
      count = outer;
      return end;
    }
  }

  /** A part that is matched alone: looked at only, or taken as it is for good. */
  static final class Alone extends RegexNode {
    private final RegexNode body;
    private final boolean looks;
    private final boolean wanted;

    Alone(RegexNode body, boolean looks, boolean wanted) {
      this.body = body;
      this.looks = looks;
      this.wanted = wanted;
    }

    @Override
    int match(String text, int at) {
      int end = body.match(text, at);
      if ((end != NONE) != wanted) {
        return NONE;
      }
      return next.match(text, looks ? at : end);
    }
  }

  /** What must, or must not, end where it stands. */
  static final class Behind extends RegexNode {
    private final RegexNode body;
    private final Accept accept;
    private final boolean wanted;

    Behind(RegexNode body, Accept accept, boolean wanted) {
      this.body = body;
      this.accept = accept;
      this.wanted = wanted;
    }

    @Override
    int match(String text, int at) {
      boolean found = false;
      for (int from = at; from >= 0 && !found; from--) {
        accept.wanted = at;
        found = body.match(text, from) != NONE;
      }
      return found == wanted ? next.match(text, at) : NONE;
    }
  }

  /** A place between characters. */
  static final class Place extends RegexNode {
    private final char kind;

    Place(char kind) {
      this.kind = kind;
    }

    @Override
    int match(String text, int at) {
      return is(text, at) ? next.match(text, at) : NONE;
    }

    private boolean is(String text, int at) {
      return switch (kind) {
        case '^' -> at == 0 || text.charAt(at - 1) == '\n';
        case '$' -> at == text.length() || text.charAt(at) == '\n';
        case 'A' -> at == 0;
        case 'z' -> at == text.length();
        case 'Z' -> at == text.length() || (at + 1 == text.length() && text.charAt(at) == '\n');
        case 'b' -> isEdge(text, at);
        default -> !isEdge(text, at);
      };
    }

    private static boolean isEdge(String text, int at) {
      boolean before = at > 0 && CodePoints.isWordCharacter(text.codePointBefore(at));
      boolean after = at < text.length() && CodePoints.isWordCharacter(text.codePointAt(at));
      return before != after;
    }
  }
}
