package dev.hearth.text;

/** Cuts a word into tokens of a vocabulary. */
@FunctionalInterface
interface TokenModel {
  /** Adds the tokens of the word between two places of a text; it is not empty. */
  void tokenize(MappedText text, int from, int to, TokenList out);
}
