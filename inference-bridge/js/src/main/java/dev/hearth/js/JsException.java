package dev.hearth.js;

import org.teavm.jso.JSObject;

/** What a promise was rejected with, or what JavaScript threw. */
public final class JsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String name;
  private final String message;
  private final transient JSObject reason;

  JsException(String name, String message, JSObject reason) {
    super(message);
    this.name = name;
    this.message = message;
    this.reason = reason;
  }

  /** Returns the error's name, such as {@code NotAllowedError}; empty for a reason of no name. */
  public String name() {
    return name;
  }

  /** Returns the error's message, or the reason as text. */
  @Override
  public String getMessage() {
    return message;
  }

  /** Returns what JavaScript threw. */
  public JSObject reason() {
    return reason;
  }
}
