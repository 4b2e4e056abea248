package dev.hearth.text;

/** One step that cuts text into words. */
@FunctionalInterface
interface PreTokenizer {
  /** Takes the words of a text, one after the other: a text and where in it the word lies. */
  @FunctionalInterface
  interface Words {
    /** Takes a word that is not empty. */
    void word(MappedText text, int from, int to);

    /** Takes a word unless it is empty. */
    default void add(MappedText text, int from, int to) {
      if (from < to) {
        word(text, from, to);
      }
    }
  }

  /** Gives out the words of a text; an empty text has none. */
  void split(MappedText text, Words out);

  /** Returns a step that takes the text for one word. */
  static PreTokenizer none() {
    return (text, out) -> out.add(text, 0, text.length());
  }

  /** Returns a step that cuts each word of this one by another. */
  default PreTokenizer then(PreTokenizer next) {
    return (text, out) -> split(text, (part, from, to) -> next.split(part.slice(from, to), out));
  }
}
