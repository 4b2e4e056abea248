package dev.hearth.source;

import java.io.IOException;

/** A file's bytes are not of the format that it should have, or end too early. */
public final class MalformedException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedException(String message) {
    super(message);
  }
}
