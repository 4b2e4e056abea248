package dev.hearth.app.ui.tables;

import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.ClassesView;
import dev.hearth.app.ui.bench.InputTabs;
import dev.hearth.app.ui.bench.TabbedTask;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.task.tabular.TableInput;
import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model of rows: a form, and whole tables. */
public final class TableTask {
  private TableTask() {}

  public static TaskView open(Bench.Maker benches, ModelManifest manifest) {
    boolean names = manifest.task() == Task.TABULAR_CLASSIFICATION;
    AnswerView answers = names ? new ClassesView() : new ValueView();
    HTMLElement view = Dom.template("t-table");
    Bench bench = benches.make(view, answers);
    TableInput input = new TableInput(manifest);
    RowsPanel rows = new RowsPanel(bench, view, input, names);
    InputTabs tabs = new InputTabs(bench, view);
    tabs.add("row", new RowPanel(bench, view, input));
    tabs.add("upload", rows);
    return new TabbedTask(view, tabs, rows::take);
  }
}
