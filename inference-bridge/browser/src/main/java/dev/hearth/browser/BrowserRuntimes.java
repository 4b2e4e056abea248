package dev.hearth.browser;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PerChannel;
import dev.hearth.js.GreenLanes;
import dev.hearth.js.JsUnicodeNormalizer;
import dev.hearth.js.Mutex;
import dev.hearth.js.Platform;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.onnx.GpuPictures;
import dev.hearth.onnx.OrtSessionFactory;
import dev.hearth.predict.Runtimes;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.text.UnicodeNormalizer;
import dev.hearth.tfjs.TfjsMemory;
import dev.hearth.tfjs.TfjsPictures;
import dev.hearth.tfjs.TfjsSessionFactory;
import dev.hearth.transfer.Lanes;
import org.jspecify.annotations.Nullable;

/** The two runtimes of a browser, from a site's vendor folder. */
public final class BrowserRuntimes implements Runtimes {
  // More threads than free cores are slower than one.
  private static final int MOST_THREADS = 4;

  /** A browser opens six connections to a host, and others want some. */
  private static final int DOWNLOADS_AT_A_TIME = 4;

  private final int threads;
  private final OrtSessionFactory onnx;
  private final TfjsSessionFactory tfjs;

  /**
   * Makes runtimes of which nothing is downloaded before they are used.
   *
   * @param vendorUrl the address of the folder with onnxruntime-web and tfjs in it, with a slash
   * @param threads threads of wasm providers; 0 for up to four of this device's cores. One where
   *     the page is not cross-origin isolated
   */
  public BrowserRuntimes(String vendorUrl, int threads) {
    this.threads = possible(threads);
    onnx = new OrtSessionFactory(vendorUrl, this.threads);
    tfjs = new TfjsSessionFactory(vendorUrl + "tfjs/", this.threads);
  }

  /** Returns the threads that wasm providers use. */
  public int threads() {
    return threads;
  }

  /**
   * Returns the same runtimes, whose sessions on WebGPU leave their outputs there when asked:
   * {@link dev.hearth.runtime.DeviceSession}.
   */
  public Runtimes keepingOutputsOnDevice() {
    return new Runtimes() {
      @Override
      public SessionFactory factory(ModelRuntime runtime) {
        return runtime == ModelRuntime.ONNX ? new OnDeviceFactory(onnx) : tfjs;
      }

      @Override
      public Gate newGate() {
        return BrowserRuntimes.this.newGate();
      }

      @Override
      public UnicodeNormalizer normalizer() {
        return BrowserRuntimes.this.normalizer();
      }

      @Override
      public Lanes lanes() {
        return BrowserRuntimes.this.lanes();
      }
    };
  }

  /**
   * Returns true if a manifest lets GPUs make the model's input, and they know each step of it. The
   * pictures they take are upright.
   */
  public static boolean allowsGpu(ImagePreprocessing image) {
    boolean simple = image.color() == Color.RGB || image.color() == Color.BGR;
    return image.browserResize() && !image.invert() && !image.asStored() && simple;
  }

  /**
   * Returns what makes input of that size on a GPU provider; null where none can, or {@link
   * #allowsGpu} says no.
   */
  public @Nullable DevicePictures pictures(
      ModelRuntime runtime, String provider, ImagePreprocessing image, int width, int height) {
    if (!allowsGpu(image)) {
      return null;
    }
    boolean bgr = image.color() == Color.BGR;
    PerChannel background = image.background();
    if (runtime == ModelRuntime.ONNX) {
      if (!provider.equals("webgpu")) {
        return null;
      }
      GpuPictures pictures =
          onnx.pictures(
              new GpuPictures.Config(
                  width,
                  height,
                  image.layout() == Layout.NHWC,
                  bgr,
                  image.scale(),
                  image.mean(),
                  image.std(),
                  background,
                  false));
      return pictures::tensor;
    }
    if (!provider.equals("webgpu") && !provider.equals("webgl")) {
      return null;
    }
    TfjsPictures pictures =
        tfjs.pictures(
            provider,
            new TfjsPictures.Options(
                width,
                height,
                image.layout() == Layout.NHWC ? TfjsPictures.Layout.NHWC : TfjsPictures.Layout.NCHW,
                bgr ? TfjsPictures.Color.BGR : TfjsPictures.Color.RGB,
                image.scale(),
                floats(image.mean()),
                floats(image.std()),
                background == null ? new float[0] : floats(background),
                TfjsPictures.Fit.STRETCH));
    return pictures::tensor;
  }

  private static float[] floats(PerChannel values) {
    return new float[] {(float) values.get(0), (float) values.get(1), (float) values.get(2)};
  }

  /** Returns the tensors and bytes that TensorFlow.js holds. */
  public TfjsMemory tfjsMemory() {
    return tfjs.memory();
  }

  /**
   * Loses the GPU device or context of the last session made on a provider, as a driver's crash
   * would: for tests.
   */
  public void loseDevice(ModelRuntime runtime, String provider) {
    if (runtime == ModelRuntime.ONNX) {
      onnx.loseDevice();
    } else {
      tfjs.loseDevice(provider);
    }
  }

  @Override
  public SessionFactory factory(ModelRuntime runtime) {
    return runtime == ModelRuntime.ONNX ? onnx : tfjs;
  }

  @Override
  public Gate newGate() {
    return new Mutex();
  }

  @Override
  public UnicodeNormalizer normalizer() {
    return new JsUnicodeNormalizer();
  }

  @Override
  public Lanes lanes() {
    return downloads();
  }

  /** Returns what brings as many shards at a time as browsers take well. */
  public static Lanes downloads() {
    return new GreenLanes(DOWNLOADS_AT_A_TIME);
  }

  // Threads share memory, which browsers give to isolated pages alone.
  private static int possible(int threads) {
    if (!Platform.crossOriginIsolated()) {
      return 1;
    }
    return threads > 0 ? threads : Math.min(MOST_THREADS, (Platform.hardwareConcurrency() + 1) / 2);
  }
}
