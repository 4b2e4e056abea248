package dev.hearth.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip archives, good and bad. */
final class Zips {
  private Zips() {}

  /** Returns a zip of some files, in the map's order; names that end with / are folders. */
  static byte[] of(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  /** Returns a zip whose last file is called otherwise, by a name of the same length. */
  static byte[] renamed(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns a zip whose last file is a symbolic link, as Unix stores it. */
  static byte[] withLink(byte[] zip) {
    byte[] out = zip.clone();
    int at = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
    out[at + 5] = 3;
    out[at + 40] = (byte) 0xff;
    out[at + 41] = (byte) 0xa1;
    return out;
  }
}
