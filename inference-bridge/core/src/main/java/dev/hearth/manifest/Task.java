package dev.hearth.manifest;

/**
 * What a model does, and so which translator and which view serve it. The names are those of the
 * Hugging Face hub where it has one.
 */
public enum Task {
  /** A picture in, labels with probabilities out. */
  IMAGE_CLASSIFICATION("image-classification"),
  /** A picture in, boxes with labels and scores out, with landmarks where the model has them. */
  OBJECT_DETECTION("object-detection"),
  /** A picture in, named points out. */
  KEYPOINT_DETECTION("keypoint-detection"),
  /** A picture in, a label for every pixel out. */
  IMAGE_SEGMENTATION("image-segmentation"),
  /** A picture in, a picture or a map of depths out. */
  IMAGE_TO_IMAGE("image-to-image"),
  /** A picture in, a vector out whose angle to others is their likeness. */
  IMAGE_FEATURE_EXTRACTION("image-feature-extraction"),
  /** A sound in, labels with probabilities out. */
  AUDIO_CLASSIFICATION("audio-classification"),
  /** A sound in, the stretches of speech out. */
  VOICE_ACTIVITY_DETECTION("voice-activity-detection"),
  /** A text in, labels with probabilities out. */
  TEXT_CLASSIFICATION("text-classification"),
  /** A text in, labelled spans of it out. */
  TOKEN_CLASSIFICATION("token-classification"),
  /** A question and a text in, the spans of the text that answer it out. */
  QUESTION_ANSWERING("question-answering"),
  /** A text with a gap in, words for the gap out. */
  FILL_MASK("fill-mask"),
  /** A text in, a vector out whose angle to others is their likeness. */
  SENTENCE_SIMILARITY("sentence-similarity"),
  /** A row of a table in, labels with probabilities out. */
  TABULAR_CLASSIFICATION("tabular-classification"),
  /** A row of a table in, a number out. */
  TABULAR_REGRESSION("tabular-regression"),
  /** Tensors in, tensors out: nothing is known of their meaning. */
  TENSORS("tensors");

  private final String id;

  Task(String id) {
    this.id = id;
  }

  /** Returns the name used in manifests. */
  public String id() {
    return id;
  }

  /** Returns what a person brings. */
  public Input input() {
    return switch (this) {
      case IMAGE_CLASSIFICATION,
          OBJECT_DETECTION,
          KEYPOINT_DETECTION,
          IMAGE_SEGMENTATION,
          IMAGE_TO_IMAGE,
          IMAGE_FEATURE_EXTRACTION ->
          Input.IMAGE;
      case AUDIO_CLASSIFICATION, VOICE_ACTIVITY_DETECTION -> Input.AUDIO;
      case TEXT_CLASSIFICATION,
          TOKEN_CLASSIFICATION,
          QUESTION_ANSWERING,
          FILL_MASK,
          SENTENCE_SIMILARITY ->
          Input.TEXT;
      case TABULAR_CLASSIFICATION, TABULAR_REGRESSION -> Input.TABLE;
      case TENSORS -> Input.TENSORS;
    };
  }

  /**
   * What a person brings, which is also the part of {@code preprocessing} that a manifest must
   * have.
   */
  public enum Input {
    /** A picture. */
    IMAGE,
    /** A sound. */
    AUDIO,
    /** A text. */
    TEXT,
    /** A row of a table. */
    TABLE,
    /** Tensors as they are. */
    TENSORS
  }
}
