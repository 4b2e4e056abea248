package dev.hearth.model.savedmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.testing.TensorTableWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorTableTest {

  private static NavigableMap<String, byte[]> entries() {
    NavigableMap<String, byte[]> entries = new TreeMap<>();
    entries.put("", new byte[] {8, 1});
    for (int i = 0; i < 23; i++) {
      entries.put("layer_with_weights-" + i / 2 + "/kernel" + i, new byte[i * 7]);
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void entries_comeBack(boolean snappy) throws MalformedTableException {
    Map<String, byte[]> read = TensorTable.read(TensorTableWriter.table(entries(), snappy));

    assertEquals(entries().keySet(), read.keySet());
    entries().forEach((key, value) -> assertArrayEquals(value, read.get(key), key));
  }

  @Test
  void emptyTable_hasNoEntries() throws MalformedTableException {
    assertEquals(Map.of(), TensorTable.read(TensorTableWriter.table(new TreeMap<>(), false)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cutAnywhere_isRefused(boolean snappy) {
    byte[] table = TensorTableWriter.table(entries(), snappy);
    for (int length = 0; length < table.length; length++) {
      byte[] cut = Arrays.copyOf(table, length);
      assertThrows(MalformedTableException.class, () -> TensorTable.read(cut), "" + length);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changedAnywhere_isRefusedOrTheSame(boolean snappy) {
    byte[] table = TensorTableWriter.table(entries(), snappy);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = table.clone();
      changed[random.nextInt(table.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertEquals(entries().keySet(), TensorTable.read(changed).keySet());
      } catch (MalformedTableException e) {
        refused++;
      }
    }
    assertTrue(refused > 16_000, "refused " + refused);
  }

  /** Without checksums in the way, as someone hostile would write them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changedWithChecksumsThatFit_isRefusedOrRead(boolean snappy) {
    byte[] table = TensorTableWriter.table(entries(), snappy);
    int end = firstBlockEnd(table);
    Random random = new Random(2);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = table.clone();
      for (int k = 0; k <= i % 3; k++) {
        changed[random.nextInt(end)] = (byte) random.nextInt(256);
      }
      int crc = TensorTableWriter.maskedCrc(Arrays.copyOf(changed, end));
      ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(end, crc);
      try {
        TensorTable.read(changed);
      } catch (MalformedTableException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000 && refused < 20_000, "refused " + refused);
  }

  /** Returns where the first block's checksum is, found by trying. */
  private static int firstBlockEnd(byte[] table) {
    for (int end = 1; end < table.length - 4; end++) {
      int crc = TensorTableWriter.maskedCrc(Arrays.copyOf(table, end));
      if (ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getInt(end) == crc) {
        return end;
      }
    }
    throw new AssertionError("No block");
  }
}
