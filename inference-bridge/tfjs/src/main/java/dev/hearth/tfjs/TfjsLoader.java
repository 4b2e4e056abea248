package dev.hearth.tfjs;

import dev.hearth.js.TypedArrays;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.tfjs.jso.Tf;
import dev.hearth.tfjs.jso.TfIoHandler;
import dev.hearth.tfjs.jso.TfLayers;
import dev.hearth.tfjs.jso.TfModel;
import dev.hearth.tfjs.jso.TfModelArtifacts;
import dev.hearth.tfjs.jso.TfModelJson;
import dev.hearth.tfjs.jso.TfWeightsManifestEntry;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** Loads a model's files into a backend. The weights are read where they lie, file by file. */
final class TfjsLoader {
  private static final String FAILED = "TensorFlow.js could not load the model";

  private TfjsLoader() {}

  static TfModelJson json(ModelFiles files) {
    return TfModelJson.parse(TypedArrays.unsigned(files.bytes(files.mainPath())));
  }

  static TfModel graphModel(TfjsBackend backend, TfModelJson json, ModelFiles files) {
    TfModelArtifacts artifacts = artifacts(json, files);
    if (backend.name().equals("webgpu")) {
      TfModelArtifacts.stream(artifacts);
    }
    return backend.await(loadGraphModel(backend.tf(), TfModelArtifacts.handler(artifacts)), FAILED);
  }

  // With a stream of weights loadLayersModel loads none, and says nothing.
  static TfModel layersModel(
      TfjsBackend backend, TfLayers layers, TfModelJson json, ModelFiles files) {
    TfIoHandler handler = TfModelArtifacts.handler(artifacts(json, files));
    return backend.await(layers.loadLayersModel(handler), FAILED);
  }

  private static TfModelArtifacts artifacts(TfModelJson json, ModelFiles files) {
    JSArray<JSObject> specs = new JSArray<>();
    JSArray<ArrayBuffer> data = new JSArray<>();
    JSArrayReader<TfWeightsManifestEntry> groups = json.getWeightsManifest();
    for (int i = 0; i < groups.getLength(); i++) {
      JSArrayReader<JSObject> weights = groups.get(i).getWeights();
      for (int j = 0; j < weights.getLength(); j++) {
        specs.push(weights.get(j));
      }
      JSArrayReader<JSString> paths = groups.get(i).getPaths();
      for (int j = 0; j < paths.getLength(); j++) {
        String path = paths.get(j).stringValue();
        // As TF.js itself writes it.
        byte[] bytes = files.bytes(path.startsWith("./") ? path.substring(2) : path);
        data.push(TypedArrays.unsigned(bytes).getBuffer());
      }
    }
    return TfModelArtifacts.create(json, specs, data);
  }

  // The weights are kept, so that a run never disposes of one that is an output too; those of a
  // graph that cannot be loaded go with the scope.
  @JSBody(
      params = {"tf", "handler"},
      script =
          "const engine = tf.engine();"
              + "engine.startScope();"
              + "return tf.loadGraphModel(handler).then(model => {"
              + "  Object.values(model.weights).flat().forEach(weight => tf.keep(weight));"
              + "  return model;"
              + "}).finally(() => engine.endScope());")
  private static native JSPromise<TfModel> loadGraphModel(Tf tf, TfIoHandler handler);
}
