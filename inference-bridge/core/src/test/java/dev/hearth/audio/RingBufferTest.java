package dev.hearth.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RingBufferTest {
  @Test
  void newest_afterWrapping_isInOrder() {
    RingBuffer ring = new RingBuffer(5);
    ring.write(new float[] {1, 2, 3});
    assertEquals(3, ring.size());
    assertArrayEquals(new float[] {2, 3}, ring.newest(2));
    ring.write(new float[] {4, 5, 6, 7});
    assertEquals(5, ring.size());
    assertArrayEquals(new float[] {3, 4, 5, 6, 7}, ring.newest(5));
    assertArrayEquals(new float[] {7}, ring.newest(1));
  }

  @Test
  void write_moreThanFits_keepsTheEnd() {
    RingBuffer ring = new RingBuffer(3);
    ring.write(new float[] {9, 1, 2, 3, 4, 5, 9}, 1, 5);
    assertArrayEquals(new float[] {3, 4, 5}, ring.newest(3));
    ring.clear();
    assertEquals(0, ring.size());
    assertEquals(3, ring.capacity());
  }

  @Test
  void arguments_areChecked() {
    RingBuffer ring = new RingBuffer(3);
    assertThrows(IllegalArgumentException.class, () -> new RingBuffer(0));
    assertThrows(IllegalArgumentException.class, () -> ring.newest(1));
    assertThrows(IllegalArgumentException.class, () -> ring.write(new float[2], 1, 2));
  }
}
