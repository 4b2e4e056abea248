package dev.hearth.text;

/** One step that changes text before it is cut into words. */
@FunctionalInterface
interface Normalizer {
  MappedText normalize(MappedText text);

  /** Returns a step that does nothing. */
  static Normalizer none() {
    return text -> text;
  }

  /** Returns a step that does this one and then the other. */
  default Normalizer then(Normalizer next) {
    return text -> next.normalize(normalize(text));
  }
}
