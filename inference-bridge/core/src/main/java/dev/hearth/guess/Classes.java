package dev.hearth.guess;

import dev.hearth.manifest.Task;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.List;

/** How many classes a model tells apart. */
public final class Classes {
  /** The files do not tell. */
  public static final int UNKNOWN = -1;

  private Classes() {}

  /**
   * Returns how many labels a task of one label for each class needs, or {@link #UNKNOWN}.
   *
   * @param output the name of the output that holds the classes; "" for the first that can
   */
  public static int of(SourceModel model, Task task, String output) {
    for (TensorInfo one : model.outputs()) {
      boolean named = output.isEmpty() || one.name().equals(output);
      List<Dimension> axes = one.dimensions();
      if (named && task == Task.TOKEN_CLASSIFICATION && axes.size() == 3) {
        return axes.get(2).isFree() ? UNKNOWN : axes.get(2).size();
      }
      if (named && TaskSettings.isClassifier(task) && Classifier.holdsClasses(one)) {
        return Classifier.classes(one);
      }
    }
    return UNKNOWN;
  }
}
