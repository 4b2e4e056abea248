package dev.hearth.text;

import dev.hearth.json.JsonNumber;
import dev.hearth.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the model of a tokenizer.json. */
final class ModelJson {
  private static final int MAX_CHARACTERS = 100;

  private ModelJson() {}

  /** Reads the model; the vocabulary is filled. */
  static TokenModel read(JsonObject json, Vocabulary vocabulary) {
    String type = json.string("type", guessed(json));
    TokenModel model =
        switch (type) {
          case "WordPiece" -> wordPiece(json, vocabulary);
          case "BPE" -> bpe(json, vocabulary);
          case "Unigram" -> unigram(json, vocabulary);
          case "WordLevel" -> wordLevel(json, vocabulary);
          default -> throw json.wrong("type", "one of WordPiece, BPE, Unigram, WordLevel");
        };
    json.end();
    return model;
  }

  /** Returns the type of a file from the time when models did not say theirs. */
  private static String guessed(JsonObject json) {
    if (json.has("merges")) {
      return "BPE";
    }
    return json.members().get("vocab") instanceof List<?> ? "Unigram" : "WordPiece";
  }

  private static TokenModel wordPiece(JsonObject json, Vocabulary vocabulary) {
    vocabulary(json.object("vocab"), vocabulary);
    return new WordPiece(
        vocabulary,
        json.string("continuing_subword_prefix", "##"),
        json.string("unk_token", "[UNK]"),
        json.integer("max_input_chars_per_word", MAX_CHARACTERS));
  }

  private static TokenModel bpe(JsonObject json, Vocabulary vocabulary) {
    vocabulary(json.object("vocab"), vocabulary);
    if (json.number("dropout", 0) != 0) {
      throw json.wrong("dropout", "0: ids that chance chooses are for training");
    }
    String prefix = json.string("continuing_subword_prefix", "");
    Merges merges = new Merges();
    for (Object merge : json.array("merges")) {
      if (merge instanceof String both) {
        merge(both, prefix, vocabulary, merges);
      } else if (merge instanceof List<?> pair
          && pair.size() == 2
          && pair.get(0) instanceof String left
          && pair.get(1) instanceof String right) {
        merge(left, right, prefix, vocabulary, merges);
      } else {
        throw json.wrong("merges", "an array of pairs of tokens");
      }
    }
    return new Bpe(
        vocabulary,
        merges,
        new Bpe.Options(
            json.has("unk_token") ? json.string("unk_token") : null,
            json.bool("fuse_unk", false),
            json.bool("byte_fallback", false),
            json.bool("ignore_merges", false),
            prefix,
            json.string("end_of_word_suffix", "")));
  }

  private static TokenModel wordLevel(JsonObject json, Vocabulary vocabulary) {
    vocabulary(json.object("vocab"), vocabulary);
    return new WordLevel(vocabulary, json.string("unk_token", "<unk>"));
  }

  private static TokenModel unigram(JsonObject json, Vocabulary vocabulary) {
    List<@Nullable Object> pieces = json.array("vocab");
    double[] scores = new double[pieces.size()];
    for (int id = 0; id < scores.length; id++) {
      if (pieces.get(id) instanceof List<?> piece
          && piece.size() == 2
          && piece.get(0) instanceof String token
          && piece.get(1) instanceof JsonNumber score) {
        vocabulary.put(token, id);
        scores[id] = score.value();
      } else {
        throw json.wrong("vocab", "an array of pairs of token and score");
      }
    }
    int unknown = json.integer("unk_id", Vocabulary.NONE);
    if (unknown >= scores.length) {
      throw json.wrong("unk_id", "the id of a token");
    }
    return new Unigram(vocabulary, scores, unknown, json.bool("byte_fallback", false));
  }

  /** Adds the members of an object: a token and its id each. */
  static void vocabulary(JsonObject json, Vocabulary vocabulary) {
    for (Map.Entry<String, @Nullable Object> member : json.members().entrySet()) {
      double id = member.getValue() instanceof JsonNumber number ? number.value() : -1;
      if (id != (int) id || id < 0) {
        throw json.wrong(member.getKey(), "the id of a token");
      }
      vocabulary.put(member.getKey(), (int) id);
    }
  }

  /** Adds a merge, two tokens with a blank between. */
  static void merge(String both, String prefix, Vocabulary vocabulary, Merges merges) {
    int blank = both.indexOf(' ');
    if (blank <= 0 || blank + 1 == both.length() || both.indexOf(' ', blank + 1) >= 0) {
      throw new IllegalArgumentException(
          "Expected a merge of two tokens with a blank between, found \"" + both + "\"");
    }
    merge(both.substring(0, blank), both.substring(blank + 1), prefix, vocabulary, merges);
  }

  private static void merge(
      String left, String right, String prefix, Vocabulary vocabulary, Merges merges) {
    boolean continues = !prefix.isEmpty() && right.startsWith(prefix);
    String joined = left + (continues ? right.substring(prefix.length()) : right);
    merges.put(vocabulary.required(left), vocabulary.required(right), vocabulary.required(joined));
  }
}
