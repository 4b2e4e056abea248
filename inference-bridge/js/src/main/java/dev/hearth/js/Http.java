package dev.hearth.js;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;

/** Fetching from the page's own origin. */
public final class Http {
  private Http() {}

  /**
   * Returns the text at an address, as the server has it now.
   *
   * @throws InferenceException MODEL_NOT_FOUND for 404, NETWORK for any other failure
   */
  public static String text(String url) {
    Response response = get(url, "no-cache", Code.MODEL_NOT_FOUND);
    return Promises.await(response.text(), e -> broken(url, e)).stringValue();
  }

  /**
   * Returns a good answer.
   *
   * @param cache the request's cache mode, such as {@code no-cache}
   * @param missing what it means if there is nothing at the address
   */
  static Response get(String url, String cache, Code missing) {
    Response response = Promises.await(fetch(url, cache), e -> unanswered(url, e));
    if (!response.isOk()) {
      throw new InferenceException(
          response.getStatus() == 404 ? missing : Code.NETWORK,
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

  @JSBody(
      params = {"url", "cache"},
      script = "return fetch(url, {cache: cache});")
  private static native JSPromise<Response> fetch(String url, String cache);
}
