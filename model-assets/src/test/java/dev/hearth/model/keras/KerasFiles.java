package dev.hearth.model.keras;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The models of {@code make_conv.py}, and what tests make of them. */
final class KerasFiles {
  private KerasFiles() {}

  static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(KerasFiles.class.getResourceAsStream("/keras/" + name), name)) {
      return in.readAllBytes();
    }
  }

  /** Returns the archive with another configuration. */
  static byte[] archive(String config) throws IOException {
    return zip(
        Map.of(
            "config.json",
            config.getBytes(StandardCharsets.UTF_8),
            "model.weights.h5",
            entry("model.weights.h5")));
  }

  /** Returns the text of the archive's configuration. */
  static String config() throws IOException {
    return new String(entry("config.json"), StandardCharsets.UTF_8);
  }

  static byte[] entry(String name) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(resource("conv.keras")))) {
      ZipEntry entry = in.getNextEntry();
      while (!entry.getName().equals(name)) {
        entry = in.getNextEntry();
      }
      return in.readAllBytes();
    }
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : entries.keySet().stream().sorted().toList()) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(entries.get(name));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** Returns where some bytes are, from a place on. */
  static int indexOf(byte[] in, byte[] sought, int from) {
    for (int i = from; i <= in.length - sought.length; i++) {
      if (Arrays.equals(in, i, i + sought.length, sought, 0, sought.length)) {
        return i;
      }
    }
    throw new AssertionError("Not found");
  }
}
