package dev.hearth.task;

import dev.hearth.audio.AudioClip;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Timings;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.questionanswering.Question;
import dev.hearth.task.questionanswering.QuestionAnsweringTranslator;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;

/** Predictions whose task is known when the program runs, not when it is compiled. */
public final class TaskRun {
  private TaskRun() {}

  /** Returns true if a prediction may take several runs, each with feeds of its own. */
  public static boolean isOfManyRuns(Translator<?, ?> translator) {
    return translator instanceof VoiceActivityTranslator
        || translator instanceof QuestionAnsweringTranslator;
  }

  /**
   * Predicts once, blocking. Whole sounds and texts longer than the model take several runs, whose
   * preprocessing counts as theirs.
   *
   * @param translator of {@link Translators#of}
   * @param input what the task's translator takes; of voice activity a whole {@link AudioClip}
   * @throws dev.hearth.runtime.InferenceException as the translator and the session do
   */
  public static Prediction<?> predict(
      InferenceSession session, Translator<?, ?> translator, Object input) {
    long start = System.nanoTime();
    if (translator instanceof VoiceActivityTranslator voice) {
      return measured(voice.detect(session, (AudioClip) input), start);
    } else if (translator instanceof QuestionAnsweringTranslator reader) {
      return measured(reader.answer(session, (Question) input), start);
    }
    return once(session, translator, input);
  }

  private static Prediction<?> measured(Object result, long startNanos) {
    return new Prediction<>(result, new Timings(0, (System.nanoTime() - startNanos) / 1e6, 0));
  }

  // The task decides the input's type on both sides.
  @SuppressWarnings("unchecked")
  private static <I> Prediction<?> once(
      InferenceSession session, Translator<I, ?> translator, Object input) {
    return new Predictor<>(session, translator).predict((I) input);
  }
}
