package dev.hearth.transfer;

/**
 * Something that happened while a model's bytes came.
 *
 * @param state what
 * @param reason why, in a sentence
 */
public record TransferEvent(State state, String reason) {

  /** What can happen. */
  public enum State {
    /** A download failed, and is tried again. */
    RETRYING,
    /** Someone else downloads the same just now, which is waited for. */
    WAITING,
    /** What the device had kept was wrong: it is deleted and downloaded anew. */
    REPAIRING,
    /** The device keeps no more of the model: it runs from memory. */
    NOT_KEPT
  }
}
