package dev.hearth.app.ui.tensors;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Files;
import dev.hearth.js.JsException;
import dev.hearth.js.Tasks;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** One input: its shape, where that is open, and its values. */
final class TensorEditor {
  private final TensorKit kit;
  private final TensorInfo info;
  private final Bench bench;
  private final HTMLElement element = Dom.template("t-tensor-in");
  private final HTMLElement values = Dom.part(element, "textarea");
  private final List<HTMLElement> axes = new ArrayList<>();
  private @Nullable JSObject held;

  /** What makes the values anew when the shape changes; "" where they are typed or of a file. */
  private String maker = "";

  TensorEditor(TensorKit kit, TensorInfo info, Bench bench) {
    this.kit = kit;
    this.info = info;
    this.bench = bench;
    Dom.setText(element, ".tensor-name", info.name());
    Dom.setText(element, ".chip", info.type().id());
    element.setAttribute("data-name", info.name());
    HTMLElement slot = Dom.part(element, ".axes");
    if (info.isOfAnyRank()) {
      axes.add(axis(slot, Words.say("Shape, sizes between commas"), "1", false));
    } else {
      for (Dimension one : info.dimensions()) {
        boolean free = one.isFree();
        axes.add(axis(slot, one.name(), free ? "1" : Integer.toString(one.size()), !free));
      }
    }
    Dom.on(values, "input", event -> typed());
    Dom.on(Dom.part(element, ".zeros"), "click", event -> fill("zeros"));
    Dom.on(Dom.part(element, ".random"), "click", event -> fill("random"));
    Dom.on(
        Dom.part(element, ".choose"),
        "change",
        event -> {
          Blob file = Files.of(event);
          if (file != null) {
            load(file);
            Files.forget(event);
          }
        });
  }

  private HTMLElement axis(HTMLElement slot, String name, String size, boolean fixed) {
    HTMLElement label = Dom.template("t-axis");
    HTMLElement field = Dom.part(label, "input");
    Dom.setText(label, ".axis-name", name.isEmpty() ? Words.say("size") : name);
    field.setAttribute("value", size);
    Dom.flag(field, "readonly", fixed);
    Dom.on(field, "change", event -> reshaped());
    slot.appendChild(label);
    return field;
  }

  HTMLElement element() {
    return element;
  }

  String name() {
    return info.name();
  }

  /**
   * Returns the tensor, blocking.
   *
   * @throws ProblemException BAD_TENSOR if the values are not what its type and shape say
   */
  JSObject tensor() {
    JSObject ready = held;
    return ready == null ? make("parse", JSString.valueOf(Dom.value(values))) : ready;
  }

  private String shape() {
    StringBuilder out = new StringBuilder();
    for (HTMLElement axis : axes) {
      out.append(out.length() == 0 ? "" : ", ").append(Dom.value(axis));
    }
    return out.toString();
  }

  private JSObject make(String how, JSObject source) {
    try {
      return Tensors.make(kit, how, info.type().id(), shape(), source);
    } catch (JsException e) {
      throw new ProblemException("BAD_TENSOR", info.name() + ": " + e.getMessage());
    }
  }

  private void typed() {
    held = null;
    maker = "";
    state("");
  }

  private void reshaped() {
    if (!maker.isEmpty()) {
      fill(maker);
    }
  }

  private void fill(String how) {
    hold(how, JSString.valueOf(""), how);
  }

  private void load(Blob file) {
    hold("read", file, "");
  }

  private void hold(String how, JSObject source, String again) {
    bench.clearProblem();
    Tasks.start(
        () -> {
          JSObject made = make(how, source);
          held = made;
          maker = again;
          setValue(values, "");
          if (how.equals("read")) {
            adopt(Tensors.shape(made));
          }
          state("[" + Tensors.shape(made) + "]  " + kit.first(made));
        },
        failure -> bench.report(Problems.ofPrediction(failure), () -> {}));
  }

  // A file knows the sizes that the model leaves open.
  private void adopt(String shape) {
    if (info.isOfAnyRank()) {
      setValue(axes.get(0), shape);
      return;
    }
    int from = 0;
    for (int i = 0; i < axes.size() && from <= shape.length(); i++) {
      int comma = shape.indexOf(", ", from);
      int to = comma < 0 ? shape.length() : comma;
      if (info.dimensions().get(i).isFree()) {
        setValue(axes.get(i), shape.substring(from, to));
      }
      from = to + 2;
    }
  }

  private void state(String text) {
    Dom.setText(element, ".state", text);
  }

  @JSBody(
      params = {"field", "value"},
      script = "field.value = value;")
  private static native void setValue(HTMLElement field, String value);
}
