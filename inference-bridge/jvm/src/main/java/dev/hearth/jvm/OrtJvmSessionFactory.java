package dev.hearth.jvm;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes sessions on ONNX Runtime for Java. The one execution provider is {@code cpu}.
 *
 * <p>A session computes on one thread, so that sums are taken in the same order everywhere and a
 * golden made on one machine is the golden made on another of its kind.
 */
public final class OrtJvmSessionFactory implements SessionFactory {
  /** The name of the only execution provider. */
  public static final String CPU = "cpu";

  /** Returns the runtime's name and version, as goldens name the engine that made them. */
  public static String engine() {
    return "onnxruntime " + environment().getVersion() + " (JVM, CPU)";
  }

  @Override
  public List<String> providers() {
    return List.of(CPU);
  }

  @Override
  public ProviderSupport support(String provider) {
    // A processor computes with halves, for which GPUs need a feature.
    return provider.equals(CPU)
        ? new ProviderSupport(true, false, List.of("shader-f16"), "")
        : ProviderSupport.no("Expected execution provider " + CPU + " on the JVM");
  }

  @Override
  public InferenceSession create(ModelFiles files, String provider) {
    if (!provider.equals(CPU)) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected execution provider " + CPU + " on the JVM, found " + provider);
    }
    try (SessionOptions options = options()) {
      return OrtJvmSession.over(environment(), open(files, options));
    } catch (OrtException e) {
      throw OrtErrors.translate("Could not load " + files.mainPath(), e);
    }
  }

  /**
   * Returns a session of a model that lies in a file, its external data beside it. Nothing of it
   * passes through Java's heap.
   *
   * @throws InferenceException if ONNX Runtime cannot run it
   */
  public InferenceSession create(Path model) {
    try (SessionOptions options = options()) {
      return OrtJvmSession.over(
          environment(), environment().createSession(model.toString(), options));
    } catch (OrtException e) {
      throw OrtErrors.translate("Could not load " + model.getFileName(), e);
    }
  }

  private static SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    return options;
  }

  private static OrtSession open(ModelFiles files, SessionOptions options) throws OrtException {
    if (files.paths().size() == 1) {
      return environment().createSession(files.bytes(files.mainPath()), options);
    }
    // ONNX Runtime for Java finds external data only through the file system.
    try {
      Path folder = Files.createTempDirectory("hearth-onnx");
      try {
        for (String path : files.paths()) {
          Path file = inside(folder, path);
          Files.createDirectories(file.getParent());
          Files.write(file, files.bytes(path));
        }
        return environment().createSession(inside(folder, files.mainPath()).toString(), options);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new InferenceException(
          Code.RUNTIME_FAILED, "Could not unpack the model's files: " + e.getMessage(), e);
    }
  }

  private static Path inside(Path folder, String path) {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new IllegalArgumentException("Expected a path inside the model, found " + path);
    }
    return file;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    }
  }

  // Native messages would mix with what the caller prints; every error arrives as an exception.
  private static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "hearth");
    } catch (LinkageError e) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "ONNX Runtime's library could not be loaded: it needs 64-bit Linux, macOS or Windows, and"
              + " a folder for temporary files that can be written, not "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }
}
