package dev.hearth.app.client;

import dev.hearth.app.client.HearthModule.OnFailure;
import dev.hearth.app.client.HearthModule.Stream;
import org.teavm.jso.typedarrays.Float64Array;

/** Video that a model watches. */
public final class VideoStream {
  private final Stream stream;
  private boolean stopped;

  VideoStream(Stream stream, OnFailure onFailure) {
    this.stream = stream;
    HearthModule.onFailure(
        stream,
        error -> {
          if (!stopped) {
            onFailure.accept(error);
          }
        });
  }

  /**
   * Returns what so many of the last 100 frames took at most, from a frame's arrival to its result.
   *
   * @param share of the frames, above 0 and up to 1: 0.5 for the median
   * @return milliseconds, 0 before the first result
   */
  public double latencyMs(double share) {
    Float64Array sorted = HearthModule.latencies(stream);
    int count = sorted.getLength();
    return count == 0 ? 0 : sorted.get((int) Math.ceil(share * count) - 1);
  }

  /** Ends it; the video goes on. No result is told any more but one that is about to be. */
  public void stop() {
    stopped = true;
    stream.stop();
  }
}
