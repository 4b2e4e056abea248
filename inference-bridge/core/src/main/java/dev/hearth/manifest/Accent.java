package dev.hearth.manifest;

import dev.hearth.tensor.PortableMath;

/**
 * The colours of a page that are made from one: it gives the hue, and is darkened or lightened
 * until what is written in it, or on it, can be read.
 *
 * <p>Contrast is that of WCAG 2.2: 4.5:1 at least for text, 3:1 for bars and lines.
 */
public final class Accent {
  /** The least contrast of text. */
  public static final double TEXT = 4.5;

  /** The least contrast of what is no text. */
  public static final double SHAPE = 3;

  /**
   * The darkest ground that a light page has beside the accent's own, and the lightest of a dark.
   */
  static final int LIGHT_GROUND = 0xf2ece2;

  static final int DARK_GROUND = 0x211d1a;
  private static final int WHITE = 0xffffff;
  private static final int BLACK = 0x000000;
  private static final int STEPS = 50;

  private final int colour;

  /**
   * Takes the colour to begin with.
   *
   * @param colour such as {@code #2f6fde}
   * @throws IllegalArgumentException if it is none
   */
  public Accent(String colour) {
    if (!isColour(colour)) {
      throw new IllegalArgumentException("Expected a colour such as #2f6fde, found " + colour);
    }
    this.colour = Integer.parseInt(colour.substring(1), 16);
  }

  /** Returns whether a text is a number sign and six hexadecimal digits. */
  public static boolean isColour(String text) {
    boolean is = text.length() == 7 && text.charAt(0) == '#';
    for (int i = 1; is && i < 7; i++) {
      is = Character.digit(text.charAt(i), 16) >= 0;
    }
    return is;
  }

  /** Returns the colour of bars and marks, as the value of a custom property in CSS. */
  public String shapes() {
    return both(
        reading(colour, LIGHT_GROUND, SHAPE, BLACK), reading(colour, DARK_GROUND, SHAPE, WHITE));
  }

  /** Returns the colour of text and outlines. */
  public String text() {
    return both(
        reading(reading(colour, LIGHT_GROUND, TEXT, BLACK), lightSoft(), TEXT, BLACK),
        reading(reading(colour, DARK_GROUND, TEXT, WHITE), darkSoft(), TEXT, WHITE));
  }

  /** Returns a ground in a trace of the colour. */
  public String soft() {
    return both(lightSoft(), darkSoft());
  }

  /** Returns the colour of text on {@link #soft}. */
  public String onSoft() {
    return both(reading(colour, lightSoft(), 7, BLACK), reading(colour, darkSoft(), 7, WHITE));
  }

  /** Returns the colour of the button that matters. */
  public String button() {
    return both(
        reading(reading(colour, WHITE, TEXT, BLACK), LIGHT_GROUND, SHAPE, BLACK), darkButton());
  }

  /** Returns the colour of text on {@link #button}. */
  public String onButton() {
    return both(WHITE, mixed(colour, BLACK, 0.9));
  }

  private int lightSoft() {
    return mixed(colour, WHITE, 0.86);
  }

  private int darkSoft() {
    return mixed(colour, 0x171412, 0.8);
  }

  private int darkButton() {
    return reading(
        reading(colour, mixed(colour, BLACK, 0.9), TEXT, WHITE), DARK_GROUND, SHAPE, WHITE);
  }

  /** Returns a colour as near to the one as can be read on a ground, on the way to another one. */
  private static int reading(int colour, int ground, double contrast, int towards) {
    int found = colour;
    for (int i = 1; i <= STEPS && contrast(found, ground) < contrast; i++) {
      found = mixed(colour, towards, (double) i / STEPS);
    }
    return found;
  }

  /** Returns the contrast of two colours, 1-21. */
  static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear((colour >> 16) & 255)
        + 0.7152 * linear((colour >> 8) & 255)
        + 0.0722 * linear(colour & 255);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045
        ? value / 12.92
        : PortableMath.exp(2.4 * PortableMath.log((value + 0.055) / 1.055));
  }

  /** Returns a mixture, all of the first at 0, all of the other at 1. */
  private static int mixed(int one, int other, double share) {
    int out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double a = (one >> shift) & 255;
      double b = (other >> shift) & 255;
      out = (out << 8) | (int) (a + (b - a) * share + 0.5);
    }
    return out;
  }

  private static String both(int light, int dark) {
    return "light-dark(" + hex(light) + ", " + hex(dark) + ")";
  }

  private static String hex(int colour) {
    String digits = Integer.toHexString(colour);
    return "#" + "000000".substring(digits.length()) + digits;
  }
}
