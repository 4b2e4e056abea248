package dev.hearth.e2e;

import dev.hearth.e2e.page.HearthPage;
import java.util.List;

/** What a microphone heard. */
final class Heard {
  /** One prediction is made for so many seconds of sound, unless the device falls behind. */
  private static final double SECONDS_PER_WINDOW = 0.128;

  private Heard() {}

  /** Waits until at least so much sound was classified. */
  static void waitForWindows(HearthPage page, double seconds) {
    long before = page.answer().count();
    long windows = Math.round(seconds / SECONDS_PER_WINDOW);
    page.browser()
        .waitFor(seconds + " s of sound", driver -> page.answer().count() >= before + windows);
  }

  /** Returns the length of the longest common subsequence. */
  static int inOrder(List<String> said, List<String> heard) {
    int[][] best = new int[said.size() + 1][heard.size() + 1];
    for (int i = 1; i <= said.size(); i++) {
      for (int j = 1; j <= heard.size(); j++) {
        best[i][j] =
            said.get(i - 1).equals(heard.get(j - 1))
                ? best[i - 1][j - 1] + 1
                : Math.max(best[i - 1][j], best[i][j - 1]);
      }
    }
    return best[said.size()][heard.size()];
  }
}
