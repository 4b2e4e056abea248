package dev.hearth.model.savedmodel;

import org.jspecify.annotations.Nullable;

/** Bytes are not the table they should be; the message ends a sentence. */
final class MalformedTableException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedTableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
