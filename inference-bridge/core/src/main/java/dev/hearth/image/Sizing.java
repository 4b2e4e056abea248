package dev.hearth.image;

import dev.hearth.json.Names;

/**
 * The size a picture is resized to, before it is cropped or padded.
 *
 * @param to what decides the size
 * @param width columns, where {@code to} names a box; else 0
 * @param height rows, where {@code to} names a box; else 0
 * @param least the shorter side, or the fewest pixels; else 0
 * @param most the longer side at most, or the most pixels; 0 for no limit
 * @param multiple what both sides are rounded down to a multiple of (for {@link To#PIXELS}, as that
 *     says); 1 to leave them
 * @param rounded whether the other side is rounded and not truncated: see each {@link To}
 */
public record Sizing(
    To to, int width, int height, int least, int most, int multiple, boolean rounded) {

  public Sizing {
    boolean box = to == To.EXACT || to == To.WITHIN || to == To.THUMBNAIL;
    boolean fits =
        multiple >= 1
            && (!box || (width >= 1 && height >= 1))
            && (to != To.SHORTEST || least >= 1)
            && (to != To.LONGEST || most >= 1)
            && (to != To.PIXELS || (least >= 1 && most >= least))
            && (to != To.SHORTEST || most == 0 || most >= least);
    if (!fits) {
      throw new IllegalArgumentException(
          "Expected numbers that say a size for "
              + to.id()
              + ", found width "
              + width
              + ", height "
              + height
              + ", least "
              + least
              + ", most "
              + most
              + ", multiple "
              + multiple);
    }
  }

  /** Returns the sizing that leaves a picture as it is. */
  public static Sizing none() {
    return new Sizing(To.NONE, 0, 0, 0, 0, 1, false);
  }

  /** Returns the sizing to just that size. */
  public static Sizing exact(int width, int height) {
    return new Sizing(To.EXACT, width, height, 0, 0, 1, false);
  }

  /** Returns torchvision's {@code Resize(edge, max_size=most)}; 0 for no limit. */
  public static Sizing shortest(int edge, int most) {
    return new Sizing(To.SHORTEST, 0, 0, edge, most, 1, false);
  }

  /** Returns the largest size within a box that keeps the proportions. */
  public static Sizing within(int width, int height, boolean rounded) {
    return new Sizing(To.WITHIN, width, height, 0, 0, 1, rounded);
  }

  /** What decides the size. */
  public enum To {
    /** Nothing: the picture keeps its size, but for {@code multiple}. */
    NONE,
    /** {@code width} and {@code height}, proportions given up. */
    EXACT,
    /**
     * The shorter side becomes {@code least}, unless the longer one were then more than {@code
     * most}. Truncated as torchvision does; or, {@code rounded}, as Hugging Face does for DETR.
     */
    SHORTEST,
    /** The longer side becomes {@code most}; {@code rounded} as Segment Anything does. */
    LONGEST,
    /** As large as fits into {@code width} and {@code height}; {@code rounded} as YOLO does. */
    WITHIN,
    /**
     * As {@link #WITHIN} but never larger than it was; truncated as Hugging Face's thumbnail, or
     * {@code rounded} as Pillow's {@code Image.thumbnail}.
     */
    THUMBNAIL,
    /**
     * Sides of multiples of {@code multiple}, with {@code least} to {@code most} pixels: Qwen2-VL's
     * {@code smart_resize}.
     */
    PIXELS;

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }
  }

  /**
   * Returns the size for a picture.
   *
   * @return {width, height} in pixels, each at least 1
   */
  public int[] of(int pictureWidth, int pictureHeight) {
    int[] size =
        switch (to) {
          case NONE -> new int[] {pictureWidth, pictureHeight};
          case EXACT -> new int[] {width, height};
          case SHORTEST -> shortestSize(pictureWidth, pictureHeight);
          case LONGEST -> longestSize(pictureWidth, pictureHeight);
          case WITHIN -> withinSize(pictureWidth, pictureHeight);
          case THUMBNAIL -> thumbnailSize(pictureWidth, pictureHeight);
          case PIXELS -> pixelsSize(pictureWidth, pictureHeight);
        };
    size[0] = Math.max(multiple, size[0] / multiple * multiple);
    size[1] = Math.max(multiple, size[1] / multiple * multiple);
    return size;
  }

  private int[] shortestSize(int pictureWidth, int pictureHeight) {
    double low = Math.min(pictureWidth, pictureHeight);
    double high = Math.max(pictureWidth, pictureHeight);
    double edge = least;
    int shorter = least;
    int longer = (int) (least * high / low);
    if (most > 0 && rounded && high / low * least > most) {
      edge = most * low / high;
      shorter = (int) FloatResizer.halfToEven(edge);
      longer = (int) (edge * high / low);
    } else if (most > 0 && !rounded && longer > most) {
      shorter = (int) ((double) most * shorter / longer);
      longer = most;
    }
    boolean wide = pictureWidth > pictureHeight;
    return new int[] {wide ? longer : shorter, wide ? shorter : longer};
  }

  private int[] longestSize(int pictureWidth, int pictureHeight) {
    double scale = (double) most / Math.max(pictureWidth, pictureHeight);
    return new int[] {side(pictureWidth * scale), side(pictureHeight * scale)};
  }

  private int[] withinSize(int pictureWidth, int pictureHeight) {
    boolean widthDecides = (double) width / pictureWidth <= (double) height / pictureHeight;
    return widthDecides
        ? new int[] {width, side((double) width * pictureHeight / pictureWidth)}
        : new int[] {side((double) height * pictureWidth / pictureHeight), height};
  }

  private int side(double exact) {
    return Math.max(1, (int) (rounded ? exact + 0.5 : exact));
  }

  private int[] thumbnailSize(int pictureWidth, int pictureHeight) {
    if (pictureWidth <= width && pictureHeight <= height) {
      return new int[] {pictureWidth, pictureHeight};
    }
    double aspect = (double) pictureWidth / pictureHeight;
    if (rounded) {
      return (double) width / height >= aspect
          ? new int[] {nearest(height * aspect, aspect, height, true), height}
          : new int[] {width, nearest(width / aspect, aspect, width, false)};
    }
    int newWidth = Math.min(pictureWidth, width);
    int newHeight = Math.min(pictureHeight, height);
    if (pictureHeight > pictureWidth) {
      newWidth = (int) ((double) pictureWidth * newHeight / pictureHeight);
    } else if (pictureWidth > pictureHeight) {
      newHeight = (int) ((double) pictureHeight * newWidth / pictureWidth);
    }
    return new int[] {Math.max(1, newWidth), Math.max(1, newHeight)};
  }

  /** Pillow's round_aspect: of both neighbours the one that keeps the proportions better. */
  private static int nearest(double exact, double aspect, int other, boolean isWidth) {
    int floor = (int) exact;
    int ceiling = (int) Math.ceil(exact);
    double below = isWidth ? (double) floor / other : (double) other / floor;
    double above = isWidth ? (double) ceiling / other : (double) other / ceiling;
    boolean down = Math.abs(aspect - below) <= Math.abs(aspect - above) || floor == 0;
    return Math.max(1, down ? floor : ceiling);
  }

  private int[] pixelsSize(int pictureWidth, int pictureHeight) {
    double across = (double) pictureWidth / multiple;
    double down = (double) pictureHeight / multiple;
    double columns = FloatResizer.halfToEven(across);
    double rows = FloatResizer.halfToEven(down);
    double area = (double) multiple * multiple;
    if (columns * rows * area > most) {
      double beta = Math.sqrt(across * down * area / most);
      columns = Math.floor(across / beta);
      rows = Math.floor(down / beta);
    } else if (columns * rows * area < least) {
      double beta = Math.sqrt(least / (across * down * area));
      columns = Math.ceil(across * beta);
      rows = Math.ceil(down * beta);
    }
    return new int[] {(int) (columns * multiple), (int) (rows * multiple)};
  }
}
