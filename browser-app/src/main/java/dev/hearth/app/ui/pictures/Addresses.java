package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.ProblemException;
import dev.hearth.app.ui.kit.Site;
import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;

/** Pictures that a person names by their addresses. */
final class Addresses {
  private Addresses() {}

  /**
   * Fetches a file of this site, or of one that the site lists; blocks.
   *
   * @param address absolute, or relative to the page
   * @throws ProblemException ADDRESS_INVALID, ADDRESS_REFUSED before anything is asked for, or
   *     ADDRESS_FAILED
   */
  static Blob fetch(String address) {
    String url = resolved(address);
    if (url.isEmpty()) {
      throw new ProblemException("ADDRESS_INVALID", address);
    }
    if (!isOwn(url) && !Site.settings().allowsPicturesFrom(url)) {
      StringBuilder hosts = new StringBuilder(ownOrigin());
      for (String host : Site.settings().imageHosts()) {
        hosts.append(" or ").append(host);
      }
      throw new ProblemException(
          "ADDRESS_REFUSED", "Expected an address of " + hosts + ", found " + url);
    }
    return Promises.await(
        request(url), e -> new ProblemException("ADDRESS_FAILED", e.getMessage()));
  }

  /** Returns "" for what is no address of the web. */
  @JSBody(
      params = "address",
      script =
          "try { const url = new URL(address.trim(), document.baseURI);"
              + "return url.protocol.startsWith('http') ? url.href : ''; }"
              + "catch (e) { return ''; }")
  private static native String resolved(String address);

  @JSBody(params = "url", script = "return new URL(url).origin === location.origin;")
  private static native boolean isOwn(String url);

  @JSBody(script = "return location.origin;")
  private static native String ownOrigin();

  @JSBody(
      params = "url",
      script =
          "return fetch(url, {credentials: 'same-origin'})"
              + ".then(r => { if (!r.ok) throw new Error('HTTP status ' + r.status);"
              + " return r.blob(); });")
  private static native JSPromise<Blob> request(String url);
}
