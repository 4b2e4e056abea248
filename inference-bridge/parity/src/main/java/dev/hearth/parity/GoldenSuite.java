package dev.hearth.parity;

import dev.hearth.json.JsonObject;
import dev.hearth.text.UnicodeNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases over all of core. Each gives a hash of its exact results, and where another engine computed
 * the same, the greatest difference to that.
 */
public final class GoldenSuite {
  private final Files files;
  private final UnicodeNormalizer normalizer;

  /** Makes the suite over inputs that may be asked for as cases run. */
  public GoldenSuite(Files files, UnicodeNormalizer normalizer) {
    this.files = files;
    this.normalizer = normalizer;
  }

  /** Returns the names of all cases. */
  public List<String> names() {
    List<String> out = new ArrayList<>();
    for (JsonObject photo : photos()) {
      for (JsonObject output : photo.objects("outputs", one -> one)) {
        out.add("image " + output.string("file"));
      }
    }
    out.addAll(ImageCases.NAMES);
    out.addAll(AudioCases.NAMES);
    out.addAll(TextCases.NAMES);
    out.addAll(DecodeCases.NAMES);
    return out;
  }

  /**
   * Runs a case.
   *
   * @return the hash, and after a space the greatest difference, in levels or as a number, where
   *     there is a reference
   * @throws IllegalArgumentException if there is no such case
   */
  public String run(String name) {
    if (name.startsWith("image ")) {
      return ImageCases.photo(files, photos(), name.substring("image ".length()));
    } else if (ImageCases.NAMES.contains(name)) {
      return ImageCases.run(name).toString();
    } else if (AudioCases.NAMES.contains(name)) {
      return AudioCases.run(files, name);
    } else if (TextCases.NAMES.contains(name)) {
      return TextCases.run(files, normalizer, name).toString();
    } else if (DecodeCases.NAMES.contains(name)) {
      return DecodeCases.run(name).toString();
    }
    throw new IllegalArgumentException("Expected a case's name, found " + name);
  }

  private List<JsonObject> photos() {
    return json(files, "parity/image/index.json").objects("photos", one -> one);
  }

  static JsonObject json(Files files, String path) {
    return JsonObject.parse(path, new String(files.bytes(path), StandardCharsets.UTF_8));
  }
}
