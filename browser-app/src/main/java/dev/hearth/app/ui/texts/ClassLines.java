package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.ClassesView;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.decode.Classification;
import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;

/** The classes of a text. */
final class ClassLines implements TextView {
  private final ClassesView bars = new ClassesView();
  private List<Classification> classes = List.of();

  @Override
  public HTMLElement element() {
    return bars.element();
  }

  @Override
  public HTMLElement controls() {
    return bars.controls();
  }

  @Override
  public void show(Seen seen) {
    classes = seen.classes();
    bars.show(seen);
  }

  @Override
  public void clear() {
    classes = List.of();
    bars.clear();
  }

  @Override
  public String lines() {
    StringBuilder out = new StringBuilder();
    for (Classification one : classes) {
      out.append(one.label()).append('\t').append(Format.percent(one.probability())).append('\n');
    }
    return out.toString();
  }
}
