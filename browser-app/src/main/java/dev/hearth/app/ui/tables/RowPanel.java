package dev.hearth.app.ui.tables;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.InputPanel;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.task.tabular.TableInput;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A form with a field for each column. */
final class RowPanel implements InputPanel {
  private final Bench bench;
  private final HTMLElement form;
  private final List<String> columns;
  private final List<HTMLElement> fields = new ArrayList<>();

  RowPanel(Bench bench, HTMLElement view, TableInput input) {
    this.bench = bench;
    form = Dom.part(view, "form");
    columns = input.columns();
    HTMLElement slot = Dom.part(form, ".row-fields");
    for (int i = 0; i < columns.size(); i++) {
      slot.appendChild(field(input, i));
    }
    Dom.on(
        form,
        "submit",
        event -> {
          Dom.preventDefault(event);
          predict();
        });
    Dom.on(form, "change", event -> predictIfWhole());
  }

  private HTMLElement field(TableInput input, int index) {
    List<String> categories = input.categories(index);
    HTMLElement label = Dom.template(categories.isEmpty() ? "t-field" : "t-category");
    HTMLElement field = Dom.part(label, ".field");
    Dom.setText(label, ".field-name", columns.get(index));
    field.setAttribute("data-column", columns.get(index));
    boolean optional = input.mayBeEmpty(index);
    Dom.flag(field, "required", !optional);
    if (!categories.isEmpty()) {
      if (optional) {
        option(field, "", Words.say("Not known"));
      }
      for (String category : categories) {
        option(field, category, category);
      }
    } else if (input.isNumeric(index)) {
      field.setAttribute("type", "number");
      field.setAttribute("step", "any");
      double usual = input.usual(index);
      if (!Double.isNaN(usual)) {
        field.setAttribute("placeholder", Words.say("such as {0}", Format.value(usual)));
      }
    }
    fields.add(field);
    return label;
  }

  private static void option(HTMLElement field, String value, String words) {
    HTMLElement option = HTMLDocument.current().createElement("option");
    option.setTextContent(words);
    option.setAttribute("value", value);
    field.appendChild(option);
  }

  @Override
  public String hint() {
    return Words.say("Fill in the form to see a prediction.");
  }

  @Override
  public void enter() {
    predictIfWhole();
  }

  @Override
  public void leave() {}

  private void predictIfWhole() {
    if (isWhole(form)) {
      predict();
    }
  }

  private void predict() {
    List<String> cells = new ArrayList<>();
    for (HTMLElement field : fields) {
      cells.add(Dom.value(field));
    }
    bench.predict(() -> bench.model().predict(Row.of(columns, cells), null));
  }

  // Unlike checkValidity it tells nobody.
  @JSBody(params = "form", script = "return form.matches(':valid');")
  private static native boolean isWhole(HTMLElement form);
}
