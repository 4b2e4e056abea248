package dev.hearth.text;

/** The platform's Unicode normal forms. */
@FunctionalInterface
public interface UnicodeNormalizer {
  /** The normal forms of Unicode, by the names that Java and JavaScript share. */
  enum Form {
    /** Canonical decomposition, then canonical composition. */
    NFC,
    /** Canonical decomposition. */
    NFD,
    /** Compatibility decomposition, then canonical composition. */
    NFKC,
    /** Compatibility decomposition. */
    NFKD
  }

  /** Returns the normal form of a text. */
  String normalize(String text, Form form);
}
