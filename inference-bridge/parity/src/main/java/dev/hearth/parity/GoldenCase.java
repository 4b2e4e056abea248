package dev.hearth.parity;

/**
 * One thing that must come out the same everywhere.
 *
 * @param name unique, such as {@code audio/resample}: the part before the slash is its group
 * @param body computes it
 */
public record GoldenCase(String name, Body body) {

  /** Computes a case from its inputs and gives all that comes out. */
  @FunctionalInterface
  public interface Body {
    /** Runs once, or again from the start when an input was not there yet. */
    void run(Inputs in, Golden out);
  }

  /** Returns what this gives. */
  public Golden run(Inputs in) {
    Golden out = new Golden();
    body.run(in, out);
    return out;
  }
}
