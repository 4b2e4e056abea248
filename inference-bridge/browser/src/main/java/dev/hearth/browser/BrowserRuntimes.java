package dev.hearth.browser;

import dev.hearth.js.JsUnicodeNormalizer;
import dev.hearth.js.Platform;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.onnx.OrtSessionFactory;
import dev.hearth.predict.Runtimes;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.text.UnicodeNormalizer;
import dev.hearth.tfjs.TfjsSessionFactory;
import org.jspecify.annotations.Nullable;

/** The two runtimes of a browser, from a site's vendor folder. */
public final class BrowserRuntimes implements Runtimes {
  // More threads than free cores are slower than one.
  private static final int MOST_THREADS = 4;

  private final String vendorUrl;
  private final int threads;
  private @Nullable OrtSessionFactory onnx;

  /**
   * Makes runtimes of which nothing is downloaded before they are used.
   *
   * @param vendorUrl the address of the folder with onnxruntime-web and tfjs in it, with a slash
   * @param threads threads of wasm providers; 0 for up to four of this device's cores, or one where
   *     the page is not cross-origin isolated
   */
  public BrowserRuntimes(String vendorUrl, int threads) {
    this.vendorUrl = vendorUrl;
    this.threads = threads > 0 ? threads : defaultThreads();
  }

  /** Returns the threads that wasm providers use. */
  public int threads() {
    return threads;
  }

  @Override
  public SessionFactory factory(ModelRuntime runtime) {
    if (runtime != ModelRuntime.ONNX) {
      return new TfjsSessionFactory(vendorUrl + "tfjs/", runtime == ModelRuntime.TFJS_LAYERS);
    }
    OrtSessionFactory made = onnx;
    if (made == null) {
      made = new OrtSessionFactory(vendorUrl, threads);
      onnx = made;
    }
    return made;
  }

  @Override
  public UnicodeNormalizer normalizer() {
    return new JsUnicodeNormalizer();
  }

  private static int defaultThreads() {
    return Platform.crossOriginIsolated()
        ? Math.min(MOST_THREADS, (Platform.hardwareConcurrency() + 1) / 2)
        : 1;
  }
}
