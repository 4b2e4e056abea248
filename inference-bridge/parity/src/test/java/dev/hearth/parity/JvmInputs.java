package dev.hearth.parity;

import dev.hearth.image.Bitmap;
import dev.hearth.jvm.JvmPictures;
import dev.hearth.jvm.JvmUnicodeNormalizer;
import dev.hearth.testing.TestData;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;

/** The files themselves, the JDK's normal forms, and pictures as {@link JvmPictures} has them. */
public final class JvmInputs implements Inputs {
  private final JvmUnicodeNormalizer normalizer = new JvmUnicodeNormalizer();

  @Override
  public byte[] file(String name) {
    if (name.startsWith(PIXELS)) {
      Bitmap picture = JvmPictures.read(file(DATA + name.substring(PIXELS.length())));
      return ByteBuffer.allocate(8 + picture.rgba().length)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(picture.width())
          .putInt(picture.height())
          .put(picture.rgba())
          .array();
    }
    try {
      return name.startsWith(CORE)
          ? resource(name.substring(CORE.length()))
          : Files.readAllBytes(TestData.path(name.substring(DATA.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TestData.class.getResourceAsStream("/dev/hearth/" + name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    }
  }

  @Override
  public String normalize(String text, Form form) {
    return normalizer.normalize(text, form);
  }
}
