package dev.hearth.e2e.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A digit of the MNIST set as if it were written with a dark pen on a sheet of paper. */
public final class PaperPicture {
  private static final int[] PAPER = {236, 230, 216};
  private static final int[] INK = {38, 44, 82};

  private PaperPicture() {}

  /**
   * Returns a picture with the digit in its middle.
   *
   * @param digit light on black, as MNIST has it
   * @param digitSide the side of the square that the digit's picture fills, pixels
   */
  public static BufferedImage of(BufferedImage digit, int width, int height, int digitSide) {
    BufferedImage strength = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = strength.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(
        digit, (width - digitSide) / 2, (height - digitSide) / 2, digitSide, digitSide, null);
    pen.dispose();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, mix((strength.getRGB(x, y) & 255) / 255.0));
      }
    }
    return picture;
  }

  private static int mix(double ink) {
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      rgb = rgb << 8 | (int) Math.round(PAPER[channel] + ink * (INK[channel] - PAPER[channel]));
    }
    return rgb;
  }
}
