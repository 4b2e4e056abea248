package dev.hearth.run;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.predict.Model;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.source.BadInputException;
import dev.hearth.task.TaskRun;
import dev.hearth.task.Translators;
import dev.hearth.task.questionanswering.Question;
import dev.hearth.task.tabular.TableInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs a package on what a person brings, by the same translators as in the browser. */
public final class ModelRun {
  private ModelRun() {}

  /**
   * Returns a result for each picture, sound, text or row; their types are those of the task's
   * translator.
   *
   * @param inputs picture or WAV files, texts ({@code @FILE} reads one), question and text by
   *     turns, or CSV files
   * @throws BadInputException if an input is not what the task takes
   */
  public static List<Object> run(Model model, List<String> inputs) throws IOException {
    ModelManifest manifest = model.manifest();
    Translator<?, ?> translator = Translators.of(manifest, model::tokenizer);
    InferenceSession session = Float32Session.over(model.session());
    List<Object> out = new ArrayList<>();
    for (Object input : inputs(manifest, inputs)) {
      out.add(TaskRun.predict(session, translator, input).result());
    }
    return out;
  }

  private static List<?> inputs(ModelManifest manifest, List<String> given) throws IOException {
    List<Object> out = new ArrayList<>();
    switch (manifest.task()) {
      case QUESTION_ANSWERING -> {
        if (given.size() % 2 != 0) {
          throw new BadInputException("Expected a question and the text that answers it");
        }
        for (int i = 0; i < given.size(); i += 2) {
          out.add(new Question(Inputs.text(given.get(i)), Inputs.text(given.get(i + 1))));
        }
      }
      case TABULAR_CLASSIFICATION, TABULAR_REGRESSION -> {
        TableInput table = new TableInput(manifest);
        for (String file : given) {
          out.addAll(Inputs.rows(file, table));
        }
      }
      default -> {
        for (String input : given) {
          out.add(
              switch (manifest.task().input()) {
                case IMAGE ->
                    Inputs.picture(input, Preprocessing.needed(manifest.image(), "image"));
                case AUDIO -> Inputs.sound(input);
                default -> Inputs.text(input);
              });
        }
      }
    }
    return out;
  }
}
