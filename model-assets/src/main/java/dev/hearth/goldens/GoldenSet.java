package dev.hearth.goldens;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.manifest.Shard;
import dev.hearth.predict.SelfTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Goldens with their data, not yet stored anywhere. */
public final class GoldenSet {
  private static final Artifact NOWHERE =
      new Artifact("goldens.bin", List.of(new Shard("0".repeat(64), 1)));
  private static final int MAX_CARRIED = 4;
  private final String engine;
  private final double abs;
  private final double rel;
  private final List<GoldenCase> cases;
  private final byte[] data;

  GoldenSet(String engine, double abs, double rel, List<GoldenCase> cases, byte[] data) {
    this.engine = engine;
    this.abs = abs;
    this.rel = rel;
    this.cases = List.copyOf(cases);
    this.data = data;
  }

  /** Returns the goldens of a package, with the bytes of their data; shared. */
  public static GoldenSet of(Goldens goldens, byte[] data) {
    return new GoldenSet(goldens.engine(), goldens.abs(), goldens.rel(), goldens.cases(), data);
  }

  /**
   * Returns those that a package carries: up to four cases, spread over these, and not much more
   * than a mebibyte where one alone is not more.
   */
  public GoldenSet carried() {
    GoldenData kept = new GoldenData();
    List<GoldenCase> out = new ArrayList<>();
    int count = Math.min(MAX_CARRIED, cases.size());
    for (int i = 0; i < count && !kept.isFull(out.size()); i++) {
      GoldenCase one = cases.get(i * cases.size() / count);
      out.add(new GoldenCase(one.id(), moved(one.inputs(), kept), moved(one.outputs(), kept)));
    }
    return new GoldenSet(engine, abs, rel, out, kept.toByteArray());
  }

  private List<GoldenTensor> moved(List<GoldenTensor> tensors, GoldenData kept) {
    List<GoldenTensor> out = new ArrayList<>();
    for (GoldenTensor tensor : tensors) {
      byte[] values = Arrays.copyOfRange(data, tensor.offset(), tensor.offset() + tensor.bytes());
      out.add(kept.add(tensor.name(), tensor.type(), tensor.shape(), values));
    }
    return out;
  }

  /** Returns the values of all tensors, shared. */
  public byte[] data() {
    return data;
  }

  /** Returns what computed the outputs. */
  public String engine() {
    return engine;
  }

  /** Returns the runs. */
  public List<GoldenCase> cases() {
    return cases;
  }

  /** Returns the absolute tolerance. */
  public double abs() {
    return abs;
  }

  /** Returns the relative tolerance. */
  public double rel() {
    return rel;
  }

  /** Returns the manifest's form, with the place the data is stored at. */
  public Goldens storedAt(Artifact artifact) {
    return new Goldens(engine, abs, rel, artifact, cases);
  }

  /** Returns the self-test a device will run. */
  public SelfTest selfTest() {
    return new SelfTest(storedAt(NOWHERE), data);
  }
}
