package dev.hearth.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises files that are often taken for a model, by their first bytes. */
public final class FileKind {
  private static final int HEAD = 64;
  private static final int NEWEST_PICKLE = 5;

  private FileKind() {}

  /** Returns words for what a file seems to be. */
  public static String describe(ModelFile file) throws IOException {
    String kind = find(file);
    return kind == null ? "something else, or cut short" : kind;
  }

  /** Returns words for what a file seems to be, or null where nothing is known. */
  public static @Nullable String find(ModelFile file) throws IOException {
    byte[] head = file.read(0, HEAD);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (text.startsWith("\u0089HDF")) {
      return "an HDF5 file, as Keras writes";
    } else if (text.startsWith("PK")) {
      return "a zip archive";
    } else if (text.startsWith("\u001f\u008b")) {
      return "a gzip archive";
    } else if (text.startsWith("\u0089PNG") || text.startsWith("\u00ff\u00d8\u00ff")) {
      return "a picture";
    } else if (text.startsWith("TFL3", 4)) {
      return "a TensorFlow Lite model (tf2onnx makes ONNX of it)";
    } else if (text.startsWith("ORTM", 4)) {
      return "a model in ONNX Runtime's own format (use the .onnx file that it was made from)";
    } else if (text.startsWith("GGUF")) {
      return "weights for llama.cpp, which no browser's runtime reads";
    } else if (text.startsWith("{\"", Long.BYTES)) {
      return "safetensors, weights without a graph (export the model to ONNX, such as with optimum)";
    } else if (isPickle(head)) {
      return "a Python pickle (export the model to ONNX, such as with torch.onnx or skl2onnx)";
    } else if (start.startsWith("version https://git-lfs")) {
      return "a Git LFS pointer, not the file itself (run git lfs pull)";
    } else if (start.startsWith("<")) {
      return "an HTML or XML page";
    } else if (start.startsWith("{")) {
      return "JSON";
    }
    return null;
  }

  private static boolean isPickle(byte[] head) {
    return head.length > 1 && head[0] == (byte) 0x80 && head[1] >= 2 && head[1] <= NEWEST_PICKLE;
  }
}
