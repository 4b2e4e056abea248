package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;

/** Fetching from the page's own origin. */
public final class Http {
  private Http() {}

  /**
   * Returns the text at an address.
   *
   * @throws InferenceException MODEL_NOT_FOUND for 404, NETWORK for any other failure
   */
  public static String text(String url) {
    Response response = get(url);
    return Promises.await(response.text(), e -> broken(url, e)).stringValue();
  }

  static Response get(String url) {
    Response response = Promises.await(fetch(url), e -> unanswered(url, e));
    if (!response.isOk()) {
      throw new InferenceException(
          response.getStatus() == 404 ? Code.MODEL_NOT_FOUND : Code.NETWORK,
          "Expected " + url + ", found HTTP status " + response.getStatus());
    }
    return response;
  }

  private static InferenceException unanswered(String url, JsException cause) {
    return new InferenceException(
        Code.NETWORK,
        "Expected an answer from " + url + ", found none: " + cause.getMessage(),
        cause);
  }

  static InferenceException broken(String url, JsException cause) {
    return new InferenceException(
        Code.NETWORK, "The connection broke off within " + url + ": " + cause.getMessage(), cause);
  }

  @JSBody(params = "url", script = "return fetch(url);")
  private static native JSPromise<Response> fetch(String url);
}
