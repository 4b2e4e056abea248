package dev.hearth.runtime;

import java.util.Map;

/** A session that can leave its outputs on the device, and take what others left there. */
public interface DeviceSession extends InferenceSession {
  /**
   * Runs the model once.
   *
   * @param feeds a {@link dev.hearth.tensor.Tensor}, or a {@link DeviceTensor} of a session of the
   *     same factory, for every input, by name
   * @return a tensor for every output, by name, which the caller closes before this session
   * @throws InferenceException as {@link #run}
   */
  Map<String, DeviceTensor> runOnDevice(Map<String, ?> feeds);
}
