package dev.hearth.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.junit.jupiter.api.Test;

final class RuntimeFilesTest {
  private static final String TEXT =
      """
      {"onnxruntime-web": {"version": "1.30.0", "modules": {
        "webgl": {"module": "onnxruntime-web/ort.webgl.min.mjs", "wasm": []}}}}
      """;

  private final RuntimeFiles files = RuntimeFiles.parse("/vendor/", "onnxruntime-web", TEXT);

  @Test
  void moduleUrl_isInTheFolder() {
    assertEquals("1.30.0", files.version());
    assertEquals("/vendor/onnxruntime-web/ort.webgl.min.mjs", files.moduleUrl("webgl"));
    assertEquals(0, files.wasm("webgl").length);
  }

  @Test
  void moduleUrl_unknownModule_namesIt() {
    InferenceException e =
        assertThrows(InferenceException.class, () -> files.moduleUrl("asyncify"));
    assertEquals(Code.PROVIDER_UNAVAILABLE, e.code());
    assertTrue(e.getMessage().contains("asyncify"), e.getMessage());
  }

  @Test
  void checkVersion_another_namesBoth() {
    files.checkVersion("webgl", "1.30.0");
    InferenceException e =
        assertThrows(InferenceException.class, () -> files.checkVersion("webgl", "1.29.0"));
    assertEquals(Code.PROVIDER_UNAVAILABLE, e.code());
    assertTrue(e.getMessage().contains("1.30.0"), e.getMessage());
    assertTrue(e.getMessage().contains("1.29.0"), e.getMessage());
  }

  @Test
  void parse_withoutTheRuntime_refuses() {
    assertThrows(
        InferenceException.class, () -> RuntimeFiles.parse("/vendor/", "onnxruntime-web", "{}"));
  }
}
