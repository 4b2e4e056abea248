package dev.hearth.text;

import java.util.List;

/** One step from tokens to text: the text is all that remain, put together. */
@FunctionalInterface
interface Decoder {
  List<String> decode(List<String> tokens);

  /** Returns a step that does this one and then the other. */
  default Decoder then(Decoder next) {
    return tokens -> next.decode(decode(tokens));
  }
}
