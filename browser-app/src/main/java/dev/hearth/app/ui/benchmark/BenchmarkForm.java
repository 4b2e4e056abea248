package dev.hearth.app.ui.benchmark;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelIndex.Entry;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLElement;

/** What is to be measured; the same as the address of an unattended run says. */
final class BenchmarkForm {
  private final HTMLElement element;

  /**
   * Attaches to the form.
   *
   * @param onRun called with the query of what is asked for
   */
  BenchmarkForm(HTMLElement element, OnRun onRun) {
    this.element = element;
    Dom.on(
        element,
        "submit",
        event -> {
          Dom.preventDefault(event);
          onRun.run(query(element));
        });
  }

  /** Hears that a benchmark is wanted. */
  interface OnRun {
    void run(String query);
  }

  /** Shows the site's models, the first one chosen. */
  void list(ModelIndex index) {
    HTMLElement models = Dom.part(element, ".bench-models");
    models.clear();
    boolean first = true;
    for (Entry entry : index.models()) {
      HTMLElement choice = Dom.template("t-bench-model");
      HTMLElement box = Dom.part(choice, "input");
      box.setAttribute("value", entry.name());
      Dom.flag(box, "checked", first);
      Dom.setText(choice, ".label", Words.say(entry.title()));
      models.appendChild(choice);
      first = false;
    }
  }

  /** Shows what an address asks for. */
  void fill(String query) {
    fill(element, query);
  }

  /** Lets a person change it, or not. */
  void enable(boolean enabled) {
    Dom.flag(Dom.part(element, ".bench-all"), "disabled", !enabled);
  }

  // A box that is not checked says nothing of itself.
  @JSBody(
      params = "form",
      script =
          "const data = new FormData(form);"
              + "form.querySelectorAll('[data-off]').forEach(box => {"
              + "  if (!box.checked) data.set(box.name, '0'); });"
              + "const out = new URLSearchParams();"
              + "new Set(data.keys()).forEach(name => {"
              + "  const value = data.getAll(name).map(one => one.trim()).filter(one => one).join(',');"
              + "  if (value) out.set(name, value); });"
              + "return '?' + out;")
  private static native String query(HTMLElement form);

  @JSBody(
      params = {"form", "query"},
      script =
          "const asked = new URLSearchParams(query);"
              + "const left = new Map();"
              + "asked.forEach((value, name) => left.set(name, new Set(value.split(','))));"
              + "form.querySelectorAll('input').forEach(input => {"
              + "  const wanted = left.get(input.name);"
              + "  if (input.type === 'checkbox' && wanted) {"
              + "    input.checked = wanted.delete(input.value) && !wanted.has('0');"
              + "  } else if (input.type === 'checkbox' && input.name === 'benchmark') {"
              + "    input.checked = false;"
              + "  } else if (wanted && input.type !== 'checkbox') {"
              + "    input.value = Array.from(wanted).join(', ');"
              + "  } });")
  private static native void fill(HTMLElement form, String query);
}
