package dev.hearth.model.keras;

import dev.hearth.source.BadInputException;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HDF5 file that may be broken or hostile: no link is followed, nothing larger than the file can
 * hold is read, and reading ends.
 */
final class Hdf5 implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int SECONDS = 30;
  private static final int MAX_TEXTS = 1 << 20;
  private static final long MAX_ATTRIBUTE_BYTES = 256L << 20;

  /** What data may take unpacked, as a multiple of the file's size, where that is small. */
  private static final int MAX_RATIO = 256;

  private static final long ALWAYS_BYTES = 16L << 20;
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final HdfFile file;
  private long bytesLeft;

  private Hdf5(Path path, HdfFile file, long bytesLeft) {
    this.path = path;
    this.file = file;
    this.bytesLeft = bytesLeft;
  }

  /** Returns true if a file starts as HDF5 does. */
  static boolean is(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(SIGNATURE, in.readNBytes(SIGNATURE.length));
    }
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException if it is not HDF5, or cut short
   */
  static Hdf5 open(Path path) throws IOException {
    long size = Files.size(path);
    Hdf5 opened =
        new Hdf5(
            path,
            guarded(path, () -> new HdfFile(path)),
            Math.max(ALWAYS_BYTES, Math.multiplyExact(MAX_RATIO, size)));
    long end = opened.file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
    if (end > size) {
      opened.close();
      throw new BadInputException(path + " is cut short: it has " + size + " of " + end + " bytes");
    }
    return opened;
  }

  /** Returns true if there is a group of a path. */
  boolean isGroup(String group) {
    return guarded(path, () -> find(group) instanceof Group);
  }

  /** Returns the names in a group, or nothing if there is none. */
  List<String> children(String group) {
    return guarded(
        path,
        () ->
            find(group) instanceof Group found
                ? List.copyOf(found.getChildren().keySet())
                : List.of());
  }

  /** Returns an attribute that is a text, or null. */
  @Nullable String text(String group, String attribute) {
    return guarded(
        path,
        () -> {
          List<String> texts = values(find(group), attribute);
          return texts == null || texts.size() != 1 ? null : texts.get(0);
        });
  }

  /**
   * Returns an attribute that is a list of texts, or null. Keras cuts long ones into {@code name0},
   * {@code name1}, ...
   */
  @Nullable List<String> texts(String group, String attribute) {
    return guarded(
        path,
        () -> {
          Node node = find(group);
          List<String> whole = values(node, attribute);
          List<String> texts = new ArrayList<>();
          List<String> part = whole == null ? values(node, attribute + 0) : null;
          for (int i = 1; part != null && texts.size() < MAX_TEXTS; i++) {
            texts.addAll(part);
            part = values(node, attribute + i);
          }
          return whole == null && texts.isEmpty() ? null : whole == null ? texts : whole;
        });
  }

  /** Returns the axis sizes of a dataset, or null if there is none of that path. */
  int @Nullable [] shape(String dataset) {
    return guarded(
        path, () -> find(dataset) instanceof Dataset found ? found.getDimensions() : null);
  }

  /**
   * Writes a dataset of floating-point numbers as 32-bit floats, little-endian.
   *
   * @throws BadInputException if it is of another type, or larger than the file can hold
   */
  void write(String dataset, OutputStream out) throws IOException {
    Object values = guarded(path, () -> floats(dataset));
    int count = Array.getLength(values);
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (!buffer.hasRemaining()) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
      buffer.putFloat(
          values instanceof double[] doubles ? (float) doubles[i] : ((float[]) values)[i]);
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  /** Returns a float[] or double[]. */
  private Object floats(String name) {
    if (!(find(name) instanceof Dataset dataset)) {
      throw new BadInputException(path + " has no data " + name);
    }
    Class<?> type = dataset.getJavaType();
    if (type != float.class && type != double.class) {
      throw new BadInputException(
          path + ": " + name + " holds " + type.getSimpleName() + ", expected float numbers");
    }
    long bytes = elements(dataset.getDimensions()) * Double.BYTES;
    if (bytes > bytesLeft) {
      throw new BadInputException(
          path
              + ": "
              + name
              + " has the shape "
              + Arrays.toString(dataset.getDimensions())
              + ", more than a file of this size can hold");
    }
    bytesLeft -= bytes;
    if (bytes == 0) {
      return new float[0];
    }
    Object values = dataset.isScalar() ? dataset.getData() : dataset.getDataFlat();
    if (values instanceof Number one) {
      return new float[] {one.floatValue()};
    }
    if (Array.getLength(values) != elements(dataset.getDimensions())) {
      throw new BadInputException(path + ": " + name + " has not as much data as its shape says");
    }
    return values;
  }

  private static long elements(int[] shape) {
    long elements = 1;
    for (int size : shape) {
      // So that it neither overflows nor comes below any limit again.
      elements = Math.min(elements * Math.max(size, 0), Integer.MAX_VALUE * 64L);
    }
    return elements;
  }

  private @Nullable List<String> values(@Nullable Node node, String name) {
    Attribute attribute = node == null ? null : node.getAttribute(name);
    if (attribute == null) {
      return null;
    }
    if (attribute.getSize() > MAX_TEXTS || attribute.getSizeInBytes() > MAX_ATTRIBUTE_BYTES) {
      throw new BadInputException(path + " has a too long attribute " + name);
    }
    if (attribute.isEmpty() || attribute.getSize() == 0) {
      return List.of();
    }
    // Keras writes an empty list as one of numbers.
    Object data = attribute.getData();
    if (data instanceof String text) {
      return List.of(text);
    }
    return data instanceof String[] texts ? List.of(texts) : null;
  }

  /** Returns what a path means, without following links out of the file or round in it. */
  private @Nullable Node find(String name) {
    Node node = file;
    for (String step : name.split("/", -1)) {
      if (step.isEmpty()) {
        continue;
      }
      node = node instanceof Group group ? group.getChild(step) : null;
      if (node == null) {
        return null;
      }
      if (node.isLink()) {
        throw new BadInputException(path + ": " + name + " is a link, expected the data itself");
      }
    }
    return node;
  }

  private static <T extends @Nullable Object> T guarded(Path path, Supplier<T> reading) {
    try {
      return CpuLimit.within(SECONDS, reading);
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      throw new BadInputException(
          path + " is not a whole HDF5 file: it is cut short, or its parts contradict each other",
          e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
