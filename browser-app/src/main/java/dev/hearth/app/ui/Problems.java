package dev.hearth.app.ui;

import dev.hearth.app.ui.Problem.Remedy;
import dev.hearth.js.JsException;
import dev.hearth.runtime.InferenceException;
import org.teavm.jso.JSBody;

/** From failures to words. */
final class Problems {
  private Problems() {}

  static Problem pictureTooLarge() {
    return new Problem(
        "PICTURE_TOO_LARGE",
        "This picture is too large",
        "It has more than 64 million pixels. Make it smaller, or choose another one.",
        Remedy.DISMISS);
  }

  static Problem fileTooLarge() {
    return new Problem(
        "FILE_TOO_LARGE",
        "This file is too large",
        "Files of up to 100 MB can be read here. Choose a smaller one.",
        Remedy.DISMISS);
  }

  static Problem notAnImage(RuntimeException failure) {
    return new Problem(
        "NOT_AN_IMAGE",
        "This file is not a picture your browser can read",
        "Choose a PNG, JPEG or WebP picture.",
        Remedy.DISMISS,
        detail(failure));
  }

  static Problem insecurePage() {
    return new Problem(
        "INSECURE_PAGE",
        "This page was opened in an insecure way",
        "Browsers give camera, microphone and safe checking only to pages opened over https"
            + " or at localhost. Open this site that way.",
        Remedy.DISMISS);
  }

  /** Returns the problem of a model that did not load. */
  static Problem ofLoading(RuntimeException failure) {
    if (!isSecureContext()) {
      return insecurePage();
    }
    return failure instanceof InferenceException e ? ofModel(e) : unknown(failure, Remedy.RETRY);
  }

  /** Returns the problem of one prediction; the model stays as it is. */
  static Problem ofPrediction(RuntimeException failure) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof InferenceException e) {
      return switch (e.code()) {
        case INVALID_INPUT ->
            new Problem(
                "INVALID_INPUT",
                "The model cannot take this input",
                "Nothing was lost. Try another one.",
                Remedy.DISMISS,
                detail(e));
        case NETWORK, MODEL_NOT_FOUND, CANCELLED, OUT_OF_MEMORY -> ofModel(e);
        default ->
            new Problem(
                e.code().name(),
                "The model stopped working",
                "Load it again; what you gave it stays.",
                Remedy.RELOAD,
                detail(e));
      };
    }
    return unknown(failure, Remedy.RELOAD);
  }

  /** Returns the problem of a sound file. */
  static Problem ofSoundFile(RuntimeException failure) {
    if (failure instanceof InferenceException e
        && e.code() == InferenceException.Code.INVALID_INPUT) {
      return new Problem(
          "NOT_A_WAV",
          "This file is not a WAV sound that can be read",
          "Choose a WAV file with uncompressed samples.",
          Remedy.DISMISS,
          detail(e));
    }
    return ofPrediction(failure);
  }

  /** Returns the problem of a camera that did not start. */
  static Problem ofCamera(RuntimeException failure) {
    return ofDevice(failure, "camera", "CAMERA");
  }

  /** Returns the problem of a microphone that did not start. */
  static Problem ofMicrophone(RuntimeException failure) {
    return ofDevice(failure, "microphone", "MICROPHONE");
  }

  static Problem unplugged() {
    return new Problem(
        "CAMERA_ENDED",
        "The camera stopped",
        "It may have been unplugged or taken by another program.",
        Remedy.RETRY);
  }

  private static Problem ofDevice(RuntimeException failure, String device, String code) {
    String name = failure instanceof JsException e ? e.name() : "";
    return switch (name) {
      case "NotFoundError", "OverconstrainedError", "DevicesNotFoundError" ->
          new Problem(
              "NO_" + code,
              "No " + device + " was found",
              "Connect one and try again, or upload a file instead.",
              Remedy.UPLOAD,
              detail(failure));
      case "NotAllowedError", "SecurityError", "PermissionDeniedError" ->
          new Problem(
              code + "_REFUSED",
              "The " + device + " is not allowed here",
              "Allow it by the symbol beside the address of this page, then try again."
                  + " It never leaves this device.",
              Remedy.RETRY,
              detail(failure));
      case "NotReadableError", "AbortError", "TrackStartError" ->
          new Problem(
              code + "_IN_USE",
              "The " + device + " is in use",
              "Another program or tab holds it. Close that one and try again.",
              Remedy.RETRY,
              detail(failure));
      default -> unknown(failure, Remedy.RETRY);
    };
  }

  private static Problem ofModel(InferenceException e) {
    String code = e.code().name();
    return switch (e.code()) {
      case MODEL_NOT_FOUND ->
          new Problem(
              code,
              "There is no such model here",
              "The address may be misspelt, or the model was removed.",
              Remedy.ALL_MODELS,
              detail(e));
      case MANIFEST_INVALID ->
          new Problem(
              code,
              "This model's description is damaged",
              "It was made for another version of Hearth, or is incomplete."
                  + " Tell whoever runs this site.",
              Remedy.ALL_MODELS,
              detail(e));
      case INTEGRITY ->
          new Problem(
              code,
              "The download does not match its seal",
              "Some bytes were changed or lost on the way, so they were not used."
                  + " Try again; if it stays, tell whoever runs this site.",
              Remedy.RETRY,
              detail(e));
      case UNSUPPORTED_OPERATOR ->
          new Problem(
              code,
              "This browser cannot run a part of this model",
              "Another backend may be able to.",
              Remedy.OTHER_BACKEND,
              detail(e));
      case PROVIDER_UNAVAILABLE ->
          new Problem(
              code,
              "That backend is not available here",
              "This browser or device does not offer it, or it is switched off."
                  + " The model can choose another one.",
              Remedy.OTHER_BACKEND,
              detail(e));
      case SELF_TEST_FAILED ->
          new Problem(
              code,
              "This device calculates differently",
              "The model did not give its known answers here, so it is not used."
                  + " Another backend may be right.",
              Remedy.OTHER_BACKEND,
              detail(e));
      case OUT_OF_MEMORY ->
          new Problem(
              code,
              "There is not enough memory",
              "Close other tabs or programs, then load the model again.",
              Remedy.RELOAD,
              detail(e));
      case NETWORK -> network(e);
      case CANCELLED ->
          new Problem(code, "Loading was cancelled", "Nothing was changed.", Remedy.RETRY, "");
      case INVALID_INPUT, RUNTIME_FAILED -> unknown(e, Remedy.RETRY);
    };
  }

  private static Problem network(InferenceException e) {
    return isOnline()
        ? new Problem(
            "NETWORK",
            "The site did not answer",
            "The connection broke off, or the server has a problem. Try again.",
            Remedy.RETRY,
            detail(e))
        : new Problem(
            "OFFLINE",
            "You are offline",
            "This model has not been downloaded yet. Connect, then try again.",
            Remedy.RETRY,
            detail(e));
  }

  private static Problem unknown(RuntimeException failure, Remedy remedy) {
    return new Problem(
        failure instanceof InferenceException e ? e.code().name() : "UNKNOWN",
        "Something went wrong",
        "Try again. If it stays, the exact message helps whoever runs this site.",
        remedy,
        detail(failure));
  }

  private static String detail(RuntimeException failure) {
    String message = failure.getMessage();
    String name = failure instanceof JsException e ? e.name() : "";
    String text = message == null ? "" : message;
    return name.isEmpty() ? text : name + ": " + text;
  }

  @JSBody(script = "return navigator.onLine !== false;")
  private static native boolean isOnline();

  @JSBody(script = "return self.isSecureContext;")
  private static native boolean isSecureContext();
}
