package dev.hearth.decode;

/** From logits to probabilities. */
public final class Softmax {
  private Softmax() {}

  /**
   * Returns exp(x - max) / sum, in double arithmetic.
   *
   * @param logits any finite values
   * @return probabilities of the same length, summing to 1
   */
  public static double[] of(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp(logits[i] - max);
      sum += probabilities[i];
    }
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }
}
