package dev.hearth.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A model's files by their path inside the model, as the training framework wrote them. */
public final class ModelFiles {
  private final Map<String, byte[]> bytesByPath = new LinkedHashMap<>();

  /** Adds a file; the array is shared, not copied. The first one added is the model itself. */
  public ModelFiles add(String path, byte[] bytes) {
    bytesByPath.put(path, bytes);
    return this;
  }

  /** Returns the paths in the order they were added. */
  public Set<String> paths() {
    return bytesByPath.keySet();
  }

  /**
   * Returns the bytes of a file, shared.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  public byte[] bytes(String path) {
    byte[] bytes = bytesByPath.get(path);
    if (bytes == null) {
      throw new IllegalArgumentException(
          "Expected one of the model's files "
              + String.join(", ", bytesByPath.keySet())
              + ", found "
              + path);
    }
    return bytes;
  }

  /** Returns the size of all files. */
  public long bytes() {
    long bytes = 0;
    for (byte[] file : bytesByPath.values()) {
      bytes += file.length;
    }
    return bytes;
  }

  /** Returns the path of the first file: the ONNX graph or the TF.js model.json. */
  public String mainPath() {
    for (String path : bytesByPath.keySet()) {
      return path;
    }
    throw new IllegalStateException("Expected at least one file");
  }
}
