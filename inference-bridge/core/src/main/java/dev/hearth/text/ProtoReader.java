package dev.hearth.text;

/** Goes through the fields of one protobuf message. */
final class ProtoReader {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int position;
  private int tag;

  ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtoReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Moves to the next field and returns its number, or 0 at the end of the message. */
  int next() {
    if (position >= end) {
      return 0;
    }
    tag = varint();
    if (tag >>> 3 == 0) {
      throw wrong("the number of a field");
    }
    return tag >>> 3;
  }

  /** Returns the lower 32 bits of a whole number. */
  int varint(int field) {
    expect(VARINT, field);
    return varint();
  }

  float fixed32(int field) {
    expect(FIXED32, field);
    int at = advance(4);
    int bits = 0;
    for (int i = 3; i >= 0; i--) {
      bits = bits << 8 | (bytes[at + i] & 0xff);
    }
    return Float.intBitsToFloat(bits);
  }

  byte[] bytes(int field) {
    expect(BYTES, field);
    int length = length();
    byte[] out = new byte[length];
    System.arraycopy(bytes, advance(length), out, 0, length);
    return out;
  }

  String string(int field) {
    byte[] text = bytes(field);
    return Utf8.decode(text, text.length);
  }

  ProtoReader message(int field) {
    expect(BYTES, field);
    int length = length();
    int start = advance(length);
    return new ProtoReader(bytes, start, start + length);
  }

  /** Passes over a field that nobody reads. */
  void skip() {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(8);
      case BYTES -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw wrong("a field of a known wire type");
    }
  }

  private void expect(int type, int field) {
    if ((tag & 7) != type) {
      throw wrong("wire type " + type + " for field " + field + ", found " + (tag & 7));
    }
  }

  private int length() {
    int length = varint();
    if (length < 0 || length > end - position) {
      throw wrong("at most the " + (end - position) + " bytes left, found " + length);
    }
    return length;
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = bytes[advance(1)];
      if (shift < 32) {
        value |= (next & 0x7f) << shift;
      }
      if (next >= 0) {
        return value;
      }
    }
    throw wrong("a whole number of at most ten bytes");
  }

  private int advance(int count) {
    if (count > end - position) {
      throw wrong(count + " more bytes of the message");
    }
    int at = position;
    position += count;
    return at;
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "Expected " + expected + " at byte " + position + " of a protobuf file");
  }
}
