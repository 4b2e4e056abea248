package dev.hearth.app.ui.benchmark;

import dev.hearth.app.client.Export;
import dev.hearth.app.client.Measuring;
import dev.hearth.app.client.Measuring.Progress;
import dev.hearth.app.client.Measuring.Report;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Http;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Measures models on this device: what a person chooses, or at once what the address asks for by
 * {@code ?benchmark=digits&runs=20}.
 */
public final class BenchmarkView implements View {
  private final HTMLElement element = Dom.template("t-benchmark");
  private final HTMLElement bar = Dom.part(element, ".bench-progress .bar");
  private final HTMLElement problem = Dom.part(element, ".bench-problem");
  private final BenchmarkForm form =
      new BenchmarkForm(Dom.part(element, "form"), query -> start(query));
  private @Nullable Measuring measuring;
  private @Nullable Report report;
  private boolean left;

  /** Begins to read the list of models. */
  public BenchmarkView() {
    Dom.root().setAttribute("data-state", "loading");
    Dom.on(Dom.part(element, ".bench-cancel"), "click", event -> cancel());
    for (String format : new String[] {"Json", "Csv", "Markdown"}) {
      HTMLElement box = Dom.part(element, ".bench-export[data-form=" + format + "]");
      Dom.on(Dom.part(box, ".save"), "click", event -> save(format));
      Dom.on(Dom.part(box, ".copy"), "click", event -> copy(format));
    }
    load();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    left = true;
    cancel();
  }

  private void load() {
    Tasks.start(
        () -> {
          measuring = Measuring.load();
          form.list(ModelIndex.parse(Http.text("models/index.json")));
          if (left) {
            return;
          }
          Dom.root().setAttribute("data-state", "benchmark");
          if (!Dom.query("benchmark").isEmpty()) {
            form.fill(search());
            start(search());
          }
        },
        failure -> failed(failure, this::load));
  }

  private void start(String query) {
    Tasks.start(() -> run(query), failure -> failed(failure, () -> start(query)));
  }

  private void run(String query) {
    Measuring runner = measuring;
    if (runner == null) {
      return;
    }
    problem.clear();
    state("running");
    form.enable(false);
    tell(Words.say("Beginning"), 0);
    try {
      Report made = runner.run(query, this::progress, this::show);
      show(made);
      boolean complete = made.isComplete();
      int rows = made.getRows().getLength();
      int count = Rows.measured(made.getRows());
      String measured = Integer.toString(count);
      String failed = Integer.toString(rows - count);
      keep(element, runner.text(made, "Json"));
      state(complete ? "done" : "cancelled");
      tell(
          complete
              ? count == 0
                  ? Words.say("Nothing could be measured: the table says why")
                  : Words.say("Done. Measured: {0}, failed: {1}", measured, failed)
              : Words.say("Cancelled. Measured until then: {0}, failed: {1}", measured, failed),
          1);
    } finally {
      form.enable(true);
    }
  }

  private void progress(Progress now) {
    double share = now.getTotal() > 0 ? now.getDone() / now.getTotal() : 0;
    String text =
        now.getPhase().equals("load")
            ? Words.say("{0}: loading, {1}", now.getModel(), Format.wholePercent(share))
            : Words.say("{0}: running, {1}", now.getModel(), Format.wholePercent(share));
    tell(text, share);
  }

  private void tell(String text, double share) {
    Dom.style(bar, "--p", share);
    Dom.setText(element, ".bench-now", text);
    Announcer.say(text);
  }

  private void show(Report made) {
    if (left) {
      return;
    }
    report = made;
    Dom.setText(element, ".bench-copied", "");
    Dom.show(Dom.part(element, ".bench-results"), made.getRows().getLength() > 0);
    Rows.show(
        Dom.part(element, ".bench-table tbody"), Dom.part(element, ".bench-notes"), made.getRows());
    HTMLElement charts = Dom.part(element, ".bench-charts");
    Dom.show(charts, Rows.measured(made.getRows()) > 0);
    Charts.show(charts, made.getRows());
    DeviceLines.show(Dom.part(element, ".bench-device"), made.getDevice());
  }

  private void cancel() {
    Measuring runner = measuring;
    if (runner != null) {
      runner.cancel();
    }
  }

  private void save(String format) {
    Measuring runner = measuring;
    Report made = report;
    if (runner != null && made != null) {
      String extension = format.equals("Markdown") ? "md" : format.equals("Csv") ? "csv" : "json";
      Export.save("hearth-benchmark." + extension, runner.text(made, format));
    }
  }

  private void copy(String format) {
    Measuring runner = measuring;
    Report made = report;
    if (runner != null && made != null) {
      String text = runner.text(made, format);
      Tasks.start(
          () -> {
            Export.copy(text);
            Dom.setText(element, ".bench-copied", Words.say("Copied"));
            Announcer.say(Words.say("Copied"));
          },
          failure -> failed(failure, () -> copy(format)));
    }
  }

  private void failed(RuntimeException failure, Runnable again) {
    if (left) {
      return;
    }
    state("failed");
    tell("\u00a0", 0);
    Dom.root().setAttribute("data-state", "failed");
    problem.clear();
    problem.appendChild(
        Problems.ofBenchmark(failure)
            .show(
                remedy -> {
                  problem.clear();
                  state("idle");
                  Dom.root().setAttribute("data-state", "benchmark");
                  if (!remedy.equals("close")) {
                    again.run();
                  }
                }));
  }

  private void state(String state) {
    element.setAttribute("data-benchmark", state);
  }

  @JSBody(script = "return location.search;")
  private static native String search();

  /** Leaves the report where programs that drive the page find it. */
  @JSBody(
      params = {"element", "json"},
      script =
          "const old = element.querySelector('script'); if (old) old.remove();"
              + "const script = document.createElement('script');"
              + "script.type = 'application/json'; script.dataset.testid = 'benchmark-json';"
              + "script.textContent = json; element.append(script);")
  private static native void keep(HTMLElement element, String json);
}
