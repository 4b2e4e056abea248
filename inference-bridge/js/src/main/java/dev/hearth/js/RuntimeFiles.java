package dev.hearth.js;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Shard;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.List;

/**
 * The runtimes' files on this site, by {@code runtimes.json}: which version of a runtime the site
 * carries, and which WebAssembly belongs to which of its modules.
 *
 * <p>{@code {"onnxruntime-web": {"version": "1.30.0", "modules": {"wasm": {"module": "...mjs",
 * "wasm": [{"path": "...", "bytes": 1, "sha256": "..."}]}}}}}. Paths are relative to the folder of
 * the file; WebAssembly in several parts is theirs joined.
 */
public final class RuntimeFiles {
  private static Runnable onBytes = () -> {};

  private final String folderUrl;
  private final String runtime;
  private final String version;
  private final JsonObject modules;

  private RuntimeFiles(String folderUrl, String runtime, JsonObject about) {
    this.folderUrl = folderUrl;
    this.runtime = runtime;
    version = about.string("version");
    modules = about.object("modules");
  }

  /**
   * Reads the part of a runtime, blocking.
   *
   * @param folderUrl the folder of {@code runtimes.json}, with a slash at its end
   * @param runtime such as {@code onnxruntime-web}
   * @throws InferenceException PROVIDER_UNAVAILABLE if the site has no such file or runtime
   */
  public static RuntimeFiles of(String folderUrl, String runtime) {
    String url = folderUrl + "runtimes.json";
    try {
      return parse(folderUrl, runtime, Http.text(url));
    } catch (InferenceException e) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected " + runtime + " in " + url + ": " + e.getMessage(),
          e);
    }
  }

  /** Reads the part of a runtime from the text of {@code runtimes.json}. */
  static RuntimeFiles parse(String folderUrl, String runtime, String text) {
    return new RuntimeFiles(
        folderUrl, runtime, JsonObject.parse("runtimes.json", text).object(runtime));
  }

  /** Has a listener told from now on, often, while WebAssembly comes: that it does. */
  public static void onBytes(Runnable listener) {
    onBytes = listener;
  }

  /** Returns the runtime's version. */
  public String version() {
    return version;
  }

  /** Returns the address of a module's JavaScript. */
  public String moduleUrl(String module) {
    return folderUrl + about(module).string("module");
  }

  /**
   * Returns a module's WebAssembly, checked, blocking; empty if it has none.
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE if it cannot be had, or is not the one that
   *     belongs to the module
   */
  public byte[] wasm(String module) {
    List<JsonObject> parts = about(module).objects("wasm", part -> part);
    int length = 0;
    for (JsonObject part : parts) {
      length += part.integer("bytes");
    }
    byte[] joined = new byte[length];
    int filled = 0;
    for (JsonObject part : parts) {
      ByteRange target = new ByteRange(joined, filled, part.integer("bytes"));
      read(folderUrl + part.string("path"), target, part.string("sha256"), runtime + " " + version);
      filled += target.length();
    }
    return joined;
  }

  /**
   * Checks the version a loaded module gives itself.
   *
   * @throws InferenceException PROVIDER_UNAVAILABLE if it is another than the site's
   */
  public void checkVersion(String module, String found) {
    if (!found.equals(version)) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected "
              + runtime
              + " "
              + version
              + " at "
              + moduleUrl(module)
              + ", found version "
              + found
              + ": the site's files are of different builds");
    }
  }

  private JsonObject about(String module) {
    if (!modules.has(module)) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected a module of " + runtime + " that this site carries, found " + module);
    }
    return modules.object(module);
  }

  /**
   * Returns a runtime's WebAssembly, checked, blocking.
   *
   * @param of the runtime and its version, for the message of a failure
   * @throws InferenceException PROVIDER_UNAVAILABLE if it is not the one meant or cannot be had
   */
  public static byte[] read(String url, int length, String sha256, String of) {
    byte[] bytes = new byte[length];
    read(url, ByteRange.of(bytes), sha256, of);
    return bytes;
  }

  private static void read(String url, ByteRange target, String sha256, String of) {
    try {
      DeviceShards.of(HttpShardSource.ofFile(url), event -> onBytes.run())
          .read(new Shard(sha256, target.length()), target, count -> onBytes.run());
    } catch (InferenceException e) {
      // Not INTEGRITY or NETWORK: another provider, with other files, may still work.
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected the WebAssembly of " + of + " at " + url + ". " + e.getMessage(),
          e);
    }
  }
}
