package dev.hearth.inspect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.model.SourceFile;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.source.ModelFile;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Where an ONNX model can run: by loading it for wasm, by lists of operators for the rest. */
final class ProviderReport {
  /** A larger one would need as much memory here. */
  private static final long MAX_LOADED_BYTES = 512L << 20;

  private ProviderReport() {}

  static void add(ObjectNode out, SourceModel model, OnnxSummary summary) throws IOException {
    ObjectNode wasm = out.putObject("wasm");
    long bytes = model.files().stream().mapToLong(ModelFile::bytes).sum();
    if (bytes > MAX_LOADED_BYTES) {
      wasm.putNull("runs").put("reason", "too large to be loaded here");
    } else {
      String failure = load(model);
      wasm.put("runs", failure.isEmpty());
      wasm.put("reason", failure.isEmpty() ? "ONNX Runtime for Java loads it" : failure);
    }
    for (String provider : List.of("webgpu", "webgl")) {
      List<String> missing = OperatorSupport.of(provider).missing(summary);
      ObjectNode one = out.putObject(provider);
      // What WebGPU lacks runs on wasm, in the same session; WebGL is alone.
      boolean none = provider.equals("webgl") && !missing.isEmpty();
      one.put("runs", !none);
      String rest = none ? "operators are missing" : "the missing operators run on wasm";
      one.put("reason", missing.isEmpty() ? "all operators have kernels" : rest);
      missing.forEach(one.putArray("missing")::add);
    }
  }

  private static String load(SourceModel model) throws IOException {
    ModelFiles files = new ModelFiles();
    for (SourceFile file : SourceFile.all(model)) {
      files.add(file.path(), Files.readAllBytes(file.file()));
    }
    try (InferenceSession session =
        new OrtJvmSessionFactory().create(files, OrtJvmSessionFactory.CPU)) {
      return session.inputs().isEmpty() ? "it has no inputs" : "";
    } catch (InferenceException e) {
      return e.getMessage();
    }
  }
}
