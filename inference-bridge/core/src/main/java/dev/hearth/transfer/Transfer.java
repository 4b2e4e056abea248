package dev.hearth.transfer;

/**
 * Where the bytes of a model came from.
 *
 * @param networkBytes used ones that came from where models come from
 * @param deviceBytes used ones that this device had kept
 * @param discardedBytes ones that arrived in vain: of downloads that broke off or were wrong
 * @param repairedBytes of the network's, ones in place of what this device had kept wrong
 * @param refusal why the device does not keep them, or not all; empty if it does
 */
public record Transfer(
    long networkBytes, long deviceBytes, long discardedBytes, long repairedBytes, String refusal) {
  /** Of a model whose files somebody brought. */
  public static final Transfer NONE = new Transfer(0, 0, 0, 0, "");
}
