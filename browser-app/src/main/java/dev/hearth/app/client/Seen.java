package dev.hearth.app.client;

import dev.hearth.decode.Classifications;
import dev.hearth.predict.Prediction;

/** A prediction with what the model saw. */
public final class Seen {
  private final Prediction<Classifications> prediction;
  private final float[] input;

  Seen(Prediction<Classifications> prediction, float[] input) {
    this.prediction = prediction;
    this.input = input;
  }

  /** Returns the result and its times. */
  public Prediction<Classifications> prediction() {
    return prediction;
  }

  /** Returns the values of the model's input tensor, in the manifest's layout; the caller's own. */
  public float[] input() {
    return input;
  }
}
