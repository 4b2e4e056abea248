package dev.hearth.manifest;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.json.JsonNumber;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One version of a model: everything a browser needs to load, check and use it. It lies at {@code
 * models/<name>/<version>/manifest.json} and never changes.
 *
 * @param name the model's folder: lower-case letters, digits, {@code -}, {@code _} and {@code .}
 * @param version such as {@code 1.0.0}, of the same characters
 * @param title for people
 * @param description one sentence for people, may be empty
 * @param license an SPDX expression, or the words of whoever published the model
 * @param task what it does
 * @param runtime what runs its files
 * @param variants the ways its weights are stored, best first; at least one, and one of them is
 *     taken unasked
 * @param inputs the model's inputs
 * @param outputs the model's outputs
 * @param preprocessing how what a person brings becomes the input
 * @param postprocessing what the outputs mean, read by the task; empty where it needs nothing
 * @param labels the classes' names, in the order of the output
 * @param goldens inputs with known outputs; null where nothing could compute them
 * @param generator the tool and version that wrote this
 */
public record ModelManifest(
    String name,
    String version,
    String title,
    String description,
    String license,
    Task task,
    ModelRuntime runtime,
    List<Variant> variants,
    List<TensorInfo> inputs,
    List<TensorInfo> outputs,
    Preprocessing preprocessing,
    JsonObject postprocessing,
    List<String> labels,
    @Nullable Goldens goldens,
    String generator) {

  /** The version of the manifest's own format. */
  public static final int SCHEMA = 1;

  public ModelManifest {
    variants = List.copyOf(variants);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    labels = List.copyOf(labels);
    require(isFolderName(name), "a name of lower-case letters, digits, - _ .", name);
    require(isFolderName(version), "a version such as 1.0.0", version);
    require(!variants.isEmpty(), "at least one variant", "none");
    boolean offered = false;
    for (Variant variant : variants) {
      offered |= !variant.onRequest();
    }
    require(offered, "a variant that is not on request alone", "none");
  }

  /**
   * Returns the input of a model that has one.
   *
   * @throws InferenceException MANIFEST_INVALID if it has none or several
   */
  public TensorInfo onlyInput() {
    if (inputs.size() == 1) {
      return inputs.get(0);
    }
    throw new InferenceException(
        Code.MANIFEST_INVALID, "Expected one input, found " + inputs.size());
  }

  /** Returns how a picture becomes the input; null if the model takes none. */
  public @Nullable ImagePreprocessing image() {
    return preprocessing.image();
  }

  /** Returns how a sound becomes the input; null if the model takes none. */
  public @Nullable AudioPreprocessing audio() {
    return preprocessing.audio();
  }

  /** Returns the same with other settings of what the outputs mean. */
  public ModelManifest withPostprocessing(JsonObject other) {
    return new ModelManifest(
        name,
        version,
        title,
        description,
        license,
        task,
        runtime,
        variants,
        inputs,
        outputs,
        preprocessing,
        other,
        labels,
        goldens,
        generator);
  }

  /** Returns the same as another version, with other variants. */
  public ModelManifest with(String otherVersion, List<Variant> otherVariants) {
    return new ModelManifest(
        name,
        otherVersion,
        title,
        description,
        license,
        task,
        runtime,
        otherVariants,
        inputs,
        outputs,
        preprocessing,
        postprocessing,
        labels,
        goldens,
        generator);
  }

  /** Returns the size of the smallest variant of those that are taken unasked. */
  public long bytes() {
    long least = Long.MAX_VALUE;
    for (Variant variant : variants) {
      if (!variant.onRequest()) {
        least = Math.min(least, variant.bytes());
      }
    }
    return least;
  }

  /** Returns true if a text can be a model's name or version, which become folders. */
  public static boolean isFolderName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("abcdefghijklmnopqrstuvwxyz0123456789-_.".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.charAt(0) != '.' && !text.equals("blobs");
  }

  /**
   * Returns the manifest a JSON text describes.
   *
   * @throws InferenceException MANIFEST_INVALID if it does not, with the place and what was
   *     expected there
   */
  public static ModelManifest parse(String text) {
    JsonObject json = JsonObject.parse("manifest.json", text);
    if (json.integer("schema") != SCHEMA) {
      throw json.wrong("schema", SCHEMA + ", the one this version of Hearth reads");
    }
    try {
      ModelManifest manifest =
          new ModelManifest(
              json.string("name"),
              json.string("version"),
              json.string("title"),
              json.string("description", ""),
              json.string("license"),
              json.oneOf("task", Task.values()),
              json.oneOf("runtime", ModelRuntime.values()),
              json.objects("variants", Variant::read),
              json.objects("inputs", ModelManifest::readTensor),
              json.objects("outputs", ModelManifest::readTensor),
              Preprocessing.read(json),
              readPostprocessing(json),
              json.strings("labels"),
              json.has("goldens") ? Goldens.read(json.object("goldens")) : null,
              json.string("generator"));
      json.end();
      return manifest;
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, "manifest.json: " + e.getMessage(), e);
    }
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    return new JsonObject()
            .put("schema", SCHEMA)
            .put("name", name)
            .put("version", version)
            .put("title", title)
            .put("description", description)
            .put("license", license)
            .put("task", task.id())
            .put("runtime", runtime.id())
            .put("variants", map(variants, Variant::toJson))
            .put("inputs", map(inputs, ModelManifest::writeTensor))
            .put("outputs", map(outputs, ModelManifest::writeTensor))
            .put("preprocessing", preprocessing.toJson())
            .put("postprocessing", postprocessing.members().isEmpty() ? null : postprocessing)
            .put("labels", labels)
            .put("goldens", goldens == null ? null : goldens.toJson())
            .put("generator", generator)
        + "\n";
  }

  static JsonObject readPostprocessing(JsonObject json) {
    return json.has("postprocessing") ? json.object("postprocessing") : new JsonObject();
  }

  private static TensorInfo readTensor(JsonObject json) {
    List<Dimension> dimensions = new ArrayList<>();
    for (Object axis : json.array("shape")) {
      if (axis instanceof String name) {
        dimensions.add(Dimension.free(name));
      } else if (axis instanceof JsonNumber size
          && size.value() >= 0
          && size.value() == (int) size.value()) {
        dimensions.add(Dimension.fixed((int) size.value()));
      } else {
        throw json.wrong("shape", "an array of sizes and names");
      }
    }
    TensorInfo info =
        new TensorInfo(
            json.string("name"),
            json.oneOf("type", ElementType.values(), ElementType::id),
            dimensions);
    json.end();
    return info;
  }

  private static JsonObject writeTensor(TensorInfo info) {
    List<Object> shape = new ArrayList<>();
    for (Dimension dimension : info.dimensions()) {
      if (dimension.isFree()) {
        shape.add(dimension.name());
      } else {
        shape.add(dimension.size());
      }
    }
    return new JsonObject()
        .put("name", info.name())
        .put("type", info.type().id())
        .put("shape", shape);
  }

  private static void require(boolean condition, String expected, String found) {
    if (!condition) {
      throw new IllegalArgumentException("Expected " + expected + ", found " + found);
    }
  }

  static <T> List<JsonObject> map(List<T> values, Function<T, JsonObject> writer) {
    List<JsonObject> out = new ArrayList<>();
    for (T value : values) {
      out.add(writer.apply(value));
    }
    return out;
  }

  static List<Integer> list(int[] values) {
    List<Integer> out = new ArrayList<>();
    for (int value : values) {
      out.add(value);
    }
    return out;
  }
}
