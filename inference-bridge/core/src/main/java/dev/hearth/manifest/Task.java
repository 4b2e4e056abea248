package dev.hearth.manifest;

/** What a model does, and so which translator and which view serve it. */
public enum Task {
  /** A picture in, labels with probabilities out. */
  IMAGE_CLASSIFICATION("image-classification"),
  /** A sound in, labels with probabilities out. */
  AUDIO_CLASSIFICATION("audio-classification"),
  /** Tensors in, tensors out: nothing is known of their meaning. */
  TENSORS("tensors");

  private final String id;

  Task(String id) {
    this.id = id;
  }

  /** Returns the name used in manifests, as on the Hugging Face hub. */
  public String id() {
    return id;
  }
}
