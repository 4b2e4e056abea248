package dev.hearth.jvm;

import dev.hearth.image.Bitmap;
import dev.hearth.image.ExifOrientation;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/** Pictures of files, decoded by the JDK: PNG, JPEG, GIF and BMP. */
public final class JvmPictures {
  private JvmPictures() {}

  /** Returns the picture of a file's bytes as a model wants it: as stored, or {@link #read}. */
  public static Bitmap read(byte[] file, ImagePreprocessing config) {
    Bitmap stored = decode(file);
    return config.asStored() ? stored : ExifOrientation.of(file).apply(stored);
  }

  /**
   * Returns the picture of a file's bytes, turned upright as its EXIF orientation says.
   *
   * <p>Colour profiles are not applied: pixels are those that Pillow gives and browsers can.
   *
   * @throws InferenceException INVALID_INPUT if the JDK cannot decode it
   */
  public static Bitmap read(byte[] file) {
    return ExifOrientation.of(file).apply(decode(file));
  }

  private static Bitmap decode(byte[] file) {
    BufferedImage image;
    try {
      Bitmap jpeg = JpegDecoder.isJpeg(file) ? JpegDecoder.decode(file) : null;
      if (jpeg != null) {
        return jpeg;
      }
      image = image(file);
    } catch (IOException | RuntimeException e) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Could not decode the picture: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a PNG, JPEG, GIF or BMP picture, found another file");
    }
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgba = new byte[4 * width * height];
    Raster raster = image.getRaster();
    ColorModel colors = image.getColorModel();
    // getRGB takes grey and profiles through a colour space: plain samples are read as they are,
    // of 16 bits the upper 8 as browsers do.
    int depth = colors.getComponentSize(0);
    boolean plain =
        !(colors instanceof IndexColorModel)
            && (depth == 8 || depth == 16)
            && !colors.isAlphaPremultiplied();
    int[] pixel = new int[raster.getNumBands()];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 4) {
        if (plain) {
          put(rgba, at, raster.getPixel(x, y, pixel), depth - 8);
        } else {
          int argb = image.getRGB(x, y);
          put(rgba, at, new int[] {argb >> 16, argb >> 8, argb, argb >> 24}, 0);
        }
      }
    }
    return new Bitmap(width, height, rgba);
  }

  /** Returns the first picture of a file, or null where the JDK knows none there. */
  private static @Nullable BufferedImage image(byte[] file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        Bitmap.checkSize(reader.getWidth(0), reader.getHeight(0));
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Writes grey, grey and alpha, colours, or colours and alpha. */
  private static void put(byte[] rgba, int at, int[] samples, int shift) {
    boolean grey = samples.length < 3;
    for (int band = 0; band < 3; band++) {
      rgba[at + band] = (byte) (samples[grey ? 0 : band] >> shift);
    }
    boolean alpha = samples.length == 2 || samples.length == 4;
    rgba[at + 3] = (byte) (alpha ? samples[samples.length - 1] >> shift : 255);
  }
}
