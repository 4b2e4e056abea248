package dev.hearth.browser;

import dev.hearth.js.DeviceShards;
import dev.hearth.js.Http;
import dev.hearth.js.HttpShardSource;
import dev.hearth.js.Platform;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.LoadingStage;
import dev.hearth.predict.Model;
import dev.hearth.predict.ModelLocator;
import dev.hearth.predict.Models;
import dev.hearth.predict.Runtimes;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.nio.charset.StandardCharsets;

/**
 * Models by their addresses. Calls block the calling thread, never the page: make them from {@link
 * dev.hearth.js.Tasks#start}.
 */
public final class BrowserModels implements Models {
  private final Runtimes runtimes;

  /**
   * Makes models that run here, on the runtimes of a site that Hearth built.
   *
   * @param siteUrl the address of the site's root with a slash, such as {@code /}
   */
  public BrowserModels(String siteUrl) {
    this(new BrowserRuntimes(Platform.resolve(siteUrl, "") + "vendor/", 0));
  }

  /**
   * Makes models that run here, on the page's own thread or that of the worker this is in.
   *
   * @param runtimes what runs them
   */
  public BrowserModels(Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  /**
   * Returns the address of the manifest that {@link #open} loads, blocking the calling thread.
   *
   * @param model as {@code open} takes it, absolute or as the page would resolve it
   * @throws InferenceException NETWORK or MANIFEST_INVALID if there is no way to know
   */
  public static String manifestUrl(String model) {
    return ModelLocator.manifestUrl(Platform.resolve(model, ""), Http::text);
  }

  @Override
  public Model open(String model, LoadOptions options, LoadListener listener) {
    listener.onProgress(LoadingStage.MANIFEST, 0, 0);
    return open(manifestUrl(model), "", options, listener);
  }

  /**
   * Opens one version, blocking the calling thread.
   *
   * @param url the absolute address of its manifest
   * @param sha256 of the manifest, as 64 lower-case hexadecimal digits; empty where nobody tells
   * @throws InferenceException INTEGRITY if the manifest is another; what {@link #open(String,
   *     LoadOptions, LoadListener)} throws
   */
  public Model open(String url, String sha256, LoadOptions options, LoadListener listener) {
    listener.onProgress(LoadingStage.MANIFEST, 0, 0);
    HttpShardSource source = source(url);
    String manifest =
        sha256.isEmpty()
            ? Http.text(url, () -> listener.onProgress(LoadingStage.MANIFEST, 0, 0))
            : known(url, sha256, source);
    return Model.load(
        ModelManifest.parse(manifest),
        DeviceShards.of(source, listener::onTransfer),
        runtimes,
        options,
        listener);
  }

  /**
   * Reads what a version says of itself, and none of its other files; blocking.
   *
   * @param url the absolute address of its manifest
   * @param sha256 as for {@link #open(String, String, LoadOptions, LoadListener)}
   */
  public ModelManifest manifest(String url, String sha256) {
    return ModelManifest.parse(sha256.isEmpty() ? Http.text(url) : known(url, sha256, source(url)));
  }

  private static HttpShardSource source(String url) {
    return HttpShardSource.ofBlobs(Platform.resolve("../../blobs/", url));
  }

  /** A cache may have it, or may have what was wrong, or missing, for as long. */
  private static String known(String url, String sha256, HttpShardSource source) {
    try {
      String cached = Http.knownText(url, false);
      if (hash(cached, source).equals(sha256)) {
        return cached;
      }
    } catch (InferenceException e) {
      if (e.code() != Code.MODEL_NOT_FOUND) {
        throw e;
      }
    }
    String manifest = Http.knownText(url, true);
    String found = hash(manifest, source);
    if (!found.equals(sha256)) {
      throw new InferenceException(
          Code.INTEGRITY, "Expected SHA-256 " + sha256 + " at " + url + ", found " + found);
    }
    return manifest;
  }

  private static String hash(String text, HttpShardSource source) {
    return source.sha256(ByteRange.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
