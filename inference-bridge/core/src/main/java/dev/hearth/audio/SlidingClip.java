package dev.hearth.audio;

import java.util.Arrays;

/**
 * Turns a stream of samples into the clips of a model that listens: every stepSamples samples, the
 * newest clipSamples of them, with silence before the first. The clips do not depend on how the
 * stream was cut. Not for use by two threads at a time.
 */
public final class SlidingClip {
  private final int sampleRateHz;
  private final int clipSamples;
  private final int stepSamples;
  private final RingBuffer newest;
  private int untilStep;
  private double heard;

  /** Receives the clips. */
  public interface Sink {
    /**
     * Takes one clip.
     *
     * @param timeSeconds time of the clip's end since the start of the stream
     * @param clip float[clipSamples], owned by the receiver
     * @param levelDbfs RMS of the newest stepSamples, in dB under full scale
     */
    void accept(double timeSeconds, float[] clip, double levelDbfs);
  }

  public SlidingClip(int sampleRateHz, int clipSamples, int stepSamples) {
    if (stepSamples < 1 || stepSamples > clipSamples) {
      throw new IllegalArgumentException(
          "expected a step of 1.." + clipSamples + " samples, found " + stepSamples);
    }
    this.sampleRateHz = sampleRateHz;
    this.clipSamples = clipSamples;
    this.stepSamples = stepSamples;
    newest = new RingBuffer(clipSamples);
    newest.write(new float[clipSamples]);
    untilStep = stepSamples;
  }

  /** Takes the next samples, mono, in -1..1, and gives the clips they complete to the sink. */
  public void push(float[] samples, Sink sink) {
    int from = 0;
    while (from < samples.length) {
      int count = Math.min(untilStep, samples.length - from);
      newest.write(samples, from, count);
      from += count;
      untilStep -= count;
      heard += count;
      if (untilStep == 0) {
        untilStep = stepSamples;
        float[] clip = newest.newest(clipSamples);
        float[] step = Arrays.copyOfRange(clip, clipSamples - stepSamples, clipSamples);
        sink.accept(heard / sampleRateHz, clip, SlidingLogMel.levelDbfs(step));
      }
    }
  }
}
