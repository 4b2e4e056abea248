package dev.hearth.js;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProviderProbesTest {
  @Test
  void isSoftware_knowsWhatStandsInForGpus() {
    String[] programs = {
      "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
      "google swiftshader",
      "Mesa/X.org, llvmpipe (LLVM 15.0.6, 256 bits)",
      "ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0, D3D11)",
      "Apple Software Renderer",
    };
    for (String name : programs) {
      assertTrue(ProviderProbes.isSoftware(name), name);
    }
    assertFalse(ProviderProbes.isSoftware("ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)"));
    assertFalse(ProviderProbes.isSoftware("Apple M1"));
  }
}
