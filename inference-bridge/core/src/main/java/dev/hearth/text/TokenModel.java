package dev.hearth.text;

/** Cuts a word into tokens of a vocabulary. */
@FunctionalInterface
interface TokenModel {
  /** Adds the tokens of a word that is not empty. */
  void tokenize(MappedText word, TokenList out);
}
