package dev.hearth.app.ui;

/**
 * Something that went wrong, in words a person understands.
 *
 * @param code for tests and support, such as {@code NOT_AN_IMAGE}
 * @param title what happened
 * @param help what to do
 * @param remedy what the button does
 * @param detail the exact message, "" for none
 */
record Problem(String code, String title, String help, Remedy remedy, String detail) {
  /** What helps. */
  enum Remedy {
    /** Do the same again. */
    RETRY,
    /** Load the model again. */
    RELOAD,
    /** Let the plan choose where the model runs. */
    OTHER_BACKEND,
    /** Go to the gallery. */
    ALL_MODELS,
    /** Give the input as a file. */
    UPLOAD,
    /** Nothing to do but read. */
    DISMISS
  }

  Problem(String code, String title, String help, Remedy remedy) {
    this(code, title, help, remedy, "");
  }
}
