package dev.hearth.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.importer.Preview;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Variant;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.model.SourceModel;
import dev.hearth.model.onnx.OnnxSummary;
import dev.hearth.site.StoredVersion;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Says what a model's files or a package are made of, as JSON of stable keys. */
public final class Inspector {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_PROPERTY_CHARS = 2000;

  private Inspector() {}

  /**
   * Returns what a path holds: {@code kind} is {@code package} or {@code model}; a package has
   * {@code package} and the {@code model} of its first variant, a model has {@code model} and
   * {@code import}, what an import would make of it.
   *
   * @param path a model file, the folder of one, or a package's folder
   * @throws dev.hearth.model.BadInputException if it is none of these
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
    SourceModel model = preview.model();
    ObjectNode out = JSON.createObjectNode();
    out.put("format", model.format()).put("weights", model.variant());
    ArrayNode files = out.putArray("files");
    long bytes = 0;
    for (SourceFile file : model.files()) {
      files.addObject().put("path", file.path()).put("bytes", file.bytes());
      bytes += file.bytes();
    }
    out.put("bytes", bytes);
    tensors(out.putArray("inputs"), model.inputs(), model);
    tensors(out.putArray("outputs"), model.outputs(), model);
    OnnxSummary summary = preview.summary();
    if (summary == null) {
      TfjsContents.add(out, model.main().file());
    } else {
      onnx(out, summary);
      ProviderReport.add(out.putObject("providers"), model, summary);
    }
    return out;
  }

  private static void onnx(ObjectNode out, OnnxSummary summary) {
    out.put("irVersion", summary.irVersion());
    ObjectNode opsets = out.putObject("opsets");
    summary
        .opsets()
        .forEach((domain, version) -> opsets.put(domain.isEmpty() ? "ai.onnx" : domain, version));
    out.put("producer", summary.producer()).put("description", summary.description());
    ObjectNode metadata = out.putObject("metadata");
    for (Map.Entry<String, String> property : summary.metadata().entrySet()) {
      metadata.put(property.getKey(), cut(property.getValue()));
    }
    ObjectNode operators = out.putObject("operators");
    summary.operators().forEach(operators::put);
    out.put("parameters", summary.parameterCount());
    ObjectNode types = out.putObject("parametersByType");
    summary.parameters().forEach(types::put);
  }

  private static String cut(String text) {
    return text.length() <= MAX_PROPERTY_CHARS
        ? text
        : text.substring(0, MAX_PROPERTY_CHARS) + "... (" + text.length() + " characters)";
  }

  private static void tensors(ArrayNode out, List<TensorInfo> tensors, SourceModel model) {
    for (TensorInfo tensor : tensors) {
      ObjectNode one = out.addObject().put("name", tensor.name()).put("type", tensor.type().id());
      if (model.shapeless().contains(tensor.name())) {
        one.putNull("shape");
        continue;
      }
      ArrayNode shape = one.putArray("shape");
      for (Dimension axis : tensor.dimensions()) {
        if (axis.isFree()) {
          shape.add(axis.name());
        } else {
          shape.add(axis.size());
        }
      }
    }
  }

  private static ObjectNode guess(Preview preview) throws JsonProcessingException {
    ObjectNode out = JSON.createObjectNode();
    out.put("name", preview.identity().name()).put("title", preview.identity().title());
    out.put("license", preview.identity().license());
    out.put("description", preview.identity().description());
    out.put("task", preview.task().id());
    Preview.Settings settings = preview.settings();
    if (settings != null) {
      settings.labels().forEach(out.putArray("labels")::add);
      out.setAll((ObjectNode) JSON.readTree(settings.description()));
    }
    preview.notes().forEach(out.putArray("notes")::add);
    return preview.refusal().isEmpty() ? out : out.put("refused", preview.refusal());
  }
}
