package dev.hearth.app.ui.kit;

import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Colours for loudness, from the sheet's own colour through ember to the ink's. */
public final class HeatMap {
  // Red, green, blue of four stops at 0, 1/3, 2/3 and 1.
  private static final int[] LIGHT = {250, 246, 239, 246, 190, 140, 217, 92, 30, 66, 20, 10};
  private static final int[] DARK = {24, 21, 19, 96, 36, 16, 226, 104, 40, 255, 232, 196};

  private final int[] stops;

  public HeatMap(boolean dark) {
    stops = dark ? DARK : LIGHT;
  }

  /** Writes the colour of a share of 0 to 1, opaque, at an offset of RGBA bytes. */
  public void put(Uint8ClampedArray rgba, int offset, double share) {
    double position = Math.max(0, Math.min(1, share)) * 3;
    int stop = Math.min(2, (int) position);
    double rest = position - stop;
    for (int c = 0; c < 3; c++) {
      int from = stops[stop * 3 + c];
      int to = stops[stop * 3 + 3 + c];
      rgba.set(offset + c, (int) (from + (to - from) * rest + 0.5));
    }
    rgba.set(offset + 3, 255);
  }
}
