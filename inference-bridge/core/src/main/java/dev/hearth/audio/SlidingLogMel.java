package dev.hearth.audio;

import dev.hearth.tensor.PortableMath;
import java.util.Arrays;

/**
 * Turns a stream of samples into the input of a model that looks at a window of frames again and
 * again: every stepFrames frames, the newest windowFrames of them. The window is full of silence at
 * the start. Not for use by two threads at a time.
 */
public final class SlidingLogMel {
  /** Lowest level told, in dBFS. */
  public static final double FLOOR_DBFS = -120;

  /** Receives the windows. */
  public interface Sink {
    /**
     * Takes one window.
     *
     * @param timeSeconds time of the window's end since the start of the stream
     * @param features float[windowFrames, melBands], owned by the receiver
     * @param levelDbfs RMS of the newest stepFrames hops of sound, in dB under full scale
     */
    void accept(double timeSeconds, float[] features, double levelDbfs);
  }

  private final LogMelConfig config;
  private final int windowFrames;
  private final int stepFrames;
  private final StreamingFrames stream;
  private final RingBuffer frames;
  private final RingBuffer sound;
  private int untilFrame;
  private int sinceStep;
  private double frameCount;

  public SlidingLogMel(LogMelConfig config, int windowFrames, int stepFrames) {
    if (stepFrames < 1 || stepFrames > windowFrames) {
      throw new IllegalArgumentException(
          "expected a step of 1.." + windowFrames + " frames, found " + stepFrames);
    }
    this.config = config;
    this.windowFrames = windowFrames;
    this.stepFrames = stepFrames;
    stream = new StreamingFrames(new LogMel(config));
    frames = new RingBuffer(windowFrames * config.melBands());
    sound = new RingBuffer(stepFrames * config.hopLength());
    reset();
  }

  /** Takes the next samples, mono, in -1..1, and gives the windows they complete to the sink. */
  public void push(float[] samples, Sink sink) {
    // Cut where frames end, so that the windows do not depend on how the stream was cut.
    int from = 0;
    while (from < samples.length) {
      int count = Math.min(untilFrame, samples.length - from);
      float[] piece = Arrays.copyOfRange(samples, from, from + count);
      from += count;
      untilFrame -= count;
      sound.write(piece);
      frames.write(stream.push(piece));
      if (untilFrame == 0) {
        untilFrame = config.hopLength();
        step(sink);
      }
    }
  }

  private void step(Sink sink) {
    frameCount++;
    sinceStep++;
    if (sinceStep < stepFrames) {
      return;
    }
    sinceStep = 0;
    double end = (frameCount - 1) * config.hopLength() + config.windowLength();
    sink.accept(
        end / config.sampleRateHz(),
        frames.newest(windowFrames * config.melBands()),
        levelDbfs(sound.newest(sound.size())));
  }

  /** Returns the RMS of samples in dB under full scale, at least {@link #FLOOR_DBFS}. */
  public static double levelDbfs(float[] samples) {
    double sum = 0;
    for (int i = 0; i < samples.length; i++) {
      sum += (double) samples[i] * samples[i];
    }
    double power = samples.length == 0 ? 0 : sum / samples.length;
    return power < 1e-12 ? FLOOR_DBFS : 10 * PortableMath.log(power) / PortableMath.log(10);
  }

  /** Forgets what came before and fills the window with silence. */
  public void reset() {
    stream.reset();
    sound.clear();
    untilFrame = config.windowLength();
    sinceStep = 0;
    frameCount = 0;
    float silence = (float) PortableMath.log(config.logOffset());
    float[] empty = new float[windowFrames * config.melBands()];
    for (int i = 0; i < empty.length; i++) {
      empty[i] = silence;
    }
    frames.write(empty);
  }
}
