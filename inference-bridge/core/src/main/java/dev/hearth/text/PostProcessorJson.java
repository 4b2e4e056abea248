package dev.hearth.text;

import dev.hearth.json.JsonNumber;
import dev.hearth.json.JsonObject;
import dev.hearth.text.PostProcessor.Piece;
import dev.hearth.text.PostProcessor.Trim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the post-processor of a tokenizer.json. */
final class PostProcessorJson {
  private PostProcessorJson() {}

  static PostProcessor read(JsonObject json) {
    PostProcessor step =
        switch (json.string("type")) {
          case "Sequence" -> sequence(json);
          case "ByteLevel" -> PostProcessor.plain(trim(json));
          case "TemplateProcessing" -> template(json);
          case "BertProcessing" -> {
            Piece cls = token(json, "cls");
            Piece sep = token(json, "sep");
            yield PostProcessor.bert(cls.id(), cls.token(), sep.id(), sep.token());
          }
          case "RobertaProcessing" -> {
            Piece cls = token(json, "cls");
            Piece sep = token(json, "sep");
            yield PostProcessor.roberta(cls.id(), cls.token(), sep.id(), sep.token(), trim(json));
          }
          default ->
              throw json.wrong(
                  "type",
                  "one of Sequence, ByteLevel, TemplateProcessing, BertProcessing,"
                      + " RobertaProcessing");
        };
    json.end();
    return step;
  }

  private static PostProcessor sequence(JsonObject json) {
    PostProcessor all = PostProcessor.plain(Trim.NONE);
    for (PostProcessor one : json.objects("processors", PostProcessorJson::read)) {
      all = all.then(one);
    }
    return all;
  }

  private static Trim trim(JsonObject json) {
    json.ignore("use_regex");
    boolean prefixSpace = json.bool("add_prefix_space", true);
    if (!json.bool("trim_offsets", true)) {
      return Trim.NONE;
    }
    return prefixSpace ? Trim.BLANKS_BUT_PREFIX : Trim.BLANKS;
  }

  private static Piece token(JsonObject json, String key) {
    List<@Nullable Object> pair = json.array(key);
    if (pair.size() == 2
        && pair.get(0) instanceof String token
        && pair.get(1) instanceof JsonNumber id) {
      return Piece.special((int) id.value(), token, 0);
    }
    throw json.wrong(key, "a token and its id");
  }

  private static PostProcessor template(JsonObject json) {
    JsonObject specials =
        json.has("special_tokens") ? json.object("special_tokens") : new JsonObject();
    return new PostProcessor(
        pieces(json, "single", specials), pieces(json, "pair", specials), Trim.NONE);
  }

  private static List<Piece> pieces(JsonObject json, String key, JsonObject specials) {
    List<Piece> out = new ArrayList<>();
    boolean[] seen = new boolean[2];
    for (List<Piece> some : json.objects(key, piece -> piece(piece, specials))) {
      for (Piece piece : some) {
        if (piece.sequence() != Piece.SPECIAL) {
          if (seen[piece.sequence()]) {
            throw json.wrong(key, "a template that has each text once");
          }
          seen[piece.sequence()] = true;
        }
        out.add(piece);
      }
    }
    return out;
  }

  private static List<Piece> piece(JsonObject json, JsonObject specials) {
    List<Piece> out;
    if (json.has("Sequence")) {
      JsonObject text = json.object("Sequence");
      int sequence = text.string("id").equals("A") ? 0 : 1;
      out = List.of(Piece.text(sequence, text.integer("type_id", 0)));
      text.end();
    } else {
      JsonObject token = json.object("SpecialToken");
      out = special(specials.object(token.string("id")), token.integer("type_id", 0));
      token.end();
    }
    json.end();
    return out;
  }

  private static List<Piece> special(JsonObject json, int type) {
    double[] ids = json.numbers("ids");
    List<String> tokens = json.strings("tokens");
    json.ignore("id").end();
    if (tokens.size() != ids.length) {
      throw json.wrong("tokens", "as many as ids");
    }
    List<Piece> out = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      out.add(Piece.special((int) ids[i], tokens.get(i), type));
    }
    return out;
  }
}
