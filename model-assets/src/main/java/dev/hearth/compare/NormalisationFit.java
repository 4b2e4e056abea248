package dev.hearth.compare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.tensor.FloatTensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/** Scale, mean and std by least squares, channel by channel: what no list of usual ones has. */
final class NormalisationFit {
  private static final int DIGITS = 5;

  /** Per level, above which values were not brought to 0 to 1 first. */
  private static final double STEEP = 0.3;

  private NormalisationFit() {}

  /**
   * Returns the normalisation nearest to the expected values, or nothing where a channel does not
   * follow the picture.
   *
   * @param levels 0-255, interleaved, red first
   */
  static List<Hypothesis> of(float[] levels, FloatTensor expected, ImagePreprocessing config) {
    int channels = config.color().channels();
    int pixels = levels.length / channels;
    double[] slope = new double[channels];
    double[] offset = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      Line line = new Line();
      int band = ImageProbe.band(config, channel);
      for (int i = 0; i < pixels; i++) {
        line.add(
            levels[i * channels + band],
            expected.values()[ImageProbe.place(config, channel, i, pixels)]);
      }
      slope[channel] = line.slope();
      offset[channel] = line.offset();
      if (!(Math.abs(slope[channel]) > 1e-9 && Math.abs(slope[channel]) < 1e9)) {
        return List.of();
      }
    }
    boolean steep = Math.abs(slope[0]) > STEEP;
    double scale = steep ? 1 : 1.0 / 255;
    double[] mean = new double[channels];
    double[] std = new double[channels];
    for (int channel = 0; channel < channels; channel++) {
      std[channel] = rounded(scale / slope[channel]);
      mean[channel] = rounded(-offset[channel] * scale / slope[channel]);
    }
    String words =
        "normalised to (x"
            + (steep ? "" : " / 255")
            + " - mean) / std, with mean "
            + Arrays.toString(mean)
            + " and std "
            + Arrays.toString(std)
            + " (fitted to the data)";
    return List.of(
        new Hypothesis(
            Step.NORMALISE,
            Search.FITTED,
            words,
            List.of(
                Edit.of("scale", scale),
                new Edit("mean", array(mean)),
                new Edit("std", array(std)),
                Edit.without("invert"))));
  }

  static ArrayNode array(double... values) {
    ArrayNode out = Edit.JSON.arrayNode();
    for (double value : values) {
      out.add(value);
    }
    return out;
  }

  private static double rounded(double value) {
    double out = new BigDecimal(value).round(new MathContext(DIGITS)).doubleValue();
    return Math.abs(out) < 1e-6 ? 0 : out;
  }

  /** The straight line nearest to some points. */
  static final class Line {
    private double count;
    private double sumX;
    private double sumY;
    private double sumXx;
    private double sumXy;

    void add(double x, double y) {
      count++;
      sumX += x;
      sumY += y;
      sumXx += x * x;
      sumXy += x * y;
    }

    double slope() {
      return (count * sumXy - sumX * sumY) / (count * sumXx - sumX * sumX);
    }

    double offset() {
      return (sumY - slope() * sumX) / count;
    }
  }
}
