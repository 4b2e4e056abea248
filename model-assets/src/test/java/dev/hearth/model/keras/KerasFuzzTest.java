package dev.hearth.model.keras;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.model.BadInputException;
import dev.hearth.model.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broken file is refused in words or read; it never throws anything else and never hangs. */
class KerasFuzzTest {
  private static final int CUTS = 120;
  private static final int FLIPS = 500;
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"conv.keras", "conv.h5"})
  @Timeout(300)
  void cutShort(String name) throws IOException {
    byte[] whole = KerasFiles.resource(name);
    int refused = 0;
    for (int i = 0; i < CUTS; i++) {
      refused += read(name, Arrays.copyOf(whole, (int) ((long) whole.length * i / CUTS)));
    }
    assertTrue(refused > CUTS / 2, "refused " + refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conv.keras", "conv.h5"})
  @Timeout(300)
  void changed(String name) throws IOException {
    byte[] whole = KerasFiles.resource(name);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] changed = whole.clone();
      int changes = 1 + random.nextInt(4);
      // Where structure is: most of the rest are weights and empty space.
      int reach = random.nextBoolean() ? whole.length : whole.length / 4;
      for (int j = 0; j < changes; j++) {
        int at = random.nextInt(reach);
        changed[at] = (byte) (random.nextBoolean() ? 0xff : changed[at] ^ (1 << random.nextInt(8)));
      }
      refused += read(name, changed);
    }
    assertTrue(refused > FLIPS / 20 && refused < FLIPS, "refused " + refused);
  }

  /** Returns 1 if it is refused. */
  private int read(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    try (Scratch scratch = new Scratch()) {
      KerasReader.read(file, scratch);
      return 0;
    } catch (BadInputException e) {
      return 1;
    }
  }
}
