package dev.hearth.jvm;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.LoadingStage;
import dev.hearth.predict.Model;
import dev.hearth.predict.ModelLocator;
import dev.hearth.predict.Models;
import dev.hearth.predict.Runtimes;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.transfer.CheckedShards;
import java.net.URI;
import java.nio.file.Path;

/**
 * Models on this machine's processor, by ONNX Runtime for Java. Packages are read from a site's
 * models folder or from its server, and checked as in a browser; those of TensorFlow.js, which
 * needs one, are refused. For use by any number of threads.
 */
public final class JvmModels implements Models {
  private final Runtimes runtimes = new JvmRuntimes();

  /**
   * {@inheritDoc}
   *
   * @param model the path, or the file, http or https address, of a package's folder, whose stable
   *     version is taken, of the folder of one version, or of its manifest.json
   * @throws InferenceException MODEL_NOT_FOUND if there is no package; NETWORK if a file cannot be
   *     read; MANIFEST_INVALID or INTEGRITY if one is not what it should be; PROVIDER_UNAVAILABLE
   *     if the model needs a browser; CANCELLED if the thread is interrupted; else why ONNX Runtime
   *     cannot run it
   */
  @Override
  public Model open(String model, LoadOptions options, LoadListener listener) {
    listener.onProgress(LoadingStage.MANIFEST, 0, 0);
    String url;
    ModelManifest manifest;
    try {
      url = ModelLocator.manifestUrl(address(model), SiteFiles::text);
      manifest = ModelManifest.parse(SiteFiles.text(url));
    } catch (InferenceException e) {
      if (e.code() != Code.MODEL_NOT_FOUND) {
        throw e;
      }
      throw new InferenceException(
          e.code(),
          "Expected a model's folder in a site's models folder, as hearth import makes it, found "
              + model,
          e);
    }
    if (manifest.runtime() != ModelRuntime.ONNX) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          manifest.name()
              + " runs on TensorFlow.js, which needs a browser: open /?model="
              + manifest.name()
              + " on the site");
    }
    SiteFiles shards = new SiteFiles(URI.create(url).resolve("../../blobs/"));
    return Model.load(manifest, new CheckedShards(shards), runtimes, options, listener);
  }

  private static String address(String model) {
    return model.startsWith("http://") || model.startsWith("https://") || model.startsWith("file:")
        ? model
        : Path.of(model).toAbsolutePath().normalize().toUri().toString();
  }
}
