package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The models of a site, from which its gallery is drawn: {@code models/index.json}.
 *
 * @param models one entry a model, in the order they are shown
 */
public record ModelIndex(List<Entry> models) {
  public ModelIndex {
    models = List.copyOf(models);
  }

  /**
   * What the gallery shows of a model.
   *
   * @param name the folder under {@code models}
   * @param title for people
   * @param description one sentence
   * @param task what it does
   * @param bytes the download, of the smallest variant
   */
  public record Entry(String name, String title, String description, Task task, long bytes) {
    /** Returns the entry of a model. */
    public static Entry of(ModelManifest manifest) {
      return new Entry(
          manifest.name(),
          manifest.title(),
          manifest.description(),
          manifest.task(),
          manifest.bytes());
    }

    static Entry read(JsonObject json) {
      Entry entry =
          new Entry(
              json.string("name"),
              json.string("title"),
              json.string("description", ""),
              json.oneOf("task", Task.values()),
              (long) json.number("bytes"));
      json.end();
      return entry;
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("name", name)
          .put("title", title)
          .put("description", description)
          .put("task", task.id())
          .put("bytes", bytes);
    }
  }

  /** Returns this index with that entry added, in place of an older one of the same name. */
  public ModelIndex with(Entry entry) {
    List<Entry> out = new ArrayList<>(models);
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i).name().equals(entry.name())) {
        out.set(i, entry);
        return new ModelIndex(out);
      }
    }
    out.add(entry);
    return new ModelIndex(out);
  }

  /**
   * Returns the index a JSON text describes.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if it does not
   */
  public static ModelIndex parse(String text) {
    JsonObject json = JsonObject.parse("models/index.json", text);
    ModelIndex index = new ModelIndex(json.objects("models", Entry::read));
    json.end();
    return index;
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    return new JsonObject().put("models", ModelManifest.map(models, Entry::toJson)) + "\n";
  }
}
