package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.List;

/**
 * A file of the model as the training framework wrote it, cut into shards for transport.
 *
 * @param path its path inside the model, such as {@code model.onnx}
 * @param shards its bytes, in order
 */
public record Artifact(String path, List<Shard> shards) {
  public Artifact {
    shards = List.copyOf(shards);
  }

  /** Returns the size of the whole file. */
  public long bytes() {
    long bytes = 0;
    for (Shard shard : shards) {
      bytes += shard.bytes();
    }
    return bytes;
  }

  static Artifact read(JsonObject json) {
    Artifact artifact = new Artifact(json.string("path"), json.objects("shards", Shard::read));
    if (artifact.shards.isEmpty()) {
      throw json.wrong("shards", "at least one shard");
    }
    json.end();
    return artifact;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("path", path)
        .put("shards", ModelManifest.map(shards, Shard::toJson));
  }
}
