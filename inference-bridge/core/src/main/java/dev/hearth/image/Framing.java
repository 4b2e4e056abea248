package dev.hearth.image;

import dev.hearth.json.Names;

/**
 * How the resized picture is cut and padded to the input's size.
 *
 * @param width columns of the input; 0 for those of the resized picture
 * @param height rows of the input; 0 for those of the resized picture
 * @param multiple what the input's sides are padded up to a multiple of; 1 to leave them
 * @param align where the picture lies in the input, or what is cut out of it
 * @param color the padding: red, green and blue, or one number for all, 0-255
 * @param after whether padding is 0 after normalisation, whatever the colour
 */
public record Framing(
    int width, int height, int multiple, Align align, PerChannel color, boolean after) {

  public Framing {
    if (width < 0 || height < 0 || multiple < 1) {
      throw new IllegalArgumentException(
          "Expected a width and height of at least 0 and a multiple of at least 1, found "
              + width
              + ", "
              + height
              + " and "
              + multiple);
    }
    ImagePreprocessing.requireColor(color);
  }

  /** Returns the framing that cuts out the centre, or pads with black, as torchvision does. */
  public static Framing centre(int width, int height) {
    return new Framing(width, height, 1, Align.CENTRE, PerChannel.of(0), false);
  }

  /** Where the picture lies. */
  public enum Align {
    /** In the middle; an odd pixel is cut as torchvision does, padded at the right and bottom. */
    CENTRE,
    /** In the middle; an odd pixel is cut at the right and bottom, padded at the left and top. */
    CENTRE_FLOOR,
    /** At the top left. */
    START;

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }

    /** Returns how many pixels to cut at the start; to pad, if negative. */
    int cut(int size, int newSize) {
      int difference = size - newSize;
      int half = difference >> 1;
      if (this == START) {
        return 0;
      }
      // torchvision: int(round(d / 2.0)) to crop, half to even; d // 2 to pad.
      boolean up = this == CENTRE && (difference & 1) == 1 && (difference < 0 || (half & 1) == 1);
      return up ? half + 1 : half;
    }
  }

  /** Returns the input's size for a side of the resized picture. */
  int side(int wanted, int resized) {
    int side = wanted == 0 ? resized : wanted;
    return (side + multiple - 1) / multiple * multiple;
  }
}
