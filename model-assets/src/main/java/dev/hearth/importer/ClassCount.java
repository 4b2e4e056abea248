package dev.hearth.importer;

import dev.hearth.goldens.GoldenSet;
import dev.hearth.guess.TaskSettings;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ClassifierOutput;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.source.BadInputException;
import org.jspecify.annotations.Nullable;

/** Compares the labels with what a run gave, for files do not always tell the number of classes. */
final class ClassCount {
  private ClassCount() {}

  /**
   * Does so where the task is a classifier's and there are goldens.
   *
   * @throws BadInputException if there are not as many
   */
  static void check(TaskSettings settings, @Nullable GoldenSet goldens) {
    if (goldens == null || !settings.isClassifier()) {
      return;
    }
    String written = settings.postprocessing().toString();
    String name = ClassifierOutput.read(JsonObject.parse("postprocessing", written)).output();
    for (GoldenCase golden : goldens.cases()) {
      for (GoldenTensor output : golden.outputs()) {
        boolean own = output.name().equals(name) && output.shape().rank() > 1;
        if (own && output.shape().size(1) != settings.labels().size()) {
          throw new BadInputException(
              "There are "
                  + settings.labels().size()
                  + " labels, and the output "
                  + name
                  + " has "
                  + output.shape().size(1)
                  + " classes when it is run");
        }
      }
    }
  }
}
