package dev.hearth.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts the digit out of an ink map: not the specks, the lines and shadows at the rim. */
final class DigitFinder {

  /** Ink fainter than this (of 255) is not looked at. */
  private static final int FAINTEST = 10;

  /** How far above the grain of the paper ink must be, in standard deviations. */
  private static final double SIGMAS = 4.5;

  /** A piece must have this much of the main piece's ink to be a stroke and not a speck. */
  private static final double STROKE_SHARE = 0.04;

  private final InkMap map;
  private final int high;
  private final int[] labels;
  private final List<Blob> blobs;
  private final @Nullable Blob main;

  /** Finds the blobs of pixels above the low level that have some above the high one. */
  private DigitFinder(InkMap map, int low, int high) {
    this.map = map;
    this.high = high;
    labels = new int[map.ink.length];
    blobs = inked(Blob.find(map, low, high, labels), map);
    main = mostInk();
  }

  /** Returns the digit's ink, cut to its box, or nothing if the picture has no ink. */
  static Optional<GreyImage> find(InkMap map) {
    int faint = (int) Math.max(FAINTEST, SIGMAS * map.noise);
    int high = otsuAbove(map, faint);
    if (high < 0) {
      return Optional.empty();
    }
    // On clean pictures the soft edge of a stroke belongs to it down to its faintest pixel.
    double share = 0.15 + 0.35 * Math.min(1, map.noise / 4);
    int low = (int) Math.max(faint, share * high);
    DigitFinder best = new DigitFinder(map, low, high);
    // Lines across the paper that join the digit to the rim are mostly paler than it is.
    for (int level : new int[] {(low + high) / 2, high}) {
      if (!best.isFree()) {
        DigitFinder stricter = new DigitFinder(map, level, high);
        best = stricter.isBetterThan(best) ? stricter : best;
      }
    }
    return best.main == null ? Optional.empty() : Optional.of(best.cutOut(best.main));
  }

  private boolean isFree() {
    return main != null && !main.touchesRim(map);
  }

  private boolean isBetterThan(DigitFinder looser) {
    if (main == null || looser.main == null) {
      return main != null;
    }
    if (looser.main.isFrame(map, looser.labels)) {
      return !main.isFrame(map, labels);
    }
    return isFree() && main.mass > 0.5 * looser.main.mass;
  }

  /** Returns the level that parts faint from dark best, or -1 if nothing is above the floor. */
  private static int otsuAbove(InkMap map, int floor) {
    int[] histogram = new int[256];
    for (byte level : map.ink) {
      histogram[level & 0xff]++;
    }
    double total = 0;
    double sum = 0;
    for (int level = floor + 1; level < 256; level++) {
      total += histogram[level];
      sum += (double) level * histogram[level];
    }
    double below = 0;
    double sumBelow = 0;
    double best = -1;
    int threshold = -1;
    for (int level = floor + 1; level < 256; level++) {
      below += histogram[level];
      sumBelow += (double) level * histogram[level];
      double above = total - below;
      if (below == 0) {
        continue;
      }
      double apart = above == 0 ? 0 : sumBelow / below - (sum - sumBelow) / above;
      double spread = below * above * apart * apart;
      if (spread > best) {
        best = spread;
        // A picture of a single ink level has its threshold just below that level.
        threshold = above == 0 ? level - 1 : level;
      }
    }
    return threshold;
  }

  private static List<Blob> inked(List<Blob> blobs, InkMap map) {
    int side = Math.max(map.width, map.height);
    double least = Math.max(3, 0.02 * side);
    List<Blob> out = new ArrayList<>();
    for (Blob blob : blobs) {
      if (blob.seeds >= 2 && blob.longer() >= least && blob.area >= 5) {
        out.add(blob);
      }
    }
    return out;
  }

  /** The most ink wins; the middle of the picture counts up to twice as much as its corners. */
  private @Nullable Blob mostInk() {
    Blob best = null;
    double bestScore = 0;
    for (Blob blob : blobs) {
      double dx = Math.abs((blob.left + blob.right + 1.0) / map.width - 1);
      double dy = Math.abs((blob.top + blob.bottom + 1.0) / map.height - 1);
      double score = blob.mass * (1 - 0.5 * Math.max(dx, dy));
      if (blob.isFrame(map, labels)) {
        score *= 0.01;
      } else if (blob.touchesRim(map)) {
        score *= 0.3;
      }
      if (score > bestScore) {
        bestScore = score;
        best = blob;
      }
    }
    return best;
  }

  /** Joins to the main blob the other strokes of its digit, until no more are in reach. */
  private GreyImage cutOut(Blob start) {
    boolean[] kept = new boolean[map.ink.length + 1];
    double leastMass = STROKE_SHARE * start.mass;
    kept[start.label] = true;
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Blob blob : blobs) {
        if (!kept[blob.label]
            && blob.mass >= leastMass
            && start.reaches(blob)
            && !blob.isFrame(map, labels)) {
          start.join(blob);
          kept[blob.label] = true;
          grew = true;
        }
      }
    }
    return stretched(start, kept);
  }

  /** Copies the kept ink and one pixel around it, stretched so that typical ink is full. */
  private GreyImage stretched(Blob box, boolean[] kept) {
    int[] histogram = new int[256];
    byte[] out = new byte[box.width() * box.height()];
    for (int y = box.top, i = 0; y <= box.bottom; y++) {
      for (int x = box.left; x <= box.right; x++, i++) {
        int at = y * map.width + x;
        int level = map.ink[at] & 0xff;
        if (kept[labels[at]] || (level > 0 && touches(kept, x, y))) {
          out[i] = (byte) level;
          if (level > high) {
            histogram[level]++;
          }
        }
      }
    }
    int full = Math.max(1, InkMap.percentile(histogram, 0.7));
    if (full < 250) {
      for (int i = 0; i < out.length; i++) {
        out[i] = (byte) Math.min(255, ((out[i] & 0xff) * 255 + full / 2) / full);
      }
    }
    return new GreyImage(box.width(), box.height(), out);
  }

  private boolean touches(boolean[] kept, int x, int y) {
    for (int ny = Math.max(0, y - 1); ny <= Math.min(map.height - 1, y + 1); ny++) {
      for (int nx = Math.max(0, x - 1); nx <= Math.min(map.width - 1, x + 1); nx++) {
        if (kept[labels[ny * map.width + nx]]) {
          return true;
        }
      }
    }
    return false;
  }
}
