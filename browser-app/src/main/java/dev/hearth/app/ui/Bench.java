package dev.hearth.app.ui;

import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Seen;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** What the input panels of one opened model share: its predictions and its problems. */
final class Bench {
  /** Gives a failure its words. */
  interface Explainer {
    Problem explain(RuntimeException failure);
  }

  private final RemoteModel model;
  private final ResultPanel results;
  private final Consumer<Seen> onSeen;
  private final Problem.Healer pageHealer;
  private final LatestWins queue;
  private final HTMLElement stage;
  private @Nullable HTMLElement problem;
  private @Nullable Action upload;

  /**
   * Makes a bench.
   *
   * @param input holds the stage
   * @param onSeen also gets every prediction
   * @param pageHealer does the remedies that concern the whole page
   */
  Bench(
      RemoteModel model,
      HTMLElement input,
      ResultPanel results,
      Consumer<Seen> onSeen,
      Problem.Healer pageHealer) {
    stage = Dom.part(input, ".stage");
    this.model = model;
    this.results = results;
    this.onSeen = onSeen;
    this.pageHealer = pageHealer;
    this.queue = new LatestWins(this::show);
  }

  RemoteModel model() {
    return model;
  }

  ResultPanel results() {
    return results;
  }

  /** Returns the element that holds the panels, and the problem over them. */
  HTMLElement stage() {
    return stage;
  }

  void uploadWith(Action action) {
    upload = action;
  }

  /** Predicts once the prediction that runs is done, unless something newer comes. */
  void predict(LatestWins.Job job) {
    predict(job, Problems::ofPrediction);
  }

  /**
   * Predicts as {@link #predict(LatestWins.Job)} does.
   *
   * @param explain gives a failure its words
   */
  void predict(LatestWins.Job job, Explainer explain) {
    queue.offer(
        job,
        e -> {
          // An older answer beside a newer input would be a wrong one.
          results.empty("");
          report(explain.explain(e), () -> {});
        });
  }

  boolean isBusy() {
    return queue.isBusy();
  }

  /** Forgets the input: no prediction of it will be shown any more. */
  void forget(String hint) {
    queue.forget();
    results.empty(hint);
    clearProblem();
  }

  /** Shows a problem over the stage until the next good prediction. */
  void report(Problem what, Action retry) {
    clearProblem();
    HTMLElement box = what.show(remedy -> heal(remedy, retry));
    problem = box;
    stage.appendChild(box);
  }

  void clearProblem() {
    HTMLElement old = problem;
    problem = null;
    if (old != null) {
      old.delete();
    }
  }

  private void heal(String remedy, Action retry) {
    clearProblem();
    Action byFile = upload;
    switch (remedy) {
      case "retry" -> retry.run();
      case "upload" -> {
        if (byFile != null) {
          byFile.run();
        }
      }
      case "close" -> {}
      default -> pageHealer.heal(remedy);
    }
  }

  private void show(Seen seen) {
    clearProblem();
    results.show(seen.prediction());
    onSeen.accept(seen);
  }
}
