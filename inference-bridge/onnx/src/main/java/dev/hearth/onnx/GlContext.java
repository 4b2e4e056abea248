package dev.hearth.onnx;

import dev.hearth.onnx.jso.OrtWebGlContext;

/** The WebGL context of a webgl module, which answers zeros once it is lost. */
final class GlContext implements Device {
  private final OrtWebGlContext context;

  GlContext(OrtWebGlContext context) {
    this.context = context;
  }

  @Override
  public String lost() {
    return context.isContextLost() ? "WebGL context lost" : "";
  }

  @Override
  public void lose() {
    context.loseContext();
  }
}
