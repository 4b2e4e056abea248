package dev.hearth.browser;

import dev.hearth.onnx.OrtSessionFactory;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import java.util.List;

/** Makes sessions that can leave their outputs on the GPU, where there is one. */
final class OnDeviceFactory implements SessionFactory {
  private final OrtSessionFactory onnx;

  OnDeviceFactory(OrtSessionFactory onnx) {
    this.onnx = onnx;
  }

  @Override
  public List<String> providers() {
    return onnx.providers();
  }

  @Override
  public ProviderSupport support(String provider) {
    return onnx.support(provider);
  }

  @Override
  public InferenceSession create(ModelFiles files, String provider) {
    return provider.equals("webgpu") ? onnx.createOnDevice(files) : onnx.create(files, provider);
  }
}
