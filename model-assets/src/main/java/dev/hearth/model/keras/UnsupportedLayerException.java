package dev.hearth.model.keras;

/** TF.js has no such layer, or computes something else for it; the message says what of it. */
final class UnsupportedLayerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnsupportedLayerException(String message) {
    super(message);
  }
}
