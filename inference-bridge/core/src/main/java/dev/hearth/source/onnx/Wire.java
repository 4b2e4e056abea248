package dev.hearth.source.onnx;

import dev.hearth.source.MalformedException;
import dev.hearth.source.ModelFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf's wire format off a file, front to back, passing over what nobody asks for: a
 * model's weights are never in memory.
 */
final class Wire {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int CHUNK = 1 << 16;
  private static final int MAX_TEXT_BYTES = 8 << 20;
  private static final int MAX_VARINT_BYTES = 10;

  private final ModelFile file;
  private byte[] chunk = {};
  private long chunkStart;
  private int at;
  private long limit;

  Wire(ModelFile file) {
    this.file = file;
    this.limit = file.bytes();
  }

  /** Returns the place of the next byte in the file. */
  long position() {
    return chunkStart + at;
  }

  /** Returns whether the message is read to its end. */
  boolean isAtEnd() {
    return position() >= limit;
  }

  /** Returns the next field's number and kind, {@code number << 3 | kind}, or 0 at the end. */
  int tag() throws IOException {
    if (isAtEnd()) {
      return 0;
    }
    int tag = (int) varint();
    if (tag >>> 3 == 0) {
      throw new MalformedException("A field of number 0");
    }
    return tag;
  }

  /** Enters a message, or a list of packed numbers; returns what {@link #leave} takes. */
  long enter() throws IOException {
    int length = length();
    long outer = limit;
    limit = position() + length;
    return outer;
  }

  /** Leaves a message that is read to its end. */
  void leave(long outer) throws IOException {
    if (position() != limit) {
      throw new MalformedException("A message ends inside a field");
    }
    limit = outer;
  }

  /** Returns the number of bytes that follow, all of them inside what surrounds them. */
  int length() throws IOException {
    long length = varint();
    if (length < 0 || length > limit - position()) {
      throw new MalformedException("A field of " + length + " bytes, more than there are");
    }
    return (int) length;
  }

  long varint() throws IOException {
    long value = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      int next = next();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedException("A number of more than " + MAX_VARINT_BYTES + " bytes");
  }

  long fixed64() throws IOException {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  String text() throws IOException {
    int length = length();
    if (length > MAX_TEXT_BYTES) {
      throw new MalformedException("A text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) next();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Passes over the value of a field. */
  void skip(int tag) throws IOException {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> pass(Long.BYTES);
      case BYTES -> pass(length());
      case FIXED32 -> pass(Integer.BYTES);
      default -> throw new MalformedException("ONNX has no groups");
    }
  }

  void pass(int bytes) throws IOException {
    if (bytes < 0 || bytes > limit - position()) {
      throw new MalformedException("The file ends inside a field");
    }
    if (bytes <= chunk.length - at) {
      at += bytes;
    } else {
      chunkStart = position() + bytes;
      chunk = new byte[0];
      at = 0;
    }
  }

  private int next() throws IOException {
    if (isAtEnd()) {
      throw new MalformedException("The file ends inside a field");
    }
    if (at >= chunk.length) {
      chunkStart += chunk.length;
      at = 0;
      chunk = file.read(chunkStart, CHUNK);
      if (chunk.length == 0) {
        throw new MalformedException("The file is shorter than it was");
      }
    }
    return chunk[at++] & 0xff;
  }
}
