package dev.hearth.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.runtime.InferenceException.Code;
import org.junit.jupiter.api.Test;

/** Sentences as onnxruntime-web 1.30.0 gives them. */
final class OrtErrorsTest {
  @Test
  void code_sentencesOfTheRuntime_areTold() {
    String node = "Could not find an implementation for Identity(21) node with name ''";
    String started = "no available backend found. ERR: [wasm] TypeError: not supported";
    assertEquals(Code.UNSUPPORTED_OPERATOR, OrtErrors.code("ERROR_CODE: 9, " + node));
    assertEquals(
        Code.UNSUPPORTED_OPERATOR,
        OrtErrors.code("cannot resolve operator 'TopK' with opsets: ai.onnx v24"));
    assertEquals(
        Code.UNSUPPORTED_OPERATOR,
        OrtErrors.code("Program Cast requires f16 but the device does not support it."));
    assertEquals(
        Code.OUT_OF_MEMORY, OrtErrors.code("Can't create a session. failed to allocate a buffer"));
    assertEquals(Code.OUT_OF_MEMORY, OrtErrors.code("ERROR_CODE: 6, std::bad_alloc"));
    assertEquals(Code.PROVIDER_UNAVAILABLE, OrtErrors.code(started));
    assertEquals(
        Code.RUNTIME_FAILED,
        OrtErrors.code("ERROR_CODE: 7, Failed to load model because protobuf parsing failed."));
  }
}
