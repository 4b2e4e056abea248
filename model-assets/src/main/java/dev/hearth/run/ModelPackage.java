package dev.hearth.run;

import dev.hearth.jvm.JvmUnicodeNormalizer;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Channels;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.model.BadInputException;
import dev.hearth.predict.ArtifactReader;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.site.FolderShardSource;
import dev.hearth.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A package in a site's models folder, opened on this machine. Whoever opens it closes it. */
public final class ModelPackage implements AutoCloseable {
  private final ModelManifest manifest;
  private final ArtifactReader reader;
  private final InferenceSession session;

  private ModelPackage(ModelManifest manifest, ArtifactReader reader) {
    this.manifest = manifest;
    this.reader = reader;
    session =
        Float32Session.over(
            new OrtJvmSessionFactory()
                .create(reader.read(manifest.variants().get(0)), OrtJvmSessionFactory.CPU));
  }

  /**
   * Opens a package.
   *
   * @param path of a model's folder, of one of its versions, or of a manifest.json
   * @throws BadInputException if there is none, or its runtime needs a browser
   * @throws dev.hearth.runtime.InferenceException if a file is not what the manifest says, or the
   *     model cannot be loaded
   */
  public static ModelPackage open(Path path) throws IOException {
    Path file = manifestFile(path.toAbsolutePath().normalize());
    ModelManifest manifest = ModelManifest.parse(Files.readString(file));
    if (manifest.runtime() != ModelRuntime.ONNX) {
      throw new BadInputException(
          manifest.name()
              + " runs on TensorFlow.js, which needs a browser: open /?model="
              + manifest.name()
              + " on the site");
    }
    Path models = file.resolve("../../..").normalize();
    return new ModelPackage(
        manifest, new ArtifactReader(new FolderShardSource(models), bytes -> {}));
  }

  private static Path manifestFile(Path path) throws IOException {
    Path channels = path.resolve("channels.json");
    if (Files.isRegularFile(channels)) {
      String stable = Channels.parse(Files.readString(channels)).stable();
      return path.resolve(stable).resolve("manifest.json");
    }
    Path manifest = path.resolve("manifest.json");
    if (Files.isRegularFile(manifest)) {
      return manifest;
    } else if (Files.isRegularFile(path)) {
      return path;
    }
    throw new BadInputException(
        "Expected a model's folder in a site's models folder, as hearth import makes it, found "
            + path);
  }

  /** Returns what the package says of itself. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** Returns the loaded model, which this package closes. */
  public InferenceSession session() {
    return session;
  }

  /** Returns the tokenizer of a model that takes texts. */
  public Tokenizer tokenizer() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Artifact file : TextPreprocessing.of(manifest).files()) {
      files.put(file.path(), reader.read(file));
    }
    return Tokenizer.fromFiles(files, new JvmUnicodeNormalizer());
  }

  @Override
  public void close() {
    session.close();
  }
}
