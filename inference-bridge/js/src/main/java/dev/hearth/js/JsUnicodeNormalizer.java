package dev.hearth.js;

import dev.hearth.text.UnicodeNormalizer;
import org.teavm.jso.JSBody;

/** The normal forms of the browser: {@code String.prototype.normalize}. */
public final class JsUnicodeNormalizer implements UnicodeNormalizer {
  @Override
  public String normalize(String text, Form form) {
    return normalize(text, form.name());
  }

  @JSBody(
      params = {"text", "form"},
      script = "return text.normalize(form);")
  private static native String normalize(String text, String form);
}
