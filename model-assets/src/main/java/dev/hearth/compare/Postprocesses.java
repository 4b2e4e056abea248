package dev.hearth.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hearth.compare.CompareReport.Result;
import dev.hearth.compare.CompareReport.Row;
import dev.hearth.compare.Finding.Change;
import dev.hearth.decode.Activation;
import dev.hearth.goldens.GivenCase;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last stage, of classifiers: from outputs to the probabilities of labels. */
final class Postprocesses {
  private static final Set<Task> CLASSIFIERS =
      EnumSet.of(
          Task.IMAGE_CLASSIFICATION,
          Task.AUDIO_CLASSIFICATION,
          Task.TEXT_CLASSIFICATION,
          Task.TABULAR_CLASSIFICATION);
  private static final double SAME = 2e-3;
  private final ModelManifest manifest;
  private final List<Row> rows = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Postprocesses(ModelManifest manifest) {
    this.manifest = manifest;
  }

  List<Row> rows() {
    return rows;
  }

  List<Finding> findings() {
    return findings;
  }

  /**
   * Compares the probabilities and labels of a case.
   *
   * @param output the output that holds the classes: the other side's, or the model's where that
   *     was not given; null where neither is there
   */
  void compare(GivenCase golden, @Nullable Tensor output) {
    if (!CLASSIFIERS.contains(manifest.task())) {
      row(golden, Result.NOT_COMPARED, "for classifiers alone");
      return;
    }
    boolean ordered = golden.probabilities() == null && !golden.labels().isEmpty();
    if (ordered) {
      labels(golden);
      return;
    }
    FloatTensor given =
        golden.probabilities() == null ? null : Preprocesses.floats(golden.probabilities());
    if (output == null) {
      row(golden, Result.NOT_COMPARED, "no outputs are there");
    } else if (given != null) {
      probabilities(golden, given.values(), Preprocesses.floats(output).values());
    } else {
      plausible(golden, Preprocesses.floats(output).values());
    }
  }

  private void labels(GivenCase golden) {
    if (golden.labels().equals(manifest.labels())) {
      row(golden, Result.AGREES, manifest.labels().size() + " labels in the same order");
      return;
    }
    boolean sameSet = new HashSet<>(golden.labels()).equals(new HashSet<>(manifest.labels()));
    row(
        golden,
        Result.DIFFERS,
        sameSet ? "the labels are in another order" : "the labels are others");
    relabel(golden.labels(), sameSet ? "labels are in another order" : "labels are others");
  }

  private void relabel(List<String> labels, String words) {
    int first = 0;
    while (first < Math.min(labels.size(), manifest.labels().size())
        && labels.get(first).equals(manifest.labels().get(first))) {
      first++;
    }
    String here = first < manifest.labels().size() ? manifest.labels().get(first) : "nothing";
    String there = first < labels.size() ? labels.get(first) : "nothing";
    findings.add(
        new Finding(
            List.of(Step.POSTPROCESS),
            List.of(words + ": class " + first + " is " + there + ", here it is " + here),
            List.of(new Change("labels", list(manifest.labels()), list(labels))),
            null,
            labels.size() == manifest.labels().size(),
            1,
            1));
  }

  private static String list(List<String> labels) {
    ArrayNode out = Edit.JSON.arrayNode();
    labels.forEach(out::add);
    return out.toString();
  }

  private void probabilities(GivenCase golden, float[] expected, float[] output) {
    ClassifierOutput now = ClassifierOutput.of(manifest);
    double[] wanted = new double[output.length];
    if (expected.length != output.length || output.length != manifest.labels().size()) {
      row(
          golden,
          Result.DIFFERS,
          expected.length + " probabilities for the " + output.length + " classes of the model");
      return;
    }
    Set<String> known = new HashSet<>(manifest.labels());
    boolean named = !golden.labels().isEmpty() && known.containsAll(golden.labels());
    for (int i = 0; i < wanted.length; i++) {
      wanted[named ? manifest.labels().indexOf(golden.labels().get(i)) : i] = expected[i];
    }
    double left = distance(now.activation().apply(output), wanted);
    row(
        golden,
        left <= SAME ? Result.AGREES : Result.DIFFERS,
        "probabilities, largest difference " + Words.number(left));
    if (left <= SAME) {
      return;
    }
    for (Activation activation : Activation.values()) {
      if (distance(activation.apply(output), wanted) <= SAME) {
        findings.add(activation(activation));
        return;
      }
    }
    for (Activation activation : Activation.values()) {
      List<String> order = reordered(activation.apply(output), wanted);
      if (order != null) {
        if (activation != now.activation()) {
          findings.add(activation(activation));
        }
        relabel(order, "labels are in another order");
        return;
      }
    }
  }

  private Finding activation(Activation activation) {
    ClassifierOutput now = ClassifierOutput.of(manifest);
    String words =
        switch (activation) {
          case NONE ->
              "the model's output holds probabilities already: "
                  + now.activation().id()
                  + " is done twice";
          case SOFTMAX ->
              "softmax makes the output probabilities; here it is " + now.activation().id();
          case SIGMOID ->
              "sigmoid makes the output probabilities; here it is " + now.activation().id();
        };
    return new Finding(
        List.of(Step.POSTPROCESS),
        List.of(words),
        List.of(
            new Change(
                "postprocessing.activation",
                "\"" + now.activation().id() + "\"",
                "\"" + activation.id() + "\"")),
        null,
        true,
        1,
        1);
  }

  /** Returns the labels in the order in which the probabilities are the same, if there is one. */
  private @Nullable List<String> reordered(double[] here, double[] wanted) {
    boolean[] taken = new boolean[here.length];
    String[] out = new String[here.length];
    for (int label = 0; label < wanted.length; label++) {
      int best = -1;
      for (int i = 0; i < here.length; i++) {
        boolean nearer =
            best < 0 || Math.abs(here[i] - wanted[label]) < Math.abs(here[best] - wanted[label]);
        if (!taken[i] && nearer) {
          best = i;
        }
      }
      if (best < 0 || Math.abs(here[best] - wanted[label]) > SAME) {
        return null;
      }
      taken[best] = true;
      out[best] = manifest.labels().get(label);
    }
    return List.of(out);
  }

  /** What can be told of outputs alone: whether they are probabilities. */
  private void plausible(GivenCase golden, float[] output) {
    double sum = 0;
    boolean unit = output.length > 1;
    for (float value : output) {
      sum += value;
      unit &= value >= 0 && value <= 1;
    }
    boolean probabilities = unit && Math.abs(sum - 1) < 1e-3;
    Activation now = ClassifierOutput.of(manifest).activation();
    if (probabilities && now == Activation.SOFTMAX) {
      row(golden, Result.DIFFERS, "the output sums to 1, and softmax is done to it");
      findings.add(activation(Activation.NONE));
    } else if (!unit && now == Activation.NONE && output.length > 1) {
      row(golden, Result.DIFFERS, "the output holds no probabilities, and nothing is done to it");
      findings.add(activation(Activation.SOFTMAX));
    } else {
      row(golden, Result.NOT_COMPARED, "no probabilities and no labels were given");
    }
  }

  private static double distance(double[] a, double[] b) {
    double out = 0;
    for (int i = 0; i < a.length; i++) {
      // NaN is no agreement.
      double difference = Math.abs(a[i] - b[i]);
      out = difference <= out ? out : difference;
    }
    return out;
  }

  private void row(GivenCase golden, Result result, String words) {
    rows.add(new Row(golden.id(), "postprocess", result, null, words));
  }
}
