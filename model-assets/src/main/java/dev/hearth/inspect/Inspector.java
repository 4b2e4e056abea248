package dev.hearth.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.guess.ModelFacts;
import dev.hearth.importer.Preview;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Variant;
import dev.hearth.model.Scratch;
import dev.hearth.site.StoredVersion;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxSummary;
import java.io.IOException;
import java.nio.file.Path;

/** Says what a model's files or a package are made of, as JSON of stable keys. */
public final class Inspector {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Inspector() {}

  /**
   * Returns what a path holds: {@code kind} is {@code package} or {@code model}; a package has
   * {@code package} and the {@code model} of its first variant, a model has {@code model} and
   * {@code import}, what an import would make of it.
   *
   * @param path a model file, the folder of one, or a package's folder
   * @throws dev.hearth.source.BadInputException if it is none of these
   */
  public static ObjectNode inspect(Path path) throws IOException {
    ObjectNode out = JSON.createObjectNode();
    StoredVersion folder = StoredVersion.at(path);
    try (Scratch scratch = new Scratch()) {
      if (folder == null) {
        Preview preview = Preview.of(path, scratch);
        out.put("kind", "model").put("path", preview.file().toString());
        out.set("model", model(preview));
        out.set("import", guess(preview));
      } else {
        ModelManifest manifest = folder.manifest();
        Path main = folder.assemble(manifest.variants().get(0), scratch.folder());
        Preview preview = Preview.of(main, scratch);
        out.put("kind", "package").put("path", folder.folder().toString());
        out.set("package", describe(manifest));
        out.set("model", model(preview));
      }
    }
    return out;
  }

  private static ObjectNode describe(ModelManifest manifest) throws JsonProcessingException {
    ObjectNode out = JSON.createObjectNode();
    out.put("name", manifest.name()).put("version", manifest.version());
    out.put("title", manifest.title()).put("license", manifest.license());
    out.put("task", manifest.task().id()).put("runtime", manifest.runtime().id());
    ArrayNode variants = out.putArray("variants");
    for (Variant variant : manifest.variants()) {
      ObjectNode one = variants.addObject().put("name", variant.name());
      one.put("files", variant.artifacts().size()).put("bytes", variant.bytes());
      variant.needs().forEach(one.putArray("needs")::add);
    }
    manifest.labels().forEach(out.putArray("labels")::add);
    out.put("goldens", manifest.goldens() == null ? 0 : manifest.goldens().cases().size());
    out.setAll((ObjectNode) JSON.readTree(settings(manifest)));
    return out.put("generator", manifest.generator());
  }

  private static String settings(ModelManifest manifest) {
    return ModelDescription.settings(manifest.preprocessing(), manifest.postprocessing())
        .toString();
  }

  private static ObjectNode model(Preview preview) throws IOException {
    SourceModel model = preview.guess().model();
    OnnxSummary summary = preview.summary();
    ObjectNode out = (ObjectNode) JSON.readTree(ModelFacts.of(model, summary).toString());
    if (summary != null) {
      ProviderReport.add(out.putObject("providers"), model, summary);
    }
    return out;
  }

  private static ObjectNode guess(Preview preview) throws JsonProcessingException {
    return (ObjectNode) JSON.readTree(preview.guess().toJson().toString());
  }
}
