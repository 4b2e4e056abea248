package dev.hearth.numpy;

import dev.hearth.source.BadInputException;
import dev.hearth.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands before the values of an {@code .npy} file, format versions 1 to 3.
 *
 * @param kind NumPy's letter for the kind of element, such as f or i
 * @param itemBytes bytes of an element
 * @param order of those bytes
 * @param columnMajor whether the first axis runs fastest (Fortran's order)
 * @param shape the axis sizes
 * @param dataOffset where the values begin
 */
record NpyHeader(
    char kind, int itemBytes, ByteOrder order, boolean columnMajor, Shape shape, int dataOffset) {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_BYTES = 1 << 16;
  private static final int MAX_AXES = 32;
  private static final Pattern DESCR =
      Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z])(\\d{1,7})'");
  private static final Pattern OBJECTS = Pattern.compile("'descr'\\s*:\\s*'\\|?O'");
  private static final Pattern FORTRAN =
      Pattern.compile("'fortran_order'\\s*:\\s*(True|False|0|1)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");

  static NpyHeader read(byte[] file, String name) {
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= file.length || file[i] != MAGIC[i]) {
        throw new BadInputException(
            name + " is not an array as numpy.save writes it: it does not begin with \\x93NUMPY");
      }
    }
    int major = file.length > 7 ? file[6] : 0;
    int lengthBytes = major == 1 ? 2 : 4;
    int start = MAGIC.length + 2 + lengthBytes;
    if (major < 1 || major > 3 || file.length < start) {
      throw new BadInputException(
          name + " is of format version " + major + ", and 1 to 3 can be read, or it is cut short");
    }
    ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long length = major == 1 ? head.getShort(8) & 0xffff : head.getInt(8) & 0xffffffffL;
    if (length > MAX_BYTES || length > file.length - start) {
      throw new BadInputException(
          name
              + " announces a header of "
              + length
              + " bytes, and "
              + (file.length - start)
              + " are there (at most "
              + MAX_BYTES
              + " can be read)");
    }
    return parse(
        new String(file, start, (int) length, StandardCharsets.UTF_8), start + (int) length, name);
  }

  private static NpyHeader parse(String text, int dataOffset, String name) {
    if (OBJECTS.matcher(text).find()) {
      throw new BadInputException(
          name + " holds Python objects; save plain numbers, with allow_pickle=False");
    }
    Matcher descr = DESCR.matcher(text);
    Matcher fortran = FORTRAN.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !fortran.find() || !shape.find()) {
      throw new BadInputException(
          name
              + " has a header that cannot be read (arrays of plain numbers or text are expected): "
              + (text.length() > 100 ? text.substring(0, 100) + "..." : text).strip());
    }
    boolean big = descr.group(1).equals(">");
    return new NpyHeader(
        descr.group(2).charAt(0),
        Integer.parseInt(descr.group(3)),
        big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        fortran.group(1).equals("True") || fortran.group(1).equals("1"),
        shape(shape.group(1), name),
        dataOffset);
  }

  private static Shape shape(String text, String name) {
    String[] words =
        text.replace("L", "").replaceAll("[,\\s]+$", "").strip().split("\\s*,\\s*", -1);
    boolean scalar = words.length == 1 && words[0].isEmpty();
    int[] sizes = new int[scalar ? 0 : words.length];
    if (sizes.length > MAX_AXES) {
      throw new BadInputException(
          name + " has " + sizes.length + " axes, and at most " + MAX_AXES + " can be read");
    }
    try {
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = Integer.parseInt(words[i]);
      }
      return Shape.of(sizes);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(name + " has the shape (" + text + "), too large to read", e);
    }
  }
}
