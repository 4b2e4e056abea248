package dev.hearth.app.ui.tensors;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Saving;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/** Output tensors: shape, type, what their values are like, and all of them as files. */
final class TensorsView implements AnswerView {
  private final TensorKit kit;
  private final HTMLElement element = Dom.template("t-tensors-out");
  private int count;

  TensorsView(TensorKit kit) {
    this.kit = kit;
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void show(Seen seen) {
    element.clear();
    JSObject outputs = seen.result();
    JSArrayReader<JSString> names = Tensors.names(outputs);
    for (int i = 0; i < names.getLength(); i++) {
      String name = names.get(i).stringValue();
      element.appendChild(card(name, Tensors.get(outputs, name)));
    }
    count++;
    Dom.set(element, "data-result-count", count);
    Announcer.say(Words.say("{0} outputs", Integer.toString(names.getLength())));
  }

  @Override
  public void clear() {
    element.clear();
  }

  private HTMLElement card(String name, JSObject tensor) {
    HTMLElement card = Dom.template("t-tensor-out");
    card.setAttribute("data-name", name);
    Dom.setText(card, ".tensor-name", name);
    Dom.setText(card, ".chip", Tensors.type(tensor) + " [" + Tensors.shape(tensor) + "]");
    Dom.setText(card, ".first", kit.first(tensor));
    JSArrayReader<JSString> summary = kit.summary(tensor);
    Dom.show(Dom.part(card, ".summary"), summary.getLength() > 0);
    String[] parts = {".least", ".most", ".mean"};
    for (int i = 0; i < summary.getLength(); i++) {
      Dom.setText(card, parts[i], summary.get(i).stringValue());
    }
    HTMLElement npy = Dom.part(card, ".npy");
    Dom.show(npy, kit.hasNpy(tensor));
    Dom.on(npy, "click", event -> Saving.save(file(name) + ".npy", kit.npy(tensor)));
    Dom.on(
        Dom.part(card, ".json"),
        "click",
        event -> Saving.text(file(name) + ".json", "application/json", kit.json(tensor)));
    HTMLElement picture = Dom.part(card, ".as-picture");
    HTMLElement canvas = Dom.part(card, "canvas");
    Dom.show(picture, kit.isPicture(tensor));
    Dom.on(
        picture,
        "click",
        event -> {
          kit.draw(tensor, canvas);
          Dom.show(canvas, true);
          Dom.show(picture, false);
        });
    return card;
  }

  // Names of outputs may have what names of files must not.
  private static String file(String name) {
    return name.replace('/', '_').replace(':', '_');
  }
}
