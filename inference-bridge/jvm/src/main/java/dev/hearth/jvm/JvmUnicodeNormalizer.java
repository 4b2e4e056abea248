package dev.hearth.jvm;

import dev.hearth.text.UnicodeNormalizer;
import java.text.Normalizer;

/** The normal forms of the JDK. */
public final class JvmUnicodeNormalizer implements UnicodeNormalizer {
  @Override
  public String normalize(String text, Form form) {
    return Normalizer.normalize(text, Normalizer.Form.valueOf(form.name()));
  }
}
