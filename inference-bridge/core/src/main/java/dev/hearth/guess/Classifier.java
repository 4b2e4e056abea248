package dev.hearth.guess;

import dev.hearth.decode.Activation;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier's output means.
 *
 * @param output which output holds the classes, and what is still to be done to it
 * @param labels a name for every class
 */
record Classifier(ClassifierOutput output, List<String> labels) {
  static Classifier of(
      SourceModel model,
      @Nullable ClassifierOutput described,
      @Nullable List<String> labels,
      Consumer<String> notes) {
    TensorInfo output =
        described == null ? choose(model, labels) : named(model, described.output());
    int classes = classes(output);
    if (classes < 0 && labels == null) {
      throw new BadInputException(
          "The output "
              + output.name()
              + " does not say how many classes it has; give their"
              + " names, or lay a labels.txt beside the model");
    }
    if (labels != null && classes >= 0 && labels.size() != classes) {
      throw new BadInputException(
          (labels.size() == 1 ? "There is 1 label" : "There are " + labels.size() + " labels")
              + ", and the output "
              + output
              + " has "
              + classes
              + " classes");
    }
    if (labels == null) {
      notes.accept(
          "no labels: the classes are called class 0 to class "
              + (classes - 1)
              + "; a labels.txt beside the model names them");
    }
    int count = labels == null ? classes : labels.size();
    Activation activation = count == 1 ? Activation.SIGMOID : Activation.SOFTMAX;
    if (model.probabilities().contains(output.name())) {
      activation = Activation.NONE;
    }
    return new Classifier(
        described == null ? new ClassifierOutput(output.name(), activation, null) : described,
        labels == null ? Labels.numbered(classes) : labels);
  }

  /** Returns true for a model of one picture and one output of two classes or more. */
  static boolean isLikely(SourceModel model) {
    return model.inputs().size() == 1
        && model.outputs().size() == 1
        && ImageDefaults.isPicture(model.inputs().get(0))
        && holdsClasses(model.outputs().get(0))
        && classes(model.outputs().get(0)) > 1;
  }

  /** Returns the first output with as many classes as labels, else the first with classes. */
  private static TensorInfo choose(SourceModel model, @Nullable List<String> labels) {
    TensorInfo first = null;
    for (TensorInfo output : model.outputs()) {
      if (!holdsClasses(output)) {
        continue;
      }
      if (labels != null && classes(output) == labels.size()) {
        return output;
      }
      first = first == null ? output : first;
    }
    if (first == null) {
      throw new BadInputException(
          "A classifier has a float32 output of shape [N, classes], and this model has "
              + model.outputs());
    }
    return first;
  }

  private static TensorInfo named(SourceModel model, String name) {
    for (TensorInfo output : model.outputs()) {
      if (output.name().equals(name) && holdsClasses(output)) {
        return output;
      }
    }
    throw new BadInputException(
        "The description names the output "
            + name
            + " of shape [N, classes], and this model has "
            + model.outputs());
  }

  // [N, classes] or [N, classes, 1, 1], as fully convolutional classifiers have it.
  static boolean holdsClasses(TensorInfo output) {
    List<Dimension> axes = output.dimensions();
    if (!ImageDefaults.isFloat(output.type()) || axes.size() < 2) {
      return false;
    }
    for (int i = 2; i < axes.size(); i++) {
      if (axes.get(i).size() != 1) {
        return false;
      }
    }
    return axes.get(0).isFree() || axes.get(0).size() == 1;
  }

  static int classes(TensorInfo output) {
    Dimension axis = output.dimensions().get(1);
    return axis.isFree() ? Classes.UNKNOWN : axis.size();
  }
}
