package dev.hearth.text;

/** What a special token is for, by the names of the Hugging Face files. */
public enum SpecialToken {
  /** Begins a text. */
  BOS("bos_token", "<s> <|begin_of_text|>"),
  /** Ends a text. */
  EOS("eos_token", "</s> <|endoftext|> <|end_of_text|>"),
  /** Stands for what has no token. */
  UNK("unk_token", "[UNK] <unk>"),
  /** Stands between two texts. */
  SEP("sep_token", "[SEP] <sep> </s>"),
  /** Fills up to a length. */
  PAD("pad_token", "[PAD] <pad>"),
  /** Stands for the text as a whole. */
  CLS("cls_token", "[CLS] <cls> <s>"),
  /** Stands for a token to be guessed. */
  MASK("mask_token", "[MASK] <mask>");

  private final String key;

  /** Its usual names, likeliest first, with blanks between. */
  private final String names;

  SpecialToken(String key, String names) {
    this.key = key;
    this.names = names;
  }

  /** Returns its key in a tokenizer_config.json. */
  String key() {
    return key;
  }

  /** Returns its id by the usual names, or {@link Vocabulary#NONE}. */
  int usual(Vocabulary vocabulary) {
    // Not split: java.util.regex would come along.
    for (int from = 0; from < names.length(); ) {
      int to = (names + " ").indexOf(' ', from);
      int id = vocabulary.id(names.substring(from, to));
      if (id != Vocabulary.NONE) {
        return id;
      }
      from = to + 1;
    }
    return Vocabulary.NONE;
  }
}
