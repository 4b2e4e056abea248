package dev.hearth.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries every hypothesis, then every two, then the best of those with one or two more, until one
 * set explains the difference.
 */
final class Search {
  /** The group of numbers that were fitted to the data. */
  static final String FITTED = "fitted";

  private static final int MAX_PAIRS = 12_000;
  private static final int MAX_PROBES = MAX_PAIRS + 8000;
  private static final int BEAM = 8;
  private static final int NARROW = 4;
  private static final int DEPTH = 4;

  /** How much less must remain for one more change to be worth telling. */
  private static final double WORTH = 0.5;

  /** How much less must remain for a change to be told that does not explain all. */
  private static final double HELPS = 0.8;

  /** Differences under this part of the range are all as good as none. */
  private static final double NOISE = 1e-5;

  /** Measures what remains under some changes, and derives others from the data. */
  interface Probe {
    /** Returns what remains, or null where the changes cannot be made or fit the shape. */
    @Nullable Difference measure(List<Edit> edits);

    /** Returns what the data itself suggests under some changes: fitted numbers. */
    List<Hypothesis> fitted(List<Edit> edits);
  }

  private final Probe probe;
  private final List<Hypothesis> singles;
  private final boolean thorough;
  private final List<Explanation> found = new ArrayList<>();
  private int probes;

  /**
   * Makes a search.
   *
   * @param thorough false where a probe takes long: then two changes are tried together only if one
   *     of them helps by itself
   */
  Search(Probe probe, List<Hypothesis> singles, boolean thorough) {
    this.probe = probe;
    this.thorough = thorough;
    this.singles = List.copyOf(singles);
  }

  /**
   * Returns what explains a difference, best first; empty where nothing makes it smaller.
   *
   * @param base what is there without a change; null where it cannot be measured
   */
  List<Explanation> run(@Nullable Difference base) {
    List<Hypothesis> useful = new ArrayList<>();
    for (Hypothesis single : singles) {
      Difference left = probe(List.of(single));
      // A change without effect explains nothing.
      if (left == null || base == null || left.relative() != base.relative()) {
        useful.add(single);
      }
    }
    fit(List.of());
    if (thorough && !explained()) {
      for (int i = 0; i < useful.size(); i++) {
        if (probes < MAX_PAIRS) {
          extend(List.of(useful.get(i)), useful.subList(i + 1, useful.size()));
        }
      }
    }
    int beam = thorough ? BEAM : NARROW;
    for (int depth = thorough ? 3 : 2; depth <= (thorough ? DEPTH : 3) && !explained(); depth++) {
      List<Explanation> best = new ArrayList<>(found);
      best.sort(Comparator.comparingDouble(one -> one.difference().relative()));
      for (Explanation one : best.subList(0, Math.min(beam, best.size()))) {
        extend(one.hypotheses(), useful);
      }
    }
    return ranked(base);
  }

  private void extend(List<Hypothesis> chosen, List<Hypothesis> others) {
    List<Hypothesis> plain = new ArrayList<>(chosen);
    // Numbers that were fitted to some changes are fitted again to more.
    boolean refit = plain.removeIf(one -> one.group().equals(FITTED));
    for (Hypothesis other : others) {
      if (plain.stream().noneMatch(one -> clashes(one, other))) {
        List<Hypothesis> set = new ArrayList<>(plain);
        set.add(other);
        if (refit) {
          fit(set);
        } else {
          probe(set);
        }
      }
    }
    if (!refit) {
      fit(plain);
    }
  }

  private void fit(List<Hypothesis> chosen) {
    for (Hypothesis fitted : probe.fitted(Explanation.edits(chosen))) {
      if (chosen.stream().noneMatch(one -> clashes(one, fitted))) {
        List<Hypothesis> set = new ArrayList<>(chosen);
        set.add(fitted);
        probe(set);
      }
    }
  }

  private static boolean clashes(Hypothesis a, Hypothesis b) {
    boolean numbers = a.step() == Step.NORMALISE && b.step() == Step.NORMALISE;
    boolean fitted = a.group().equals(FITTED) || b.group().equals(FITTED);
    return a.group().equals(b.group()) || (numbers && fitted);
  }

  private @Nullable Difference probe(List<Hypothesis> set) {
    if (probes++ >= MAX_PROBES) {
      return null;
    }
    Difference left = probe.measure(Explanation.edits(set));
    if (left != null && left.relative() < Double.POSITIVE_INFINITY) {
      List<Hypothesis> ordered = new ArrayList<>(set);
      ordered.sort(Comparator.comparing(Hypothesis::step));
      found.add(new Explanation(ordered, left));
    }
    return left;
  }

  private boolean explained() {
    return found.stream().anyMatch(one -> one.difference().agrees());
  }

  /** Those that explain all come first, the fewest changes before more; then what helps most. */
  private List<Explanation> ranked(@Nullable Difference base) {
    double before = base == null ? Double.MAX_VALUE : base.relative();
    double mean = base == null ? Double.MAX_VALUE : base.mean();
    List<Explanation> out = new ArrayList<>();
    for (Explanation one : found) {
      double share = Math.pow(WORTH, one.hypotheses().size() - 1.0) * HELPS;
      Difference left = one.difference();
      if (left.agrees() || (left.relative() < before * share && left.mean() < mean * share)) {
        out.add(one);
      }
    }
    out.sort(
        Comparator.comparing((Explanation one) -> !one.difference().agrees())
            .thenComparing(one -> one.difference().agrees() ? one.hypotheses().size() : 0)
            .thenComparing(Search::cost)
            .thenComparing(one -> one.hypotheses().size()));
    Set<Set<Hypothesis>> told = new HashSet<>();
    List<Explanation> distinct = new ArrayList<>();
    for (Explanation one : out) {
      Set<Hypothesis> set = new HashSet<>(one.hypotheses());
      if (told.stream().noneMatch(set::containsAll)) {
        told.add(set);
        distinct.add(one);
      }
    }
    return distinct;
  }

  /** In steps of a factor of two, so that what is as near is told in the hypotheses' order. */
  private static int cost(Explanation one) {
    double left = Math.max(NOISE, one.difference().relative());
    double changes = one.difference().agrees() ? 0 : one.hypotheses().size();
    boolean fitted = one.hypotheses().stream().anyMatch(any -> any.group().equals(FITTED));
    return (int) Math.floor(Math.log(left) / Math.log(2) + changes) + (fitted ? 2 : 0);
  }
}
