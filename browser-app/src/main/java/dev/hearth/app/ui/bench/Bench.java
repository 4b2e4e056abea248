package dev.hearth.app.ui.bench;

import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.js.Tasks;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** What the input panels of one opened model share: its predictions and its problems. */
public final class Bench {
  /** Gives a failure its words. */
  public interface Explainer {
    Problem explain(RuntimeException failure);
  }

  private final RemoteModel model;
  private final AnswerPanel answer;
  private final Consumer<Seen> onSeen;
  private final Problem.Healer pageHealer;
  private final LatestWins queue;
  private final HTMLElement stage;
  private @Nullable HTMLElement problem;
  private @Nullable Action upload;
  private @Nullable Consumer<JSObject> batches;
  private BooleanSupplier wantsFeeds = () -> true;

  /**
   * Makes a bench.
   *
   * @param input holds the stage
   * @param onSeen also gets every prediction
   * @param pageHealer does the remedies that concern the whole page
   */
  public Bench(
      RemoteModel model,
      HTMLElement input,
      AnswerPanel answer,
      Consumer<Seen> onSeen,
      Problem.Healer pageHealer) {
    stage = Dom.part(input, ".stage");
    this.model = model;
    this.answer = answer;
    this.onSeen = onSeen;
    this.pageHealer = pageHealer;
    this.queue = new LatestWins(this::show);
  }

  public RemoteModel model() {
    return model;
  }

  public AnswerPanel answer() {
    return answer;
  }

  /** Makes the bench of the model that is open, for a task's view. */
  public interface Maker {
    /**
     * Returns a bench.
     *
     * @param input holds an element of class {@code stage}
     * @param answers shows what the model answers, beside the stage
     */
    Bench make(HTMLElement input, AnswerView answers);
  }

  /** Returns the element that holds the panels, and the problem over them. */
  public HTMLElement stage() {
    return stage;
  }

  public void uploadWith(Action action) {
    upload = action;
  }

  /** Predicts once the prediction that runs is done, unless something newer comes. */
  public void predict(LatestWins.Job job) {
    predict(job, Problems::ofPrediction);
  }

  /**
   * Predicts as {@link #predict(LatestWins.Job)} does.
   *
   * @param explain gives a failure its words
   */
  public void predict(LatestWins.Job job, Explainer explain) {
    queue.offer(
        job,
        e -> {
          // An older answer beside a newer input would be a wrong one.
          answer.empty("");
          report(explain.explain(e), () -> {});
        });
  }

  /** Shows one of many predictions that follow each other, made elsewhere. */
  public void showLive(Seen seen) {
    clearProblem();
    answer.showLive(seen);
    onSeen.accept(seen);
  }

  /**
   * Says how a batch of inputs is begun, which leaves the page's view for that of the batch.
   *
   * @param starter called in a thread, which it blocks
   */
  public void batchesBy(Consumer<JSObject> starter) {
    batches = starter;
  }

  /** Begins a batch of inputs, an array of files. */
  public void predictBatch(JSObject files) {
    Consumer<JSObject> starter = batches;
    if (starter == null) {
      report(new Problem("ONE_AT_A_TIME", ""), () -> {});
    } else {
      Tasks.start(
          () -> starter.accept(files),
          failure -> report(Problems.ofPrediction(failure), () -> predictBatch(files)));
    }
  }

  /** Says when predictions should come with what the model was fed, if not always. */
  public void feedsWanted(BooleanSupplier when) {
    wantsFeeds = when;
  }

  /** Returns true if the next prediction should come with what the model was fed. */
  public boolean wantsFeeds() {
    return wantsFeeds.getAsBoolean();
  }

  public boolean isBusy() {
    return queue.isBusy();
  }

  /** Forgets the input: no prediction of it will be shown any more. */
  public void forget(String hint) {
    queue.forget();
    answer.empty(hint);
    clearProblem();
  }

  /** Shows a problem over the stage until the next good prediction. */
  public void report(Problem what, Action retry) {
    clearProblem();
    HTMLElement box = what.show(remedy -> heal(remedy, retry));
    problem = box;
    stage.appendChild(box);
  }

  public void clearProblem() {
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
    answer.show(seen);
    onSeen.accept(seen);
  }
}
