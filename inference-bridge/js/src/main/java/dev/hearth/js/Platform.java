package dev.hearth.js;

import org.teavm.jso.JSBody;

/** What this browser says of itself. */
public final class Platform {
  private Platform() {}

  /** Returns true if the page may share memory between threads (COOP and COEP are in force). */
  @JSBody(script = "return self.crossOriginIsolated === true;")
  public static native boolean crossOriginIsolated();

  /** Returns the number of processor cores, 1 where the browser does not say. */
  @JSBody(script = "return navigator.hardwareConcurrency || 1;")
  public static native int hardwareConcurrency();

  /** Returns {@code relative} resolved against {@code base}, or against the page for "". */
  @JSBody(
      params = {"relative", "base"},
      script = "return new URL(relative, base || self.location.href).href;")
  public static native String resolve(String relative, String base);
}
