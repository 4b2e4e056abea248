package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.guess.Labels;
import dev.hearth.js.Promises;
import dev.hearth.js.Tasks;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** The classes' names: written, or out of a file; and whether there are as many as classes. */
final class LabelsField implements Own.LabelTaker {
  private final HTMLElement element;
  private final HTMLElement field;
  private final HTMLElement said;
  private final OwnModel model;

  /** Makes what serves the part of the form for labels. */
  LabelsField(HTMLElement part, OwnModel model) {
    this.element = part;
    this.field = Dom.part(part, "textarea");
    this.said = Dom.part(part, ".own-labels-said");
    this.model = model;
    Dom.on(Dom.part(part, ".own-labels-file"), "change", event -> choose(OwnFiles.of(event)));
  }

  private void choose(JSObject list) {
    if (OwnFiles.count(list) > 0) {
      Tasks.start(
          () -> take(OwnFile.all(Promises.await(OwnFiles.collect(list))).get(0)),
          failure -> say(String.valueOf(failure.getMessage()), true));
    }
  }

  @Override
  public void take(OwnFile file) {
    List<String> notes = new ArrayList<>();
    try {
      List<String> labels = Labels.read(file, notes::add);
      int classes = model.classes();
      if (classes >= 0 && labels.size() != classes) {
        throw new BadInputException(
            Words.say(
                "{0}: labels {1}, classes of the model {2}. The labels stay as they were.",
                file.place(), Integer.toString(labels.size()), Integer.toString(classes)));
      }
      write(field, String.join("\n", labels));
      notes.add(
          0, Words.say("{0} labels, from {1}", Integer.toString(labels.size()), file.place()));
      say(String.join(". ", notes), false);
    } catch (BadInputException e) {
      say(String.valueOf(e.getMessage()), true);
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Says whether there are as many labels as classes.
   *
   * @return false if there are more or fewer
   */
  boolean check() {
    int classes = model.classes();
    int labels = model.labels();
    boolean fit = classes < 0 || labels == 0 || labels == classes;
    if (!fit) {
      say(
          Words.say(
              "Labels: {0}. Classes of the model: {1}.",
              Integer.toString(labels), Integer.toString(classes)),
          true);
    } else if (element.hasAttribute("data-wrong")) {
      say("", false);
    }
    return fit;
  }

  private void say(String text, boolean wrong) {
    Dom.flag(element, "data-wrong", wrong);
    Dom.setText(said, text);
  }

  @JSBody(
      params = {"field", "value"},
      script = "field.value = value; field.dispatchEvent(new Event('change', {bubbles: true}));")
  private static native void write(HTMLElement field, String value);
}
