package dev.hearth.app.engine;

import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.HashMap;
import java.util.Map;

/** Outputs that stay on the device until they are given back, by their handles. */
final class DeviceTensors {
  private final Map<Integer, DeviceTensor> byHandle = new HashMap<>();
  private int lastHandle;

  int size() {
    return byHandle.size();
  }

  int keep(DeviceTensor tensor) {
    byHandle.put(++lastHandle, tensor);
    return lastHandle;
  }

  DeviceTensor get(int handle) {
    DeviceTensor tensor = byHandle.get(handle);
    if (tensor == null) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a tensor kept on the device, found one that is gone");
    }
    return tensor;
  }

  void free(int handle) {
    DeviceTensor tensor = byHandle.remove(handle);
    if (tensor != null) {
      tensor.close();
    }
  }
}
