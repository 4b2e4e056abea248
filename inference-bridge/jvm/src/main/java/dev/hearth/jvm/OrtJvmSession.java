package dev.hearth.jvm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hearth.runtime.Feeds;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session on ONNX Runtime for Java. */
final class OrtJvmSession implements InferenceSession {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OrtSignature signature;
  private boolean closed;

  private OrtJvmSession(OrtEnvironment environment, OrtSession session, OrtSignature signature) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
  }

  /** Returns a session that owns {@code session}, or closes it where its signature is refused. */
  static OrtJvmSession over(OrtEnvironment environment, OrtSession session) throws OrtException {
    try {
      return new OrtJvmSession(environment, session, OrtSignature.of(session));
    } catch (InferenceException | OrtException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public List<TensorInfo> inputs() {
    return signature.inputs();
  }

  @Override
  public List<TensorInfo> outputs() {
    return signature.outputs();
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> feeds) {
    if (closed) {
      throw new IllegalStateException("Expected an open session, found a closed one");
    }
    Feeds.check(inputs(), feeds);
    Map<String, OnnxTensor> natives = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> feed : feeds.entrySet()) {
        natives.put(feed.getKey(), OrtTensors.toOrt(environment, feed.getValue()));
      }
      try (OrtSession.Result result = session.run(natives)) {
        return fetches(result);
      }
    } catch (OrtException e) {
      throw OrtErrors.translate("Could not run the model", e);
    } finally {
      natives.values().forEach(OnnxTensor::close);
    }
  }

  private static Map<String, Tensor> fetches(OrtSession.Result result) throws OrtException {
    Map<String, Tensor> fetches = new LinkedHashMap<>();
    for (Map.Entry<String, OnnxValue> entry : result) {
      if (!(entry.getValue() instanceof OnnxTensor tensor)) {
        throw new InferenceException(
            Code.RUNTIME_FAILED,
            "Expected output " + entry.getKey() + " to be a tensor, found " + entry.getValue());
      }
      fetches.put(entry.getKey(), OrtTensors.fromOrt(tensor));
    }
    return fetches;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      session.close();
    } catch (OrtException e) {
      throw OrtErrors.translate("Could not close the session", e);
    }
  }
}
