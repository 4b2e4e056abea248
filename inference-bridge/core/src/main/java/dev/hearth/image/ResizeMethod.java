package dev.hearth.image;

import dev.hearth.json.Names;

/**
 * Whose resize to reproduce, and how it was called.
 *
 * @param library whose arithmetic; {@link Library#PILLOW} ignores the three switches
 * @param filter the kernel; {@link Filter#BOX} is TensorFlow's AREA, {@link Filter#LANCZOS} its
 *     lanczos3
 * @param antialias whether the kernel widens when the picture shrinks
 * @param alignCorners whether the middles of the corner pixels stay where they are
 * @param halfPixelCenters TensorFlow only: whether a pixel's middle is half a pixel from its edge
 */
public record ResizeMethod(
    Library library,
    Filter filter,
    boolean antialias,
    boolean alignCorners,
    boolean halfPixelCenters) {

  public ResizeMethod {
    boolean torch = library == Library.TORCHVISION || library == Library.TORCH;
    boolean wrong =
        (torch && !(isTensorFilter(filter) || filter == Filter.NEAREST))
            || (library == Library.TENSORFLOW && filter == Filter.HAMMING)
            || (antialias && alignCorners)
            || (library == Library.TENSORFLOW && alignCorners && halfPixelCenters);
    if (wrong) {
      throw new IllegalArgumentException(
          "Expected a resize that "
              + library.id()
              + " has, found "
              + filter.id()
              + (antialias ? ", antialias" : "")
              + (alignCorners ? ", alignCorners" : "")
              + (halfPixelCenters ? ", halfPixelCenters" : ""));
    }
  }

  /** Returns what {@code Image.resize} of Pillow does. */
  public static ResizeMethod pillow(Filter filter) {
    return new ResizeMethod(Library.PILLOW, filter, false, false, false);
  }

  /** Returns what torchvision's {@code resize} of a uint8 tensor does. */
  public static ResizeMethod torchvision(Filter filter, boolean antialias) {
    return new ResizeMethod(Library.TORCHVISION, filter, antialias, false, false);
  }

  /** Returns what {@code tf.image.resize} of TensorFlow 2 does. */
  public static ResizeMethod tensorflow(Filter filter, boolean antialias) {
    return new ResizeMethod(Library.TENSORFLOW, filter, antialias, false, true);
  }

  /** Returns whether both PyTorch and TensorFlow interpolate with this filter. */
  private static boolean isTensorFilter(Filter filter) {
    return filter == Filter.BILINEAR || filter == Filter.BICUBIC;
  }

  /** Whose arithmetic. */
  public enum Library {
    /** 8-bit fixed point; always antialiased. */
    PILLOW,
    /** Floats, clipped and rounded to 8 bits at the end, as torchvision resizes uint8 tensors. */
    TORCHVISION,
    /** {@code torch.nn.functional.interpolate} of floats. */
    TORCH,
    /** {@code tf.image.resize} and the {@code tf.compat.v1.image.resize_*} functions. */
    TENSORFLOW;

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }
  }
}
