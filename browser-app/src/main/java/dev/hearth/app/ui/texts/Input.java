package dev.hearth.app.ui.texts;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** What models of texts are given, as hearth.d.ts has it. */
final class Input {
  private Input() {}

  @JSBody(
      params = {"question", "context"},
      script = "return {question: question, context: context};")
  static native JSObject question(String question, String context);

  /** Returns an input of a batch. */
  @JSBody(
      params = {"name", "input"},
      script = "return {name: name, input: input};")
  static native JSObject named(String name, JSObject input);
}
