package dev.hearth.manifest;

/**
 * What the model's output means.
 *
 * @param output the name of the output that holds a value a class
 * @param activation what turns those values into probabilities
 */
public record Postprocessing(String output, Activation activation) {
  /** What is still to be done to the output. */
  public enum Activation {
    /** The values are probabilities already. */
    NONE("none"),
    /** The values are logits of classes that exclude each other. */
    SOFTMAX("softmax"),
    /** The values are logits of classes that do not. */
    SIGMOID("sigmoid");

    private final String id;

    Activation(String id) {
      this.id = id;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return id;
    }
  }

  static Postprocessing read(JsonObject json) {
    Postprocessing read =
        new Postprocessing(
            json.string("output"), json.oneOf("activation", Activation.values(), Activation::id));
    json.end();
    return read;
  }

  JsonObject toJson() {
    return new JsonObject().put("output", output).put("activation", activation.id());
  }
}
