package dev.hearth.source;

import org.jspecify.annotations.Nullable;

/** The files or options given are at fault; the message is one sentence for whoever gave them. */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadInputException(String message) {
    this(message, null);
  }

  public BadInputException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
