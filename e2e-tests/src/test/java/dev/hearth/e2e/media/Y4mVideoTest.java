package dev.hearth.e2e.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Y4mVideoTest {
  @Test
  void write_hasHeaderAndWholeFrames(@TempDir Path folder) throws IOException {
    BufferedImage frame = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
    byte[] bytes =
        Files.readAllBytes(Y4mVideo.write(folder.resolve("a.y4m"), List.of(frame, frame), 10));

    String header = "YUV4MPEG2 W4 H2 F10:1 Ip A1:1 C420jpeg\n";
    assertEquals(header.length() + 2 * (6 + 12), bytes.length);
    assertTrue(new String(bytes, StandardCharsets.ISO_8859_1).startsWith(header + "FRAME\n"));
    assertEquals(16, bytes[header.length() + 6]);
    assertEquals((byte) 128, bytes[bytes.length - 1]);
  }

  @Test
  void write_refusesOddSizes(@TempDir Path folder) {
    BufferedImage odd = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);

    assertThrows(
        IllegalArgumentException.class,
        () -> Y4mVideo.write(folder.resolve("a.y4m"), List.of(odd), 10));
  }

  @Test
  void paperPicture_isDarkOnLight() {
    BufferedImage digit = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
    digit.setRGB(14, 14, 0xffffff);
    BufferedImage picture = PaperPicture.of(digit, 64, 48, 28);

    assertEquals(0xece6d8, picture.getRGB(0, 0) & 0xffffff);
    assertEquals(0x262c52, picture.getRGB(18 + 14, 10 + 14) & 0xffffff);
  }
}
