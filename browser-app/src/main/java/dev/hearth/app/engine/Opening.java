package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.FileMessage;
import dev.hearth.app.engine.Request.RejectedMessage;
import dev.hearth.js.Blobs;
import dev.hearth.json.Names;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.LoadOptions;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ModelFiles;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArrayReader;

/** Reads what a request to open a model says of it. */
final class Opening {
  private Opening() {}

  static LoadOptions options(Request request) {
    return new LoadOptions(
        providers(request.getProvider()),
        request.getVariant(),
        request.isSelfTested(),
        rejected(request.getExclude()));
  }

  private static List<String> providers(String names) {
    List<String> out = new ArrayList<>();
    String rest = names;
    while (!rest.isEmpty()) {
      int comma = (rest + ",").indexOf(',');
      out.add(rest.substring(0, comma));
      rest = rest.substring(Math.min(comma + 1, rest.length()));
    }
    return out;
  }

  private static List<Rejected> rejected(JSArrayReader<RejectedMessage> messages) {
    List<Rejected> out = new ArrayList<>();
    for (int i = 0; i < messages.getLength(); i++) {
      RejectedMessage one = messages.get(i);
      out.add(
          new Rejected(
              new Candidate(one.getProvider(), new Variant(one.getVariant(), List.of(), List.of())),
              new InferenceException(
                  Names.constant(Code.values(), one.getCode()), one.getReason())));
    }
    return out;
  }

  // The graph first; paths are those inside its folder.
  static ModelFiles files(JSArrayReader<FileMessage> given) {
    int main = 0;
    for (int i = 1; i < given.getLength(); i++) {
      if (graphLikeness(given.get(i)) > graphLikeness(given.get(main))) {
        main = i;
      }
    }
    String mainPath = given.get(main).getPath();
    String folder = mainPath.substring(0, mainPath.lastIndexOf('/') + 1);
    ModelFiles out = new ModelFiles();
    add(out, given.get(main), folder);
    for (int i = 0; i < given.getLength(); i++) {
      if (i != main) {
        add(out, given.get(i), folder);
      }
    }
    return out;
  }

  /** Returns the same files for a manifest. */
  static List<Artifact> artifacts(JSArrayReader<FileMessage> given, ModelFiles files) {
    List<Artifact> out = new ArrayList<>();
    for (String path : files.paths()) {
      for (int i = 0; i < given.getLength(); i++) {
        String whole = given.get(i).getPath();
        if (whole.equals(path) || whole.endsWith("/" + path)) {
          Shard all = new Shard(given.get(i).getSha256(), files.bytes(path).length);
          out.add(new Artifact(path, List.of(all)));
          break;
        }
      }
    }
    return out;
  }

  // TensorFlow.js does not insist on the name model.json.
  private static int graphLikeness(FileMessage file) {
    String path = file.getPath();
    if (path.endsWith(".onnx") || path.endsWith("model.json")) {
      return 2;
    }
    return path.endsWith(".json") ? 1 : 0;
  }

  private static void add(ModelFiles files, FileMessage file, String folder) {
    String path = file.getPath();
    files.add(
        path.startsWith(folder) ? path.substring(folder.length()) : path,
        Blobs.bytes(file.getData()).toJavaArray());
  }
}
