package dev.hearth.app.ui.pictures;

/** A part of a picture, always inside it: its centre, and its size. */
final class Area {
  private static final double LEAST = 0.2;

  private final boolean square;
  private double ratio = 4.0 / 3;
  private double x = 0.5;
  private double y = 0.5;
  private double size;

  /**
   * Makes a centred area.
   *
   * @param square or else of the picture's own proportions
   * @param size of the side, 0.2 to 1: as a share of the picture's shorter side for a square, else
   *     of its sides
   */
  Area(boolean square, double size) {
    this.square = square;
    this.size = size;
  }

  /** Fits the area to a picture of that many columns and rows. */
  void fit(int width, int height) {
    ratio = (double) width / height;
    moveTo(x, y);
  }

  /** Returns the picture's width over its height. */
  double ratio() {
    return ratio;
  }

  /** Returns true if it is all of the picture. */
  boolean isWhole() {
    return !square && size >= 1;
  }

  double size() {
    return size;
  }

  /** Returns the centre's column, 0 to 1. */
  double x() {
    return x;
  }

  /** Returns the centre's row, 0 to 1. */
  double y() {
    return y;
  }

  /** Returns the share of the picture's width, 0 to 1. */
  double width() {
    return square && ratio > 1 ? size / ratio : size;
  }

  /** Returns the share of the picture's height, 0 to 1. */
  double height() {
    return square && ratio < 1 ? size * ratio : size;
  }

  /** Moves the centre there, or as near as the picture's edges let it. */
  void moveTo(double column, double row) {
    x = within(column, width() / 2);
    y = within(row, height() / 2);
  }

  void resize(double to) {
    size = Math.max(LEAST, Math.min(1, to));
    moveTo(x, y);
  }

  /** Gives it the size at which its edge passes through a point. */
  void reach(double column, double row) {
    double across = Math.abs(column - x) / width();
    double down = Math.abs(row - y) / height();
    resize(2 * size * Math.max(across, down));
  }

  /**
   * Returns left, top, width and height in the pixels of a picture of that size, whole numbers.
   *
   * @param mirrored true if the picture is shown mirrored, and the area is where it shows
   */
  double[] pixels(int columns, int rows, boolean mirrored) {
    double side = pixels(Math.min(columns, rows));
    double wide = square ? side : pixels(columns);
    double high = square ? side : pixels(rows);
    double centre = mirrored ? 1 - x : x;
    return new double[] {
      first(centre * columns - wide / 2, columns - wide),
      first(y * rows - high / 2, rows - high),
      wide,
      high
    };
  }

  private double pixels(int side) {
    return Math.max(1, Math.floor(size * side));
  }

  private static double first(double at, double last) {
    return Math.max(0, Math.min(last, Math.floor(at)));
  }

  private static double within(double centre, double half) {
    return Math.max(half, Math.min(1 - half, centre));
  }
}
