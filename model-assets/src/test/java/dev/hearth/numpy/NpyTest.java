package dev.hearth.numpy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.source.BadInputException;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays that NumPy wrote: make_goldens.py beside them says how. */
class NpyTest {
  private static Path resource(String name) throws URISyntaxException {
    return Path.of(NpyTest.class.getResource("/dev/hearth/compare/" + name).toURI());
  }

  private static byte[] npy(String header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    out.write(text.length & 0xff);
    out.write(text.length >> 8);
    out.writeBytes(text);
    out.writeBytes(new byte[16]);
    return out.toByteArray();
  }

  private static void assertRefused(String words, byte[] file) {
    BadInputException e = assertThrows(BadInputException.class, () -> Npy.read(file, "x"));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void everyKindOfNumber_isReadInBothByteOrders() throws Exception {
    Map<String, Tensor> arrays = Npz.read(resource("kinds.npz"));
    int kinds = 0;
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      if (array.getKey().startsWith("c_")) {
        kinds++;
        for (int i = 0; i < 6; i++) {
          double expected = array.getKey().equals("c_b1") ? i / 3 % 2 == i % 2 ? 0 : 1 : i;
          expected = array.getKey().equals("c_b1") ? i % 2 : expected;
          assertEquals(expected, array.getValue().at(i), array.getKey());
        }
        assertEquals(Shape.of(2, 3), array.getValue().shape());
      }
    }
    assertEquals(21, kinds);
    assertEquals(ElementType.FLOAT16, arrays.get("c_f2_big").type());
    assertEquals(ElementType.UINT64, arrays.get("c_u8").type());
    assertEquals(2.5, arrays.get("scalar").at(0));
    assertEquals(0, arrays.get("none").shape().elementCount());
  }

  @Test
  void fortranOrder_becomesRowMajor() throws Exception {
    Tensor array = Npz.read(resource("kinds.npz")).get("fortran");
    assertEquals(Shape.of(2, 3, 4), array.shape());
    for (int i = 0; i < 24; i++) {
      assertEquals(i, array.at(i));
    }
  }

  @Test
  void text_isReadWithoutItsPadding() throws Exception {
    Map<String, Tensor> arrays = Npz.read(resource("kinds.npz"));
    assertArrayEquals(
        new String[] {"gr\u00fcn", "b", "", "\ud83d\ude00"},
        ((StringTensor) arrays.get("texts")).values());
    assertArrayEquals(new String[] {"one", "three"}, ((StringTensor) arrays.get("bytes")).values());
  }

  @Test
  void everyFormatVersion_isRead() throws Exception {
    for (int version = 1; version <= 3; version++) {
      byte[] file = Files.readAllBytes(resource("version" + version + ".npy"));
      Tensor array = Npy.read(file, "x");
      assertEquals(-2, array.at(1));
      for (int length = 0; length < file.length; length++) {
        byte[] cut = Arrays.copyOf(file, length);
        assertThrows(BadInputException.class, () -> Npy.read(cut, "x"));
      }
    }
    byte[] later = Files.readAllBytes(resource("version1.npy"));
    later[6] = 4;
    assertRefused("format version 4", later);
  }

  @Test
  void whatCannotBeRead_isRefusedInWords() throws Exception {
    assertRefused("Python objects", Files.readAllBytes(resource("object.npy")));
    assertRefused("\\x93NUMPY", "PK".getBytes(StandardCharsets.US_ASCII));
    String rest = "'fortran_order': False, 'shape': ";
    assertRefused("too large", npy("{'descr': '<f4', " + rest + "(1000000000, 1000000000)}"));
    assertRefused("too large", npy("{'descr': '<f4', " + rest + "(99999999999,)}"));
    assertRefused("announces", npy("{'descr': '<f4', " + rest + "(1000000000,)}"));
    assertRefused("at most 100000", npy("{'descr': '<U0', " + rest + "(1000000000,)}"));
    assertRefused("cut short", npy("{'descr': '<U5', " + rest + "(1,)}"));
    assertRefused("33 axes", npy("{'descr': '<f4', " + rest + "(" + "1,".repeat(33) + ")}"));
    assertRefused("type c8", npy("{'descr': '<c8', " + rest + "(1,)}"));
    assertRefused("cannot be read", npy("{'descr': [('a', '<f4')], " + rest + "(1,)}"));
    assertRefused("cannot be read", npy("{}"));
  }

  @Test
  void mutations_neverHangNorCrash() throws Exception {
    byte[] file = Files.readAllBytes(resource("version1.npy"));
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = file.clone();
      for (int k = 0; k < 1 + i % 4; k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertTrue(Npy.read(changed, "x").shape().elementCount() <= 100_000);
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertTrue(refused > 1000, "" + refused);
  }

  @Test
  void archives_areBounded(@TempDir Path folder) throws IOException {
    Path bomb = folder.resolve("bomb.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bomb))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 300; i++) {
        zip.write(zeros);
      }
    }
    assertTrue(Files.size(bomb) < 1 << 20);
    assertRefused("more than 256 MiB", bomb);
    Path many = folder.resolve("many.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(many))) {
      for (int i = 0; i < 1001; i++) {
        zip.putNextEntry(new ZipEntry(i + ".npy"));
      }
    }
    assertRefused("1001 files", many);
    Path other = Files.writeString(folder.resolve("other.npz"), "PK no archive");
    assertRefused("is not an archive", other);
    Path cut = folder.resolve("cut.npz");
    try (InputStream in = NpyTest.class.getResourceAsStream("/dev/hearth/compare/kinds.npz")) {
      Files.write(cut, in.readNBytes(5000));
    }
    assertRefused("is not an archive", cut);
  }

  private static void assertRefused(String words, Path file) {
    BadInputException e = assertThrows(BadInputException.class, () -> Npz.read(file));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void namesOfArchives_areNoPaths(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("paths.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("../../evil.npy"));
      zip.write(Files.readAllBytes(resource("version1.npy")));
    }
    assertEquals(1.5, Npz.read(file).get("../../evil").at(0));
    assertEquals(1, folder.toFile().list().length);
  }

  @Test
  void folders_areReadAsArchives(@TempDir Path folder) throws Exception {
    assertThrows(BadInputException.class, () -> Npz.readFolder(folder));
    Files.copy(resource("version2.npy"), folder.resolve("b.npy"));
    Files.writeString(folder.resolve("readme.txt"), "no array");
    assertEquals(1.5, Npz.readFolder(folder).get("b").at(0));
  }
}
