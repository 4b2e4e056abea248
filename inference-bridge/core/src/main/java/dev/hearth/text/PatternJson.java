package dev.hearth.text;

import dev.hearth.json.JsonObject;

/** Reads a {@code pattern}: {@code {"String": ...}} or {@code {"Regex": ...}}. */
final class PatternJson {
  private PatternJson() {}

  static Pattern read(JsonObject owner) {
    if (owner.members().get("pattern") instanceof String text) {
      owner.ignore("pattern");
      return Pattern.literal(text);
    }
    JsonObject json = owner.object("pattern");
    Pattern pattern =
        json.has("Regex")
            ? RegexPattern.of(json.string("Regex"))
            : Pattern.literal(json.string("String"));
    json.end();
    return pattern;
  }
}
