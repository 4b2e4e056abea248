package dev.hearth.app.ui.tables;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problem;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Files;
import dev.hearth.app.ui.media.Saving;
import dev.hearth.decode.Classification;
import dev.hearth.js.Tasks;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.tabular.TableInput;
import dev.hearth.tensor.Numbers;
import dev.hearth.text.Csv;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A whole table, every row of which is predicted. */
final class RowsPanel implements InputPanel {
  private static final double MOST_BYTES = 50e6;
  private static final long SHOW_EVERY_MS = 200;

  private final Bench bench;
  private final TableInput input;
  private final boolean names;
  private final HTMLElement panel;
  private final HTMLElement paste;
  private final RowsTable shown;
  private @Nullable RowsFile file;
  private int attempt;

  RowsPanel(Bench bench, HTMLElement view, TableInput input, boolean names) {
    this.bench = bench;
    this.input = input;
    this.names = names;
    panel = Dom.part(view, "#panel-upload");
    paste = Dom.part(panel, "textarea");
    shown = new RowsTable(Dom.part(panel, ".rows-out"), names);
    StringBuilder columns = new StringBuilder();
    Csv.append(columns, input.columns());
    Dom.setText(panel, ".columns", columns.toString().trim());
    paste.setAttribute("placeholder", columns.toString().trim());
    HTMLElement chooser = Dom.part(panel, ".choose");
    Dom.on(
        chooser,
        "change",
        event -> {
          Blob chosen = Files.of(event);
          if (chosen != null) {
            take(chosen);
            Files.forget(event);
          }
        });
    on(".template", () -> Saving.text("template.csv", "text/csv", columns.toString()));
    on(".predict", () -> predict(Dom.value(paste)));
    on(".cancel", () -> attempt++);
    on(".save", this::save);
  }

  private void on(String part, Runnable action) {
    Dom.on(Dom.part(panel, part), "click", event -> action.run());
  }

  @Override
  public String hint() {
    return Words.say("The answers stand in the table.");
  }

  @Override
  public void enter() {}

  // A table goes on while another tab is in front.
  @Override
  public void leave() {}

  /** Predicts every row of a file. */
  void take(Blob taken) {
    if (Files.size(taken) > MOST_BYTES) {
      bench.report(new Problem("FILE_TOO_LARGE", ""), () -> {});
      return;
    }
    Tasks.start(
        () -> predict(Files.text(taken)),
        failure -> bench.report(Problems.ofPrediction(failure), () -> take(taken)));
  }

  private void predict(String text) {
    bench.clearProblem();
    Tasks.start(
        () -> run(read(text)),
        failure -> bench.report(Problems.ofPrediction(failure), () -> predict(text)));
  }

  // Called in a thread. A table that cannot be read leaves the one before going on.
  private void run(RowsFile rows) {
    int mine = ++attempt;
    file = rows;
    shown.begin(rows);
    Dom.show(Dom.part(panel, ".progress"), true);
    Dom.show(Dom.part(panel, ".save"), false);
    progress(rows, 0);
    long told = System.currentTimeMillis();
    try {
      for (int i = 0; i < rows.size() && mine == attempt; i++) {
        predict(rows, i);
        if (mine == attempt) {
          shown.show(rows, i);
          if (System.currentTimeMillis() - told > SHOW_EVERY_MS) {
            told = System.currentTimeMillis();
            progress(rows, i + 1);
          }
        }
      }
    } finally {
      if (file == rows) {
        ended();
      }
    }
  }

  private RowsFile read(String text) {
    try {
      return new RowsFile(Csv.read(text), input);
    } catch (IllegalArgumentException e) {
      throw new ProblemException("BAD_TABLE", String.valueOf(e.getMessage()));
    }
  }

  private void predict(RowsFile rows, int index) {
    try {
      Seen seen = bench.model().predict(Row.of(input.columns(), rows.cells(index)), null);
      if (names) {
        Classification best = seen.classes().get(0);
        rows.answer(index, best.label(), Numbers.text(best.probability()));
      } else {
        Value value = (Value) seen.result();
        rows.answer(index, Numbers.text(value.getValue()), value.getUnit());
      }
    } catch (IllegalArgumentException e) {
      rows.fail(index, String.valueOf(e.getMessage()));
    } catch (InferenceException e) {
      // Any other failure is not the row's, and would be every row's.
      if (e.code() != Code.INVALID_INPUT) {
        throw e;
      }
      rows.fail(index, String.valueOf(e.getMessage()));
    }
  }

  private void progress(RowsFile rows, int done) {
    Dom.setText(
        panel,
        ".progress-words",
        Words.say("{0} of {1} rows", Integer.toString(done), Integer.toString(rows.size())));
    HTMLElement track = Dom.part(panel, ".track");
    double share = (double) done / Math.max(1, rows.size());
    Dom.set(track, "aria-valuenow", Math.floor(share * 100));
    Dom.style(Dom.part(track, ".bar"), "--p", share);
  }

  private void ended() {
    Dom.show(Dom.part(panel, ".progress"), false);
    RowsFile rows = file;
    if (rows == null) {
      return;
    }
    String summary = rows.summary();
    shown.end(rows, summary);
    Dom.show(Dom.part(panel, ".save"), rows.answered() > 0);
    Announcer.say(summary);
  }

  private void save() {
    RowsFile rows = file;
    if (rows != null) {
      Saving.text("predictions.csv", "text/csv", rows.toCsv(names));
    }
  }
}
