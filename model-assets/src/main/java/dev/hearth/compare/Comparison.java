package dev.hearth.compare;

import dev.hearth.compare.CompareReport.Result;
import dev.hearth.compare.CompareReport.Row;
import dev.hearth.goldens.GivenCase;
import dev.hearth.goldens.GivenGoldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.source.BadInputException;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.text.Tokenizer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a package beside what another program gave for the same sources, and says why they differ.
 */
public final class Comparison {
  private static final double ABS = 1e-3;
  private static final double REL = 1e-3;
  private static final int MOST_FINDINGS = 4;
  private final ModelManifest manifest;
  private final @Nullable InferenceSession session;
  private final Preprocesses preprocesses;
  private final GivenGoldens goldens;
  private final Consumer<String> progress;
  private final List<Row> rows = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  private Comparison(
      ModelManifest manifest,
      @Nullable InferenceSession session,
      Supplier<Tokenizer> tokenizer,
      GivenGoldens goldens,
      Consumer<String> progress) {
    this.manifest = manifest;
    this.session = session;
    this.goldens = goldens;
    this.progress = progress;
    preprocesses = new Preprocesses(manifest, tokenizer);
  }

  /**
   * Compares every case, and looks for causes where one differs.
   *
   * @param session the model; null where the JVM cannot run it
   * @param tokenizer asked for by text tasks alone
   * @param progress takes words about what takes long
   * @throws BadInputException if a source cannot be read, or nothing can be compared
   */
  public static CompareReport run(
      ModelManifest manifest,
      @Nullable InferenceSession session,
      Supplier<Tokenizer> tokenizer,
      GivenGoldens goldens,
      Consumer<String> progress)
      throws IOException {
    return new Comparison(manifest, session, tokenizer, goldens, progress).run();
  }

  private CompareReport run() throws IOException {
    Postprocesses postprocesses = new Postprocesses(manifest);
    List<Prepared> prepared = new ArrayList<>();
    for (GivenCase golden : goldens.cases()) {
      prepared.addAll(preprocess(golden));
      prepared.addAll(endToEnd(golden));
      Map<String, Tensor> fetches = model(golden);
      String output =
          manifest.postprocessing().has("output") ? manifest.postprocessing().string("output") : "";
      Tensor given = golden.outputs().get(output);
      postprocesses.compare(golden, given == null ? fetches.get(output) : given);
      rows.addAll(postprocesses.rows());
      postprocesses.rows().clear();
    }
    for (Prepared one : prepared) {
      if (!one.agrees()) {
        findings.addAll(0, explain(one, prepared));
        break;
      }
    }
    for (Finding finding : postprocesses.findings()) {
      if (!findings.contains(finding)) {
        findings.add(finding);
      }
    }
    if (rows.stream().allMatch(row -> row.result() == Result.NOT_COMPARED)) {
      throw new BadInputException(
          "Nothing can be compared: " + rows.get(0).words() + ", " + rows.get(1).words());
    }
    return new CompareReport(
        manifest.name() + " " + manifest.version(), goldens.engine(), rows, findings);
  }

  private List<Prepared> preprocess(GivenCase golden) throws IOException {
    String unable = preprocesses.unable(golden);
    if (!unable.isEmpty()) {
      rows.add(new Row(golden.id(), "preprocess", Result.NOT_COMPARED, null, unable));
      return List.of();
    }
    List<Prepared> all = preprocesses.of(golden);
    for (Prepared one : all) {
      rows.add(
          new Row(
              golden.id(),
              "preprocess",
              one.agrees() ? Result.AGREES : Result.DIFFERS,
              one.difference(),
              one.input() + ": " + Preprocesses.words(one)));
    }
    return all;
  }

  /** Where no inputs are known, only what comes out at the end can be compared. */
  private List<Prepared> endToEnd(GivenCase golden) throws IOException {
    if (session == null || !golden.inputs().isEmpty()) {
      return List.of();
    }
    Prepared one = preprocesses.through(Float32Session.over(session), golden, tolerance());
    if (one == null) {
      return List.of();
    }
    String words =
        one.difference() == null
            ? one.problem()
            : "largest difference " + Words.number(one.difference().max());
    rows.add(
        new Row(
            golden.id(),
            "end to end",
            one.agrees() ? Result.AGREES : Result.DIFFERS,
            one.difference(),
            one.input() + ": " + words));
    return List.of(one);
  }

  private Tolerance tolerance() {
    return Tolerance.of(
        Double.isNaN(goldens.abs()) ? ABS : goldens.abs(),
        Double.isNaN(goldens.rel()) ? REL : goldens.rel());
  }

  /** Runs the model on the inputs given, and returns what it gives; empty where it cannot. */
  private Map<String, Tensor> model(GivenCase golden) {
    String unable =
        session == null
            ? "the JVM cannot run this format"
            : golden.inputs().size() < manifest.inputs().size() ? "inputs are missing" : "";
    if (session == null || !unable.isEmpty()) {
      rows.add(new Row(golden.id(), "model", Result.NOT_COMPARED, null, unable));
      return Map.of();
    }
    Map<String, Tensor> fetches;
    try {
      fetches = session.run(feeds(session, golden));
    } catch (InferenceException | IllegalArgumentException e) {
      rows.add(
          new Row(
              golden.id(),
              "model",
              Result.DIFFERS,
              null,
              "it refuses the inputs: " + e.getMessage()));
      return Map.of();
    }
    if (golden.outputs().isEmpty()) {
      String words = "no outputs were given";
      rows.add(new Row(golden.id(), "model", Result.NOT_COMPARED, null, words));
    }
    for (Map.Entry<String, Tensor> output : golden.outputs().entrySet()) {
      compare(golden, output.getKey(), output.getValue(), fetches);
    }
    return fetches;
  }

  private static Map<String, Tensor> feeds(InferenceSession session, GivenCase golden) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    for (TensorInfo input : session.inputs()) {
      Tensor given = golden.inputs().get(input.name());
      if (given != null) {
        feeds.put(input.name(), GivenGoldens.as(input.type(), given));
      }
    }
    return feeds;
  }

  private void compare(
      GivenCase golden, String name, Tensor expected, Map<String, Tensor> fetches) {
    Tensor actual = fetches.get(name);
    Tolerance tolerance = tolerance();
    Difference difference = actual == null ? null : Difference.of(actual, expected, tolerance);
    boolean agrees = difference != null && difference.agrees();
    String words =
        difference != null
            ? name + ": largest difference " + Words.number(difference.max())
            : name
                + ": expected "
                + expected.shape()
                + ", found "
                + (actual == null ? "nothing" : actual.shape());
    rows.add(
        new Row(golden.id(), "model", agrees ? Result.AGREES : Result.DIFFERS, difference, words));
    String why =
        agrees ? "" : OutputCauses.words(name, fetches, Preprocesses.floats(expected), tolerance);
    if (!why.isEmpty()) {
      findings.add(
          new Finding(
              List.of(Step.MODEL), List.of(name + ": " + why), List.of(), null, true, 1, 1));
    }
  }

  private List<Finding> explain(Prepared one, List<Prepared> all) {
    Search.Probe probe = one.probe();
    if (probe == null) {
      return List.of();
    }
    progress.accept(
        "trying " + one.hypotheses().size() + " changes of " + one.key() + ", alone and together");
    List<Finding> out = new ArrayList<>();
    for (Explanation found :
        new Search(probe, one.hypotheses(), !(probe instanceof ModelProbe)).run(one.difference())) {
      if (out.size() < MOST_FINDINGS) {
        out.add(Findings.of(found, one, all, manifest));
      }
    }
    return out;
  }
}
