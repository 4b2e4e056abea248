package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.Task;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * What a person says of a model: the task, how pictures are prepared, the labels; and all of it as
 * a hearth.json, which the other fields write into.
 */
final class OwnForm {
  private final HTMLElement element = Dom.template("t-own-form");
  private final HTMLElement task = Dom.part(element, ".own-task");
  private final HTMLElement json = Dom.part(element, ".own-json");
  private final HTMLElement problem = Dom.part(element, ".own-problem");
  private final OwnModel model;
  private final LabelsField labels;

  OwnForm(OwnModel model, Go go) {
    this.model = model;
    this.labels = new LabelsField(Dom.part(element, ".own-labels"), model);
    for (Task one : Task.values()) {
      option(task, one.id(), Text.task(one));
    }
    Dom.on(task, "change", event -> guess());
    Dom.on(
        json,
        "change",
        event -> {
          try {
            keep();
            fields(element, json);
          } catch (BadInputException e) {
            tell(e);
          }
        });
    Dom.on(
        element,
        "change",
        event -> {
          if (write(event, element, json)) {
            keep();
          }
        });
    Dom.on(element, "input", event -> Dom.show(problem, false));
    Dom.on(Dom.part(element, ".own-run"), "click", event -> use(() -> OwnMain.run(model, go)));
    Dom.on(
        Dom.part(element, ".own-export"),
        "click",
        event -> use(() -> OwnFiles.save("hearth.json", model.description())));
    show();
  }

  HTMLElement element() {
    return element;
  }

  LabelsField labels() {
    return labels;
  }

  private void guess() {
    String wanted = Dom.value(task);
    Tasks.start(
        () -> {
          for (Task one : Task.values()) {
            if (one.id().equals(wanted)) {
              anew(one);
            }
          }
        },
        this::tell);
  }

  private void anew(Task wanted) {
    try {
      model.guess(wanted);
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
    show();
  }

  private void show() {
    set(task, model.guess().task().id());
    set(json, model.description());
    String refusal = model.guess().refusal();
    Dom.setText(
        problem, refusal.isEmpty() ? "" : Words.say("It cannot run like this. {0}", refusal));
    Dom.show(problem, !refusal.isEmpty());
    fields(element, json);
  }

  private void use(Runnable action) {
    Tasks.start(
        () -> {
          if (keep()) {
            check();
            action.run();
          }
        },
        this::tell);
  }

  private void check() {
    try {
      model.check();
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  // False where the labels do not fit, which is said beside them.
  private boolean keep() {
    model.describe(Dom.value(json));
    Dom.show(problem, false);
    return labels.check();
  }

  private void tell(RuntimeException failure) {
    Dom.setText(problem, String.valueOf(failure.getMessage()));
    Dom.show(problem, true);
    intoView(problem);
  }

  @JSBody(params = "element", script = "element.scrollIntoView({block: 'nearest'});")
  private static native void intoView(HTMLElement element);

  @JSBody(
      params = {"select", "value", "words"},
      script = "select.add(new Option(words, value));")
  private static native void option(HTMLElement select, String value, String words);

  @JSBody(
      params = {"field", "value"},
      script = "field.value = value;")
  private static native void set(HTMLElement field, String value);

  /** Fills the fields that name a place of the JSON by what stands there. */
  @JSBody(
      params = {"form", "json"},
      script =
          "let all; try { all = JSON.parse(json.value); } catch (error) { return; }"
              + "if (!all || typeof all !== 'object') return;"
              + "const found = path => path.split('.').reduce((at, key) => at && at[key], all);"
              + "form.querySelectorAll('[data-at]').forEach(field => {"
              + "  const value = found(field.dataset.at);"
              + "  field.value = Array.isArray(value)"
              + "    ? value.join(field.matches('textarea') ? '\\n' : ', ') : value == null ? '' : value;"
              + "});"
              + "form.querySelectorAll('[data-part]').forEach(part => {"
              + "  part.hidden = !(part.dataset.part === 'labels'"
              + "    ? all.task && all.task !== 'tensors' : found(part.dataset.part));"
              + "});")
  private static native void fields(HTMLElement form, HTMLElement json);

  /**
   * Writes a field that was changed into the JSON; what is no number stays a text, for the check to
   * name.
   *
   * @return false if the change was of no such field, or the JSON is none
   */
  @JSBody(
      params = {"event", "form", "json"},
      script =
          "const field = event.target; if (!field.dataset || !field.dataset.at) return false;"
              + "let all; try { all = JSON.parse(json.value); } catch (error) { return false; }"
              + "if (!all || typeof all !== 'object') return false;"
              + "const keys = field.dataset.at.split('.'); const last = keys.pop();"
              + "const at = keys.reduce((at, key) => at[key] = at[key] || {}, all);"
              + "const text = field.value.trim();"
              + "const isList = field.hasAttribute('data-list');"
              + "const numbers = (isList ? text.split(/[,;\\s]+/) : [text]).map(Number);"
              + "const isNumber = field.inputMode === 'decimal';"
              + "at[last] = field.matches('textarea')"
              + "  ? text.split('\\n').map(line => line.trim()).filter(line => line)"
              + "  : !isNumber || numbers.some(isNaN) ? text"
              + "  : isList ? numbers : numbers[0];"
              + "if (text === '') delete at[last];"
              + "json.value = JSON.stringify(all, null, 2);"
              + "return true;")
  private static native boolean write(JSObject event, HTMLElement form, HTMLElement json);
}
