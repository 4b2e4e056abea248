package dev.hearth.audio;

import dev.hearth.json.Names;
import dev.hearth.tensor.PortableMath;

/**
 * How power becomes what the model sees: {@code log(max(power, floor) + offset)}.
 *
 * @param log which logarithm
 * @param floor least power, at least 0
 * @param offset added to the power, at least 0
 * @param relativeToMax whether the greatest value of the sound becomes 0 (librosa's ref=np.max)
 * @param range values that are further below the greatest are raised to it: librosa's top_db, 8 for
 *     Whisper; 0 for as they are
 */
public record LogConfig(Log log, double floor, double offset, boolean relativeToMax, double range) {

  static final LogConfig NONE = new LogConfig(Log.NONE, 0, 0, false, 0);

  /** Which logarithm. */
  public enum Log {
    /** None. */
    NONE(1),
    /** To the base e. */
    LN(1),
    /** To the base 10. */
    LOG10(1 / PortableMath.LN_10),
    /** Ten times the one to the base 10. */
    DB(10 / PortableMath.LN_10);

    private final double scale;

    Log(double scale) {
      this.scale = scale;
    }

    /** Returns the name used in manifests. */
    public String id() {
      return Names.of(this);
    }
  }

  /** Checks every bound. */
  public LogConfig {
    LogMelConfig.check(floor >= 0 && floor <= Double.MAX_VALUE, "floor of at least 0", floor);
    LogMelConfig.check(offset >= 0 && offset <= Double.MAX_VALUE, "offset of at least 0", offset);
    LogMelConfig.check(
        log == Log.NONE || floor + offset > 0, "floor or offset above 0", floor + offset);
    LogMelConfig.check(range >= 0 && range <= Double.MAX_VALUE, "range of at least 0", range);
  }

  /** Returns whether a frame can be finished before the sound has ended. */
  boolean isCausal() {
    return !relativeToMax && range == 0;
  }

  /** Writes what {@code count} powers become to out[to..]. */
  void apply(double[] powers, int count, float[] out, int to) {
    double scale = log.scale;
    boolean none = log == Log.NONE;
    for (int i = 0; i < count; i++) {
      double x = (powers[i] > floor ? powers[i] : floor) + offset;
      out[to + i] = (float) (none ? x : scale * PortableMath.log(x));
    }
  }

  /** Does what depends on the greatest value, to all of a sound. */
  void applyToAll(float[] features) {
    if (isCausal()) {
      return;
    }
    double max = Double.NEGATIVE_INFINITY;
    for (float value : features) {
      max = value > max ? value : max;
    }
    double least = range > 0 ? max - range : Double.NEGATIVE_INFINITY;
    double zero = relativeToMax ? max : 0;
    for (int i = 0; i < features.length; i++) {
      double value = features[i];
      features[i] = (float) ((value > least ? value : least) - zero);
    }
  }
}
