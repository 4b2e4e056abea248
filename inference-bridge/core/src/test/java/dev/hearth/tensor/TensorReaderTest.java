package dev.hearth.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class TensorReaderTest {
  @Test
  void read_everyType_hasTheNumbersWritten() {
    byte[] bytes = new byte[64];
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(0, -1.5f).putDouble(8, -0x1.8p300).putLong(16, -2).putInt(24, -2);
    data.putShort(32, (short) -2).put(40, (byte) -2).putShort(48, Float16.of(0.5));
    assertEquals(-1.5, at(ElementType.FLOAT32, bytes, 0));
    assertEquals(-0x1.8p300, at(ElementType.FLOAT64, bytes, 8));
    assertEquals(-2, at(ElementType.INT64, bytes, 16));
    assertEquals(0x1p64, at(ElementType.UINT64, bytes, 16), "2^64 - 2 as the nearest double");
    assertEquals(-2, at(ElementType.INT32, bytes, 24));
    assertEquals(4294967294.0, at(ElementType.UINT32, bytes, 24));
    assertEquals(-2, at(ElementType.INT16, bytes, 32));
    assertEquals(65534, at(ElementType.UINT16, bytes, 32));
    assertEquals(-2, at(ElementType.INT8, bytes, 40));
    assertEquals(254, at(ElementType.UINT8, bytes, 40));
    assertEquals(254, at(ElementType.BOOL, bytes, 40));
    assertEquals(0.5, at(ElementType.FLOAT16, bytes, 48));
  }

  @Test
  void read_fourBits_areTwoToAByteLowHalfFirst() {
    byte[] data = {(byte) 0x8f, 0x07};
    Tensor unsigned = TensorReader.read(ElementType.UINT4, Shape.of(3), data, 0);
    Tensor signed = TensorReader.read(ElementType.INT4, Shape.of(3), data, 0);
    assertArrayEquals(
        new double[] {15, 8, 7}, new double[] {unsigned.at(0), unsigned.at(1), unsigned.at(2)});
    assertArrayEquals(
        new double[] {-1, -8, 7}, new double[] {signed.at(0), signed.at(1), signed.at(2)});
    assertEquals(2, ((ByteTensor) signed).values().length);
  }

  @Test
  void read_emptyAndScalar_haveNoneAndOne() {
    byte[] data = new byte[8];
    assertEquals(
        0,
        ((FloatTensor) TensorReader.read(ElementType.FLOAT32, Shape.of(0, 3), data, 8))
            .values()
            .length);
    assertEquals(0, TensorReader.read(ElementType.INT64, Shape.of(), data, 0).at(0));
  }

  @Test
  void read_outsideTheData_refuses() {
    byte[] data = new byte[8];
    for (int offset : new int[] {-1, 5, 9, Integer.MAX_VALUE}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> TensorReader.read(ElementType.FLOAT32, Shape.of(1), data, offset));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> TensorReader.read(ElementType.STRING, Shape.of(0), data, 0));
  }

  private static double at(ElementType type, byte[] data, int offset) {
    Tensor tensor = TensorReader.read(type, Shape.of(), data, offset);
    assertEquals(type, tensor.type());
    return tensor.at(0);
  }
}
