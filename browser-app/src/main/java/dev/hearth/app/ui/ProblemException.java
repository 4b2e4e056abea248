package dev.hearth.app.ui;

/** A failure that already has its words. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  ProblemException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Returns the code of the {@link Problem}. */
  String code() {
    return code;
  }
}
