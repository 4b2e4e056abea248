package dev.hearth.tfjs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.runtime.InferenceException.Code;
import org.junit.jupiter.api.Test;

class TfjsErrorsTest {
  @Test
  void code_ofLossAndLimit_isByName() {
    assertEquals(Code.DEVICE_LOST, TfjsErrors.code(TfjsErrors.LOST, "out of memory"));
    assertEquals(Code.TIMEOUT, TfjsErrors.code(TfjsErrors.LATE, "no answer within 60 s"));
  }

  @Test
  void code_ofMissingKernelsOpsAndLayers_isUnsupportedOperator() {
    String[] messages = {
      "Kernel 'Complex' not registered for backend 'wasm'",
      "Unknown op 'Qr'. File an issue at https://github.com/tensorflow/tfjs/issues",
      "Unknown layer: RandomFlip. This may be due to one of the following reasons:",
      "'Bincount' not yet implemented or not found in the registry. This kernel may not be"
          + " supported by the tfjs backend you have chosen",
    };
    for (String message : messages) {
      assertEquals(Code.UNSUPPORTED_OPERATOR, TfjsErrors.code("Error", message), message);
    }
  }

  @Test
  void code_ofUsedUpMemory_isOutOfMemory() {
    String[] messages = {
      "The WebAssembly memory is used up: no room for 100 bytes",
      "Array buffer allocation failed",
      "WebAssembly.Memory.grow(): Unable to grow instance memory",
      "out of memory: Not enough memory left",
    };
    for (String message : messages) {
      assertEquals(Code.OUT_OF_MEMORY, TfjsErrors.code("RangeError", message), message);
    }
  }

  @Test
  void code_ofAnythingElse_isRuntimeFailed() {
    assertEquals(Code.RUNTIME_FAILED, TfjsErrors.code("TypeError", "x is undefined"));
  }

  @Test
  void isAbort_isWhatWebAssemblyStopsWith() {
    assertTrue(TfjsErrors.isAbort("RuntimeError", "unreachable"));
    assertTrue(TfjsErrors.isAbort("Error", "Aborted(OOM)"));
    assertFalse(TfjsErrors.isAbort("Error", "Kernel 'X' not registered for backend 'wasm'"));
  }
}
