package dev.hearth.parity;

import dev.hearth.parity.Supplies.Missing;
import java.util.List;

/**
 * The suite for a page to drive. Only whole numbers pass: then Wasm GC needs no glue that a strict
 * content security policy forbids.
 */
final class SuiteDriver {
  private static final int DONE = 0;
  private static final int MISSING = 1;
  private static final int FAILED = 2;

  private static final Supplies SUPPLIES = new Supplies();
  private static List<GoldenCase> cases = List.of();
  private static String answer = "";
  private static byte[] brought = {};

  private SuiteDriver() {}

  /** Makes the cases; the answer is their names, a line each. */
  static int list() {
    return attempt(
        () -> {
          cases = GoldenSuite.cases(SUPPLIES);
          StringBuilder names = new StringBuilder();
          for (GoldenCase one : cases) {
            names.append(names.length() == 0 ? "" : "\n").append(one.name());
          }
          return names.toString();
        });
  }

  /** Runs one case; the answer is its hash, largest difference, tolerance, and count of numbers. */
  static int run(int index) {
    return attempt(
        () -> {
          Golden out = cases.get(index).run(SUPPLIES);
          return out.hash() + " " + out.difference() + " " + out.tolerance() + " " + out.count();
        });
  }

  private interface Step {
    String run();
  }

  /** Returns whether a step was done, or wants what the answer names, or failed as it says. */
  private static int attempt(Step step) {
    try {
      answer = step.run();
      return DONE;
    } catch (Missing e) {
      answer = e.name();
      return MISSING;
    } catch (RuntimeException e) {
      answer = e.getClass().getName() + ": " + e.getMessage();
      return FAILED;
    }
  }

  /** Returns the UTF-16 units of the answer. */
  static int answerLength() {
    return answer.length();
  }

  /** Returns a UTF-16 unit of the answer. */
  static int answerAt(int index) {
    return answer.charAt(index);
  }

  /** Begins to bring what the answer names. */
  static void bring(int length) {
    brought = new byte[length];
    SUPPLIES.bring(answer, brought);
  }

  /** Brings four bytes, the lowest first; what is beyond the end is left out. */
  static void put(int at, int word) {
    for (int i = 0; i < Math.min(4, brought.length - at); i++) {
      brought[at + i] = (byte) (word >> (8 * i));
    }
  }
}
