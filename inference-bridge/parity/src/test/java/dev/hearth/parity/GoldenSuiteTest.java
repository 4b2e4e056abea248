package dev.hearth.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The suite on the JVM: every case within its tolerance of the reference. */
class GoldenSuiteTest {

  @Test
  void everyCase_isWithinItsTolerance() {
    Inputs inputs = new JvmInputs();
    List<String> wrong = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Double> worst = new TreeMap<>();
    Set<String> names = new HashSet<>();
    for (GoldenCase one : GoldenSuite.cases(inputs)) {
      assertTrue(names.add(one.name()), "twice " + one.name());
      Golden found = one.run(inputs);
      String group = one.name().substring(0, one.name().indexOf('/'));
      counts.merge(group, 1, Integer::sum);
      // Of every kind of feature, and of the other groups as a whole.
      String kind = group.equals("feature") ? one.name().replaceFirst(".*[./]", "") : group;
      worst.merge(kind, found.difference(), Math::max);
      if (!(found.difference() <= found.tolerance()) || found.count() == 0) {
        wrong.add(one.name() + ": " + found.difference() + " of " + found.tolerance());
      }
    }
    System.out.println("Golden suite on the JVM: " + counts + ", largest differences " + worst);
    assertEquals(List.of(), wrong);
    assertEquals(59, counts.get("photo"));
    assertEquals(235, counts.get("resize"));
    assertEquals(26, counts.get("feature"));
    assertEquals(158, counts.get("text"));
  }

  @Test
  void hash_seesOrderAndEveryBit() {
    Set<String> hashes = new HashSet<>();
    float[][] arrays = {{1, 2}, {2, 1}, {1, 2, 0}, {1}, {-0f}, {0}, {1 + 0x1p-23f, 2}, {}};
    for (float[] values : arrays) {
      Golden out = new Golden();
      out.add(values);
      hashes.add(out.hash());
    }
    assertEquals(arrays.length, hashes.size());
  }

  @Test
  void differ_isInfiniteForNoNumber() {
    Golden out = new Golden();
    out.compare(new float[] {1}, new float[] {Float.NaN});
    out.differ(3);
    assertEquals(Double.POSITIVE_INFINITY, out.difference());
  }
}
