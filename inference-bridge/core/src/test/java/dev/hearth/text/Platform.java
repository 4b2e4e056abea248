package dev.hearth.text;

import java.text.Normalizer;

/** The normal forms of the JDK. */
final class Platform {
  static final UnicodeNormalizer NORMALIZER =
      (text, form) -> Normalizer.normalize(text, Normalizer.Form.valueOf(form.name()));

  private Platform() {}
}
