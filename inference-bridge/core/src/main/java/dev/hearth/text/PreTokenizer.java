package dev.hearth.text;

import java.util.ArrayList;
import java.util.List;

/** One step that cuts text into words. */
@FunctionalInterface
interface PreTokenizer {
  /** Adds the words of a text to a list; an empty text has none. */
  void split(MappedText text, List<MappedText> out);

  /** Returns a step that takes the text for one word. */
  static PreTokenizer none() {
    return (text, out) -> add(text, 0, text.length(), out);
  }

  /** Returns a step that cuts each word of this one by another. */
  default PreTokenizer then(PreTokenizer next) {
    return (text, out) -> {
      List<MappedText> words = new ArrayList<>();
      split(text, words);
      for (MappedText word : words) {
        next.split(word, out);
      }
    };
  }

  /** Adds a part of a text unless it is empty. */
  static void add(MappedText text, int start, int end, List<MappedText> out) {
    if (start < end) {
      out.add(text.slice(start, end));
    }
  }
}
