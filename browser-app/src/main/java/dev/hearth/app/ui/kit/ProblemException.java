package dev.hearth.app.ui.kit;

/** A failure that already has its words. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  public ProblemException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** Returns the code of the {@link Problem}. */
  public String code() {
    return code;
  }
}
