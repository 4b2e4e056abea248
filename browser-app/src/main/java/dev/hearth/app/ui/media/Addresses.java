package dev.hearth.app.ui.media;

import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;

/** Files that a person names by their addresses. */
public final class Addresses {
  private Addresses() {}

  /**
   * Fetches a file of this site, or of one that the site lists; blocks.
   *
   * @param address absolute, or relative to the page
   * @throws ProblemException ADDRESS_INVALID, ADDRESS_REFUSED before anything is asked for, or
   *     ADDRESS_FAILED
   */
  public static Blob fetch(String address) {
    String origin = originOf(address);
    if (origin.isEmpty()) {
      throw new ProblemException("ADDRESS_INVALID", address);
    }
    if (!origin.equals(ownOrigin())) {
      throw new ProblemException(
          "ADDRESS_REFUSED", "Expected an address of " + ownOrigin() + ", found one of " + origin);
    }
    return Promises.await(
        request(address), e -> new ProblemException("ADDRESS_FAILED", e.getMessage()));
  }

  /** Returns "" for what is no address of the web. */
  @JSBody(
      params = "address",
      script =
          "try { const url = new URL(address.trim(), document.baseURI);"
              + "return url.protocol.startsWith('http') ? url.origin : ''; }"
              + "catch (e) { return ''; }")
  private static native String originOf(String address);

  @JSBody(script = "return location.origin;")
  private static native String ownOrigin();

  @JSBody(
      params = "address",
      script =
          "return fetch(new URL(address.trim(), document.baseURI), {credentials: 'same-origin'})"
              + ".then(r => { if (!r.ok) throw new Error('HTTP status ' + r.status);"
              + " return r.blob(); });")
  private static native JSPromise<Blob> request(String address);
}
