package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of a model's tensors, those that are made of them included, which lie in a file of
 * their own until the variant is written.
 */
final class WeightFiles implements AutoCloseable {
  private static final String MADE = "\0made";
  private static final int BUFFER_BYTES = 1 << 16;
  private final Map<String, Path> files = new HashMap<>();
  private final FileChannel made;
  private long madeBytes;

  WeightFiles(SourceModel model, Path scratch) throws IOException {
    for (SourceFile file : SourceFile.all(model)) {
      files.put(file.path(), file.file());
    }
    files.put(MADE, scratch);
    made = FileChannel.open(scratch, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  /** Writes values. */
  interface Writer {
    /** Writes {@code buffer}, from its position to its limit. */
    void write(ByteBuffer buffer) throws IOException;
  }

  /** Makes values. */
  interface Maker {
    void make(Writer out) throws IOException;
  }

  /** Returns a tensor of values that are made now. */
  TensorProto make(String name, DataType type, long[] sizes, Maker maker) throws IOException {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
    for (long size : sizes) {
      tensor.addDims(size);
    }
    long from = madeBytes;
    maker.make(
        buffer -> {
          while (buffer.hasRemaining()) {
            madeBytes += made.write(buffer);
          }
        });
    return new Place(MADE, from, madeBytes - from).given(tensor);
  }

  /** Returns the number of a tensor's elements. */
  static long elements(TensorProto tensor) {
    long elements = 1;
    for (long size : tensor.getDimsList()) {
      if (size < 0 || (size > 0 && elements > Integer.MAX_VALUE * 64L / size)) {
        throw new BadInputException(
            "The tensor " + tensor.getName() + " has the sizes " + tensor.getDimsList());
      }
      elements *= size;
    }
    return elements;
  }

  /**
   * Returns the values of a float32 tensor, the caller's to close.
   *
   * @throws BadInputException if there are not as many as its sizes say
   */
  FloatValues floats(TensorProto tensor) throws IOException {
    long elements = elements(tensor);
    long found;
    FloatValues values;
    if (Place.isOutside(tensor)) {
      Place place = Place.of(tensor);
      found = bytes(place) / Float.BYTES;
      values = FloatValues.in(file(place), place.offset());
    } else if (tensor.getFloatDataCount() > 0) {
      found = tensor.getFloatDataCount();
      float[] all = new float[(int) found];
      for (int i = 0; i < all.length; i++) {
        all[i] = tensor.getFloatData(i);
      }
      values = FloatValues.of(all);
    } else {
      ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      found = raw.remaining() / Float.BYTES;
      float[] all = new float[(int) found];
      raw.asFloatBuffer().get(all);
      values = FloatValues.of(all);
    }
    if (found != elements) {
      values.close();
      throw new BadInputException(
          "The tensor "
              + tensor.getName()
              + " has "
              + found
              + " values, and its sizes "
              + tensor.getDimsList()
              + " ask for "
              + elements);
    }
    return values;
  }

  /** Returns how many bytes of values lie at a place. */
  long bytes(Place place) throws IOException {
    return place.length() >= 0 ? place.length() : Files.size(file(place)) - place.offset();
  }

  private Path file(Place place) {
    Path file = files.get(place.location());
    if (file == null) {
      throw new BadInputException("There is no file " + place.location() + " of the model");
    }
    return file;
  }

  /** Copies the values at a place. */
  void copy(Place place, OutputStream out) throws IOException {
    long bytes = bytes(place);
    try (FileChannel in = FileChannel.open(file(place), StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      for (long at = 0; at < bytes; ) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, bytes - at));
        int read = in.read(buffer, place.offset() + at);
        if (read < 0) {
          throw new BadInputException(
              "The file " + place.location() + " ends inside a tensor's values");
        }
        out.write(buffer.array(), 0, read);
        at += read;
      }
    }
  }

  /** Returns a stream into a file. */
  static OutputStream stream(Path file) throws IOException {
    return new BufferedOutputStream(
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
  }

  @Override
  public void close() throws IOException {
    made.close();
  }
}
