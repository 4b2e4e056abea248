package dev.hearth.jvm;

import dev.hearth.image.Bitmap;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * JPEGs as libjpeg decodes them, and so Pillow and browsers that apply no colour profile.
 *
 * <p>The JDK's samples are libjpeg's to the bit; what differs is that it then converts them by the
 * file's profile. So its samples are taken as they are and converted here.
 */
final class JpegDecoder {
  private static final int START_OF_SCAN = 0xda;
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;

  private JpegDecoder() {}

  static boolean isJpeg(byte[] file) {
    return file.length > 3 && level(file, 0) == 0xff && level(file, 1) == 0xd8;
  }

  /** Returns the picture; null where it is neither grey nor of three or four colours. */
  static @Nullable Bitmap decode(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    Raster raster;
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      Bitmap.checkSize(reader.getWidth(0), reader.getHeight(0));
      raster = reader.readRaster(0, null);
    } finally {
      reader.dispose();
    }
    for (String warning : warnings) {
      // The JDK fills what is missing with grey.
      if (warning.contains("Missing EOI")) {
        throw new IOException("the file is cut short");
      }
    }
    int bands = raster.getNumBands();
    if (bands != 1 && bands != 3 && bands != 4) {
      return null;
    }
    int width = raster.getWidth();
    boolean isYCbCr = bands >= 3 && isYCbCr(file, bands);
    byte[] rgba = new byte[4 * width * raster.getHeight()];
    int[] row = new int[bands * width];
    for (int y = 0, at = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int from = 0; from < row.length; from += bands, at += 4) {
        if (isYCbCr) {
          toRgb(row[from], row[from + 1] - 128, row[from + 2] - 128, rgba, at);
        } else {
          for (int band = 0; band < 3; band++) {
            rgba[at + band] = (byte) row[from + (bands == 1 ? 0 : band)];
          }
        }
        if (bands == 4) {
          darken(rgba, at, row[from + 3]);
        }
        rgba[at + 3] = -1;
      }
    }
    return new Bitmap(width, raster.getHeight(), rgba);
  }

  /** In sixty-five-thousand-five-hundred-thirty-sixths, as libjpeg's jdcolor.c. */
  private static void toRgb(int y, int cb, int cr, byte[] rgba, int at) {
    int half = 1 << 15;
    rgba[at] = clamped(y + ((91881 * cr + half) >> 16));
    rgba[at + 1] = clamped(y + ((-22554 * cb - 46802 * cr + half) >> 16));
    rgba[at + 2] = clamped(y + ((116130 * cb + half) >> 16));
  }

  /** Inks are stored as what they leave of the light; the rest is Pillow's cmyk2rgb. */
  private static void darken(byte[] rgba, int at, int light) {
    for (int band = at; band < at + 3; band++) {
      int product = (255 - (rgba[band] & 0xff)) * light + 128;
      rgba[band] = (byte) (light - ((product + (product >> 8)) >> 8));
    }
  }

  private static byte clamped(int level) {
    return (byte) Math.max(0, Math.min(level, 255));
  }

  /** As libjpeg's jdapimin.c guesses: by JFIF's marker, else by Adobe's, else by component ids. */
  private static boolean isYCbCr(byte[] file, int bands) {
    int transform = -1;
    int at = 2;
    while (at + 4 < file.length && level(file, at) == 0xff) {
      int marker = level(file, at + 1);
      int length = marker == 0xff ? -1 : level(file, at + 2) << 8 | level(file, at + 3);
      int data = at + 4;
      if (marker == APP0 && bands == 3 && startsWith(file, data, "JFIF\0")) {
        return true;
      } else if (marker == APP14 && startsWith(file, data, "Adobe")) {
        transform = level(file, data + 11);
      } else if (marker == START_OF_SCAN) {
        boolean rgbIds =
            level(file, data + 1) == 'R'
                && level(file, data + 3) == 'G'
                && level(file, data + 5) == 'B';
        return transform < 0 ? bands == 3 && !rgbIds : transform != 0;
      }
      at += 2 + length;
    }
    return bands == 3;
  }

  private static boolean startsWith(byte[] file, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (level(file, at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int level(byte[] file, int at) {
    return at < file.length ? file[at] & 0xff : 0;
  }
}
