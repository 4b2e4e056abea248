package dev.hearth.browser;

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
   * @throws dev.hearth.runtime.InferenceException NETWORK or MANIFEST_INVALID if there is no way to
   *     know
   */
  public static String manifestUrl(String model) {
    return ModelLocator.manifestUrl(Platform.resolve(model, ""), Http::text);
  }

  @Override
  public Model open(String model, LoadOptions options, LoadListener listener) {
    listener.onProgress(LoadingStage.MANIFEST, 0, 0);
    String url = manifestUrl(model);
    return Model.load(
        ModelManifest.parse(Http.text(url)),
        new HttpShardSource(Platform.resolve("../../blobs/", url)),
        runtimes,
        options,
        listener);
  }
}
