package dev.hearth.site;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * ONNX Runtime for Java beside the site, to compare with. It is 50 MB that most never need: it is
 * taken from the jar of the {@code hearth} command line, when it is asked for.
 *
 * @param endpoint from such as {@code POST /v2/models/digits/infer} and a body to a status and JSON
 * @param protocol what pages are told to speak, as site.json names it
 */
record Inference(BiFunction<String, byte[], Map.Entry<Integer, String>> endpoint, String protocol) {
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "true",
          "open-inference-v2",
          "v2",
          "open-inference-v2",
          "tfserving",
          "tensorflow-serving");
  private static final String CLASS = "dev.hearth.serve.InferenceEndpoint";

  /**
   * Makes the models of a site answer.
   *
   * @param jar of the command line
   * @param site the folder of the site
   * @param asked {@code v2} or {@code tfserving}; {@code true} for the first
   * @throws IOException with a sentence that says what to do, where it cannot
   */
  @SuppressWarnings("unchecked")
  static Inference load(Path jar, Path site, String asked) throws IOException {
    String protocol = PROTOCOLS.get(asked);
    if (protocol == null) {
      throw new IOException(
          "Expected -Dserve.inference of true, v2 or tfserving, found " + asked + ".");
    }
    if (!Files.isRegularFile(jar)) {
      throw new IOException(
          "There is no "
              + jar
              + " to run models with: build it with mvn package, or name it by --cli.");
    }
    // Open as long as the server is: its classes are loaded as they are needed.
    URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    try {
      Object endpoint =
          loader
              .loadClass(CLASS)
              .getConstructor(Path.class)
              .newInstance(site.resolve("models").toRealPath());
      return new Inference(
          (BiFunction<String, byte[], Map.Entry<Integer, String>>) endpoint, protocol);
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      loader.close();
      throw new IOException(jar + " is of another version: build it with mvn package.", e);
    }
  }

  /**
   * Returns the settings of a site that name this endpoint, unless they name one already.
   *
   * @param settings the JSON text of site.json; "{}" where there is none
   * @param url where this server is
   */
  String addTo(String settings, String url) {
    int start = settings.indexOf('{') + 1;
    if (start == 0 || settings.contains("\"endpoint\"")) {
      return settings;
    }
    boolean isEmpty = settings.substring(start).strip().startsWith("}");
    return settings.substring(0, start)
        + "\"endpoint\": {\"url\": \""
        + url
        + "\", \"protocol\": \""
        + protocol
        + "\"}"
        + (isEmpty ? "" : ",")
        + settings.substring(start);
  }
}
