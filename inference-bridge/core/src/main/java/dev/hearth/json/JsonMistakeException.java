package dev.hearth.json;

/** A text is not JSON, or cut short. */
public final class JsonMistakeException extends Exception {
  private static final long serialVersionUID = 1;

  /** The line where it stops being JSON, from 1. */
  private final int line;

  JsonMistakeException(String message, int line) {
    super(message);
    this.line = line;
  }

  /** Returns the line where it stops being JSON, from 1. */
  public int line() {
    return line;
  }
}
