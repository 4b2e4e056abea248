package dev.hearth.e2e.media;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes pictures as an uncompressed video, the format that Chromium's fake camera plays. */
public final class Y4mVideo {
  private Y4mVideo() {}

  /**
   * Writes one frame for each picture.
   *
   * @param frames all of one size, with even width and height
   */
  public static Path write(Path file, List<BufferedImage> frames, int framesPerSecond)
      throws IOException {
    int width = frames.get(0).getWidth();
    int height = frames.get(0).getHeight();
    if (width % 2 != 0 || height % 2 != 0) {
      throw new IllegalArgumentException("Odd size " + width + "x" + height);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      String header = "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg\n";
      out.write(ascii(header.formatted(width, height, framesPerSecond)));
      for (BufferedImage frame : frames) {
        out.write(ascii("FRAME\n"));
        out.write(planes(frame, width, height));
      }
    }
    return file;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the Y, U and V planes, BT.601 in video range, one U and V for four pixels. */
  private static byte[] planes(BufferedImage frame, int width, int height) {
    byte[] planes = new byte[width * height * 3 / 2];
    int u = width * height;
    int v = u + u / 4;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = frame.getRGB(x, y);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        planes[y * width + x] = level(16, 0.257 * red + 0.504 * green + 0.098 * blue);
        if (x % 2 == 0 && y % 2 == 0) {
          planes[u++] = level(128, -0.148 * red - 0.291 * green + 0.439 * blue);
          planes[v++] = level(128, 0.439 * red - 0.368 * green - 0.071 * blue);
        }
      }
    }
    return planes;
  }

  private static byte level(int zero, double value) {
    return (byte) Math.max(0, Math.min(255, Math.round(zero + value)));
  }
}
