package dev.hearth.numpy;

import dev.hearth.source.BadInputException;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorReader;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads arrays as {@code numpy.save} writes them. */
public final class Npy {
  private static final int MAX_TEXTS = 100_000;

  private Npy() {}

  /**
   * Returns the array of a file's bytes, row-major whatever its order there: booleans, whole
   * numbers and floats of all sizes to 64 bits, or text.
   *
   * @param name names the array in errors
   * @throws BadInputException if it is no such array, or is cut short
   */
  public static Tensor read(byte[] file, String name) {
    NpyHeader header = NpyHeader.read(file, name);
    int count = header.shape().elementCount();
    long bytes = (long) count * header.itemBytes();
    if (bytes > file.length - header.dataOffset()) {
      throw new BadInputException(
          name
              + " announces "
              + header.shape()
              + " of "
              + header.itemBytes()
              + " bytes each, and holds "
              + (file.length - header.dataOffset())
              + " bytes");
    }
    boolean text = header.kind() == 'U' || header.kind() == 'S';
    if (text) {
      return texts(file, header, name);
    }
    ElementType type = type(header, name);
    byte[] values = new byte[(int) bytes];
    int[] places = header.columnMajor() ? ColumnMajor.places(header.shape()) : null;
    int size = header.itemBytes();
    boolean swap = header.order() == ByteOrder.BIG_ENDIAN;
    for (int i = 0; i < count; i++) {
      int from = header.dataOffset() + (places == null ? i : places[i]) * size;
      for (int k = 0; k < size; k++) {
        values[i * size + k] = file[from + (swap ? size - 1 - k : k)];
      }
    }
    return TensorReader.read(type, header.shape(), values, 0);
  }

  private static ElementType type(NpyHeader header, String name) {
    String type = "" + header.kind() + header.itemBytes();
    return switch (type) {
      case "f2" -> ElementType.FLOAT16;
      case "f4" -> ElementType.FLOAT32;
      case "f8" -> ElementType.FLOAT64;
      case "i1" -> ElementType.INT8;
      case "i2" -> ElementType.INT16;
      case "i4" -> ElementType.INT32;
      case "i8" -> ElementType.INT64;
      case "u1" -> ElementType.UINT8;
      case "u2" -> ElementType.UINT16;
      case "u4" -> ElementType.UINT32;
      case "u8" -> ElementType.UINT64;
      case "b1" -> ElementType.BOOL;
      default ->
          throw new BadInputException(
              name
                  + " holds elements of NumPy's type "
                  + type
                  + "; convert it with .astype('float32')");
    };
  }

  /** Text is padded with zeros at the end: UTF-32 for U, bytes for S. */
  private static Tensor texts(byte[] file, NpyHeader header, String name) {
    Shape shape = header.shape();
    if (shape.elementCount() > MAX_TEXTS) {
      throw new BadInputException(
          name
              + " holds "
              + shape.elementCount()
              + " texts, and at most "
              + MAX_TEXTS
              + " are read");
    }
    boolean wide = header.kind() == 'U';
    int size = header.itemBytes() * (wide ? 4 : 1);
    if ((long) size * shape.elementCount() > file.length - header.dataOffset()) {
      throw new BadInputException(name + " is cut short");
    }
    boolean big = header.order() == ByteOrder.BIG_ENDIAN;
    Charset charset =
        wide ? Charset.forName(big ? "UTF-32BE" : "UTF-32LE") : StandardCharsets.UTF_8;
    int[] places = header.columnMajor() ? ColumnMajor.places(shape) : null;
    String[] out = new String[shape.elementCount()];
    for (int i = 0; i < out.length; i++) {
      int from = header.dataOffset() + (places == null ? i : places[i]) * size;
      String padded = new String(file, from, size, charset);
      int end = padded.length();
      while (end > 0 && padded.charAt(end - 1) == 0) {
        end--;
      }
      out[i] = padded.substring(0, end);
    }
    return StringTensor.of(shape, out);
  }
}
