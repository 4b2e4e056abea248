package dev.hearth.tensor;

/** The kinds of element a tensor holds, by the names ONNX, NumPy and TensorFlow share. */
public enum ElementType {
  FLOAT32("float32", 4),
  FLOAT64("float64", 8),
  FLOAT16("float16", 2),
  INT8("int8", 1),
  UINT8("uint8", 1),
  INT16("int16", 2),
  UINT16("uint16", 2),
  INT32("int32", 4),
  UINT32("uint32", 4),
  INT64("int64", 8),
  UINT64("uint64", 8),
  BOOL("bool", 1),
  /** Whole numbers of -8 to 7, packed as {@link #UINT4}. */
  INT4("int4", 0),
  /** Whole numbers of 0 to 15, two to a byte, the first in the low half; a last odd one alone. */
  UINT4("uint4", 0),
  /** Text of any length; {@link #bytes()} is 0. */
  STRING("string", 0);

  private final String id;
  private final int bytes;

  ElementType(String id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  /**
   * Returns the lower-case name used in manifests and by both runtimes, such as {@code float32}.
   */
  public String id() {
    return id;
  }

  /** Returns the bytes of one element, 0 where elements differ in size or share a byte. */
  public int bytes() {
    return bytes;
  }

  /** Returns true if two elements share a byte. */
  public boolean isPacked() {
    return this == INT4 || this == UINT4;
  }

  /** Returns the bytes that many elements take, 0 where elements differ in size. */
  public int bytes(int elementCount) {
    return isPacked() ? elementCount / 2 + elementCount % 2 : elementCount * bytes;
  }

  /**
   * Returns the type of that name.
   *
   * @throws IllegalArgumentException if no type has it
   */
  public static ElementType of(String id) {
    for (ElementType type : values()) {
      if (type.id.equals(id)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "Expected an element type such as float32 or int64, found " + id);
  }
}
