package dev.hearth.manifest;

import dev.hearth.json.Names;

/**
 * What a model does, and so which translator and which view serve it. The names are those of the
 * Hugging Face hub where it has one.
 */
public enum Task {
  /** A picture in, labels with probabilities out. */
  IMAGE_CLASSIFICATION,
  /** A picture in, boxes with labels and scores out, with landmarks where the model has them. */
  OBJECT_DETECTION,
  /** A picture in, named points out. */
  KEYPOINT_DETECTION,
  /** A picture in, a label for every pixel out. */
  IMAGE_SEGMENTATION,
  /** A picture in, a picture or a map of depths out. */
  IMAGE_TO_IMAGE,
  /** A picture in, a vector out whose angle to others is their likeness. */
  IMAGE_FEATURE_EXTRACTION,
  /** A sound in, labels with probabilities out. */
  AUDIO_CLASSIFICATION,
  /** A sound in, the stretches of speech out. */
  VOICE_ACTIVITY_DETECTION,
  /** A text in, labels with probabilities out. */
  TEXT_CLASSIFICATION,
  /** A text in, labelled spans of it out. */
  TOKEN_CLASSIFICATION,
  /** A question and a text in, the spans of the text that answer it out. */
  QUESTION_ANSWERING,
  /** A text with a gap in, words for the gap out. */
  FILL_MASK,
  /** A text in, a vector out whose angle to others is their likeness. */
  SENTENCE_SIMILARITY,
  /** A row of a table in, labels with probabilities out. */
  TABULAR_CLASSIFICATION,
  /** A row of a table in, a number out. */
  TABULAR_REGRESSION,
  /** Tensors in, tensors out: nothing is known of their meaning. */
  TENSORS;

  /** Returns the name used in manifests, such as {@code image-classification}. */
  public String id() {
    return Names.of(this);
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
