package dev.hearth.image;

/** A picture drawn with a round pen, as on the pad of the page. */
final class Drawing {

  private final int width;
  private final int height;
  private final byte[] rgba;

  /** Starts with plain paper. */
  Drawing(int width, int height, int paper, int alpha) {
    this.width = width;
    this.height = height;
    rgba = new byte[4 * width * height];
    for (int p = 0; p < rgba.length; p += 4) {
      set(p, paper, alpha);
    }
  }

  /** Draws lines through x, y, x, y, ... */
  Drawing stroke(double pen, int ink, double... points) {
    for (int k = 0; k + 3 < points.length; k += 2) {
      double dx = points[k + 2] - points[k];
      double dy = points[k + 3] - points[k + 1];
      int steps = (int) Math.max(1, Math.max(Math.abs(dx), Math.abs(dy)));
      for (int s = 0; s <= steps; s++) {
        dot(points[k] + dx * s / steps, points[k + 1] + dy * s / steps, pen / 2, ink);
      }
    }
    return this;
  }

  private void dot(double x, double y, double radius, int ink) {
    for (int py = (int) (y - radius); py <= y + radius; py++) {
      for (int px = (int) (x - radius); px <= x + radius; px++) {
        boolean inside = px >= 0 && px < width && py >= 0 && py < height;
        if (inside && (px - x) * (px - x) + (py - y) * (py - y) <= radius * radius) {
          set(4 * (py * width + px), ink, 255);
        }
      }
    }
  }

  /** Dims the picture towards its right and lower sides and adds grain, as a camera would. */
  Drawing photographed() {
    int random = 12345;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        random = random * 1103515245 + 12345;
        double grain = (random >>> 24) / 16.0 - 8;
        double light = 0.85 - 0.35 * x / width - 0.15 * y / height;
        int p = 4 * (y * width + x);
        int level = (int) Math.max(0, Math.min(255, (rgba[p] & 0xff) * light + grain));
        set(p, level, 255);
      }
    }
    return this;
  }

  Bitmap picture() {
    return new Bitmap(width, height, rgba);
  }

  private void set(int p, int level, int alpha) {
    rgba[p] = (byte) level;
    rgba[p + 1] = (byte) level;
    rgba[p + 2] = (byte) level;
    rgba[p + 3] = (byte) alpha;
  }
}
