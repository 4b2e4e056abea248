package dev.hearth.tfjs;

/**
 * What TensorFlow.js holds: weights of open sessions and tensors that were left on a device.
 *
 * @param numTensors the number of tensors
 * @param numBytes the bytes of their elements, which may lie in a GPU's memory
 */
public record TfjsMemory(int numTensors, double numBytes) {}
