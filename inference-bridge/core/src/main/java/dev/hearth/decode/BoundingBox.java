package dev.hearth.decode;

/**
 * An upright rectangle in pixels of a picture, from its top left corner; the right and bottom edges
 * are not part of it.
 *
 * @param left column of the left edge
 * @param top row of the top edge
 * @param right column of the right edge, at least left
 * @param bottom row of the bottom edge, at least top
 */
public record BoundingBox(double left, double top, double right, double bottom) {

  /** Returns right - left. */
  public double width() {
    return right - left;
  }

  /** Returns bottom - top. */
  public double height() {
    return bottom - top;
  }

  /** Returns the area that both boxes cover, over the area that either covers; 0 to 1. */
  public double iou(BoundingBox other) {
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (!(width > 0 && height > 0)) {
      return 0;
    }
    double both = width * height;
    return both / (width() * height() + other.width() * other.height() - both);
  }
}
