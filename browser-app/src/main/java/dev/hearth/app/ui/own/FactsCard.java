package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.json.JsonMistakeException;
import dev.hearth.json.JsonValue;
import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** What a model is made of: the facts that {@code hearth inspect} prints. */
final class FactsCard {
  private final HTMLElement element = Dom.template("t-own-facts");

  FactsCard(OwnModel own) {
    SourceModel model = own.model();
    JsonValue facts = facts(own);
    Dom.setText(element, "h2", own.guess().identity().title());
    text("format", model.format());
    text("weights", Words.say("{0} numbers, {1}", parameters(facts), model.variant()));
    text("size", Format.size(facts.path("bytes").asLong(0)));
    text("producer", facts.path("producer").asText("-"));
    text("inputs", tensors(model.inputs(), model));
    text("outputs", tensors(model.outputs(), model));
    StringBuilder operators = new StringBuilder();
    for (String operator : facts.path("operators").keys()) {
      line(operators, operator + " \u00d7 " + facts.path("operators").path(operator).asText());
    }
    text("operators", operators.toString());
    StringBuilder files = new StringBuilder();
    for (ModelFile file : model.files()) {
      line(files, file.path() + ", " + Format.size(file.bytes()));
    }
    text("files", files.toString());
    StringBuilder why = new StringBuilder();
    for (String note : own.guess().notes()) {
      line(why, note);
    }
    text("why", why.toString());
    Dom.setText(element, "[data-fact=json]", own.guess().toJson().toString());
    Dom.setText(element, "[data-fact=model]", facts.toString());
  }

  HTMLElement element() {
    return element;
  }

  private static JsonValue facts(OwnModel own) {
    try {
      return JsonValue.parse(own.facts().toString());
    } catch (IOException | JsonMistakeException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String parameters(JsonValue facts) {
    StringBuilder digits = new StringBuilder(facts.path("parameters").asText());
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, '\u202f');
    }
    return digits.toString();
  }

  private void text(String fact, String value) {
    Dom.setText(element, "[data-fact=" + fact + "]", value.isEmpty() ? "-" : value);
  }

  /** Adds a line to those of a fact. */
  static void line(StringBuilder out, String line) {
    out.append(out.length() == 0 ? "" : "\n").append(line);
  }

  private static String tensors(List<TensorInfo> tensors, SourceModel model) {
    StringBuilder out = new StringBuilder();
    for (TensorInfo one : tensors) {
      boolean told = !model.shapeless().contains(one.name());
      line(out, told ? one.toString() : one.name() + " " + one.type().id() + "[?]");
    }
    return out.toString();
  }
}
