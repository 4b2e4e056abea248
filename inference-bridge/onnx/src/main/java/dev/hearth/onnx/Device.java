package dev.hearth.onnx;

/** What a session computes on and may lose: a GPU, or the CPU, which stays. */
interface Device {
  /** The device of the wasm provider. */
  Device CPU =
      new Device() {
        @Override
        public String lost() {
          return "";
        }

        @Override
        public void lose() {
          throw new IllegalStateException("Expected a session on a GPU, found none");
        }
      };

  /** Returns why the device was lost; empty while it is there. */
  String lost();

  /** Loses it on purpose, for tests. */
  void lose();
}
