package dev.hearth.app.ui.runs;

import dev.hearth.app.client.Run;
import dev.hearth.app.client.RunFailure;
import dev.hearth.app.client.Runs;
import dev.hearth.app.ui.kit.Action;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.TwoStep;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;

/** How far a run is, and what can be done about it. */
final class RunCard {
  private final HTMLElement element = Dom.template("t-run-card");
  private final String id;
  private final Consumer<RuntimeException> onFailure;
  private String state = "";

  /**
   * Makes a card.
   *
   * @param linked whether its title leads to the view of the run
   */
  RunCard(Run run, boolean linked, Consumer<RuntimeException> onFailure) {
    id = run.getId();
    this.onFailure = onFailure;
    HTMLElement title = Dom.part(element, ".run-title");
    if (linked) {
      title.setAttribute("href", Runs.address(id));
    }
    Dom.on(Dom.part(element, ".cancel"), "click", event -> act(() -> Runs.cancel(id)));
    Dom.on(Dom.part(element, ".retry"), "click", event -> act(() -> Runs.retry(id)));
    TwoStep.attach(
        Dom.part(element, ".delete"),
        Words.say("Delete {0}", run.getTitle()),
        () -> act(() -> Runs.remove(id)));
  }

  HTMLElement element() {
    return element;
  }

  String id() {
    return id;
  }

  void delete() {
    element.delete();
    Announcer.say(Words.say("Deleted"));
  }

  /** Shows the run as it is now, and tells of what it has come to. */
  void show(Run run) {
    Dom.setText(element, ".run-title", run.getTitle());
    Dom.setText(element, ".run-about", about(run));
    Dom.setText(element, ".run-state", stateOf(run));
    RunFailure failure = run.getFailure();
    Dom.setText(element, ".run-reason", failure == null ? "" : failure.getMessage());
    HTMLElement track = Dom.part(element, ".track");
    Dom.set(track, "aria-valuenow", (int) (share(run) * 100));
    Dom.style(track, "--p", share(run));
    boolean pending = isPending(run.getState());
    Dom.show(Dom.part(element, ".cancel"), pending);
    Dom.show(Dom.part(element, ".retry"), !pending && run.getDone() < run.getInputs());
    Dom.setText(
        element,
        ".retry .label",
        run.getState().equals("cancelled")
            ? Words.say("Go on")
            : run.getFailed() > 0 ? Words.say("Retry what failed") : Words.say("Try again"));
    if (!state.equals(run.getState())) {
      if (!state.isEmpty()) {
        Announcer.say(run.getTitle() + ": " + stateOf(run));
      }
      state = run.getState();
      element.setAttribute("data-run", state);
    }
  }

  private void act(Action action) {
    Tasks.start(action::run, onFailure);
  }

  private static boolean isPending(String state) {
    return state.equals("queued") || state.equals("loading") || state.equals("running");
  }

  // Loading is the first part of the way as far as the person can see.
  private static double share(Run run) {
    return run.getState().equals("loading")
        ? run.getLoaded()
        : (double) (run.getDone() + run.getFailed()) / run.getInputs();
  }

  private static String stateOf(Run run) {
    String done = Integer.toString(run.getDone() + run.getFailed());
    String all = Integer.toString(run.getInputs());
    String failed = Integer.toString(run.getFailed());
    return switch (run.getState()) {
      case "queued" -> Words.say("Waits for its turn, {0} of {1}", done, all);
      case "loading" -> Words.say("Loading the model, {0}", Format.wholePercent(run.getLoaded()));
      case "running" -> Words.say("Running, {0} of {1}", done, all);
      case "cancelled" -> Words.say("Cancelled, {0} of {1} done", done, all);
      case "failed" -> Words.say("Failed");
      default ->
          run.getFailed() == 0
              ? Words.say("Done, {0} of {1}", done, all)
              : Words.say("Done, {0} of {1}, {2} failed", done, all, failed);
    };
  }

  private static String about(Run run) {
    String began = Format.day(run.getCreatedMs());
    String ran = run.getVersion();
    if (!isPending(run.getState()) && run.getTookMs() > 0) {
      String took = Format.clock(run.getTookMs() / 1000, true);
      return Words.say("{0}, took {1}", began, took) + (ran.isEmpty() ? "" : " \u00b7 " + ran);
    }
    return ran.isEmpty() ? began : began + " \u00b7 " + ran;
  }
}
