package dev.hearth.runtime;

import org.jspecify.annotations.Nullable;

/** What went wrong outside the program: with a model, a runtime, the network or the input. */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of failure, each with its own sentence for a person in the page. */
  public enum Code {
    /** No such model or version at that address. */
    MODEL_NOT_FOUND,
    /** The manifest is not JSON, lacks a key, has an unknown one, or contradicts the model. */
    MANIFEST_INVALID,
    /** Bytes that are not the ones the manifest names. */
    INTEGRITY,
    /** The runtime has no kernel for one of the model's operators. */
    UNSUPPORTED_OPERATOR,
    /** The runtime could not be started with that execution provider. */
    PROVIDER_UNAVAILABLE,
    /** The model gave other numbers than its goldens on this device. */
    SELF_TEST_FAILED,
    /** The device has not enough memory. */
    OUT_OF_MEMORY,
    /** The GPU device or context was lost: the session is unusable, another one may be made. */
    DEVICE_LOST,
    /** The runtime did not answer: the worker it runs in must be ended. */
    TIMEOUT,
    /** The server could not be reached, or answered with an error. */
    NETWORK,
    /** The device keeps no more bytes. */
    QUOTA,
    /** The caller cancelled. */
    CANCELLED,
    /** The picture, sound or tensor is not what the model takes. */
    INVALID_INPUT,
    /** The runtime failed for a reason it does not name. */
    RUNTIME_FAILED
  }

  private final Code code;
  private final String message;
  private final boolean passing;
  private final long waitMillis;

  public InferenceException(Code code, String message) {
    this(code, message, null);
  }

  public InferenceException(Code code, String message, @Nullable Throwable cause) {
    this(code, message, cause, false, 0);
  }

  private InferenceException(
      Code code, String message, @Nullable Throwable cause, boolean passing, long waitMillis) {
    super(message, cause);
    this.code = code;
    this.message = message;
    this.passing = passing;
    this.waitMillis = waitMillis;
  }

  /** Returns a failure that may have passed a little later, as a lost connection. */
  public static InferenceException passing(Code code, String message, @Nullable Throwable cause) {
    return new InferenceException(code, message, cause, true, 0);
  }

  /** Returns a failure of a server that says how long it wants to be left alone. */
  public static InferenceException passing(Code code, String message, long waitMillis) {
    return new InferenceException(code, message, null, true, waitMillis);
  }

  /** Returns what was expected and what was found. */
  @Override
  public String getMessage() {
    return message;
  }

  /** Returns the kind of failure. */
  public Code code() {
    return code;
  }

  /** Returns true if the same may succeed a little later. */
  public boolean isPassing() {
    return passing;
  }

  /** Returns how long to wait at least before that, as far as anybody said; else 0. */
  public long waitMillis() {
    return waitMillis;
  }
}
