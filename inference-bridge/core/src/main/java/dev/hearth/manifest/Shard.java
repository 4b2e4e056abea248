package dev.hearth.manifest;

import dev.hearth.json.JsonObject;

/**
 * A piece of a file, stored under its hash at {@code models/blobs/<sha256>}.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param bytes its size, at least 1
 */
public record Shard(String sha256, int bytes) {
  static Shard read(JsonObject json) {
    Shard shard = new Shard(json.string("sha256"), json.integer("bytes"));
    if (!isSha256(shard.sha256)) {
      throw json.wrong("sha256", "64 lower-case hexadecimal digits");
    }
    if (shard.bytes < 1) {
      throw json.wrong("bytes", "at least 1");
    }
    json.end();
    return shard;
  }

  JsonObject toJson() {
    return new JsonObject().put("sha256", sha256).put("bytes", bytes);
  }

  // The hash becomes part of an address: nothing but digits may pass.
  static boolean isSha256(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return text.length() == 64;
  }
}
