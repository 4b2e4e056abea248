package dev.hearth.app.ui.texts;

import dev.hearth.app.ui.kit.Format;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;

/** Lists of spans. */
final class Spans {
  private Spans() {}

  /** Returns the spans of a result that is a list of them. */
  static Span[] of(JSObject result) {
    @SuppressWarnings("unchecked")
    JSArrayReader<Span> all = (JSArrayReader<Span>) result;
    Span[] spans = new Span[all.getLength()];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = all.get(i);
    }
    return spans;
  }

  /** Returns a line a span: what it says, its label if any, its score, and where it is. */
  static String lines(Span[] spans) {
    StringBuilder out = new StringBuilder();
    for (Span span : spans) {
      out.append(span.getText()).append('\t');
      if (!span.getLabel().isEmpty()) {
        out.append(span.getLabel()).append('\t');
      }
      out.append(Format.percent(span.getScore())).append('\t');
      out.append(span.getStart()).append('\t').append(span.getEnd()).append('\n');
    }
    return out.toString();
  }
}
