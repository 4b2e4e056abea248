package dev.hearth.e2e.page;

import java.util.ArrayList;
import java.util.List;

/** Lines that a hand draws, in coordinates from 0 (left, top) to 1 (right, bottom) of a canvas. */
public final class Strokes {
  /** One point. */
  public record Point(double x, double y) {}

  private static final int ARC_STEPS = 10;

  private final List<List<Point>> lines = new ArrayList<>();

  private Strokes() {}

  /** Returns an empty drawing. */
  public static Strokes start() {
    return new Strokes();
  }

  /** Returns a plain handwritten form of a digit, 0 to 9, in the middle of the canvas. */
  public static Strokes digit(int digit) {
    return switch (digit) {
      case 0 -> start().pen(0.5, 0.2).arc(0.5, 0.5, 0.19, 0.3, -90, -450);
      case 1 -> start().pen(0.42, 0.3).to(0.52, 0.2).to(0.52, 0.8);
      case 2 ->
          start().pen(0.33, 0.34).arc(0.5, 0.35, 0.17, 0.15, 180, 395).to(0.32, 0.8).to(0.7, 0.8);
      case 3 ->
          start()
              .pen(0.35, 0.26)
              .arc(0.48, 0.35, 0.17, 0.15, 215, 450)
              .arc(0.48, 0.65, 0.2, 0.15, -90, 145);
      case 4 -> start().pen(0.45, 0.2).to(0.3, 0.56).to(0.72, 0.56).pen(0.6, 0.34).to(0.58, 0.82);
      case 5 ->
          start().pen(0.66, 0.2).to(0.4, 0.2).to(0.38, 0.46).arc(0.48, 0.61, 0.2, 0.19, -120, 140);
      case 6 ->
          start()
              .pen(0.6, 0.19)
              .to(0.46, 0.34)
              .to(0.37, 0.52)
              .arc(0.51, 0.64, 0.16, 0.16, 190, -170);
      case 7 -> start().pen(0.32, 0.22).to(0.68, 0.22).to(0.46, 0.8);
      case 8 ->
          start()
              .pen(0.5, 0.49)
              .arc(0.5, 0.34, 0.14, 0.15, 90, 450)
              .arc(0.5, 0.655, 0.17, 0.165, -90, 270);
      case 9 ->
          start().pen(0.64, 0.36).arc(0.5, 0.36, 0.15, 0.15, 0, -360).to(0.64, 0.5).to(0.58, 0.82);
      default -> throw new IllegalArgumentException("No digit: " + digit);
    };
  }

  /** Lifts the pen and puts it down at a point. */
  public Strokes pen(double x, double y) {
    lines.add(new ArrayList<>(List.of(new Point(x, y))));
    return this;
  }

  /** Draws a straight line from where the pen is. */
  public Strokes to(double x, double y) {
    lines.get(lines.size() - 1).add(new Point(x, y));
    return this;
  }

  /** Draws a part of an ellipse; 0 degrees is right, 90 is down. */
  public Strokes arc(
      double x, double y, double rx, double ry, double fromDegrees, double toDegrees) {
    for (int step = 0; step <= ARC_STEPS; step++) {
      double angle = Math.toRadians(fromDegrees + (toDegrees - fromDegrees) * step / ARC_STEPS);
      to(x + rx * Math.cos(angle), y + ry * Math.sin(angle));
    }
    return this;
  }

  /** Returns the drawing smaller or larger about the middle, then moved. */
  public Strokes placed(double scale, double dx, double dy) {
    Strokes moved = new Strokes();
    for (List<Point> line : lines) {
      List<Point> points = new ArrayList<>();
      line.forEach(
          p ->
              points.add(
                  new Point(0.5 + (p.x() - 0.5) * scale + dx, 0.5 + (p.y() - 0.5) * scale + dy)));
      moved.lines.add(points);
    }
    return moved;
  }

  /** Returns the lines, each with the points the pen passes without being lifted. */
  public List<List<Point>> lines() {
    return lines.stream().map(List::copyOf).toList();
  }
}
