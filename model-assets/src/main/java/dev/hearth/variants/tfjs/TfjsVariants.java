package dev.hearth.variants.tfjs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.variants.Halves;
import dev.hearth.variants.VariantKind;
import dev.hearth.variants.WeightError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes variants of TensorFlow.js models as its converter does: the larger float32 weights in half
 * precision, or as whole steps between their least and largest value.
 */
public final class TfjsVariants {
  /** Weights of fewer elements stay as they are. */
  private static final int LEAST_ELEMENTS = 1024;

  private static final ObjectMapper JSON = new ObjectMapper();
  private final SourceModel model;
  private final VariantKind kind;
  private final WeightError error;
  private int stored;

  private TfjsVariants(SourceModel model, VariantKind kind, WeightError error) {
    this.model = model;
    this.kind = kind;
    this.error = error;
  }

  /**
   * Returns the files of a variant: model.json, and one file for each group of weights.
   *
   * @param error takes how far each stored weight is from its trained one
   * @throws BadInputException if the model cannot have it; the message says why
   */
  public static List<SourceFile> make(
      SourceModel model, VariantKind kind, Scratch scratch, WeightError error) throws IOException {
    return new TfjsVariants(model, kind, error).make(scratch.folder());
  }

  private List<SourceFile> make(Path folder) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(SourceFile.main(model).toFile());
    List<SourceFile> files = new ArrayList<>();
    int file = 1;
    int number = 1;
    for (JsonNode group : json.path("weightsManifest")) {
      int count = group.path("paths").size();
      String path = "group" + number++ + "-shard1of1.bin";
      List<SourceFile> parts = SourceFile.all(model).subList(file, file + count);
      List<@Nullable AffineRange> ranges = ranges(group, parts);
      try (WeightInput in = new WeightInput(parts);
          OutputStream out =
              new BufferedOutputStream(Files.newOutputStream(folder.resolve(path)))) {
        write(group, ranges, in, out);
      }
      file += count;
      ArrayNode paths = JSON.createArrayNode();
      if (count > 0) {
        paths.add(path);
        files.add(SourceFile.of(path, folder.resolve(path)));
      }
      ((ObjectNode) group).set("paths", paths);
    }
    if (stored == 0) {
      throw new BadInputException("the model has no float32 weights to speak of");
    }
    Path main = folder.resolve(model.main().path());
    Files.write(main, JSON.writeValueAsBytes(json));
    files.add(0, SourceFile.of(model.main().path(), main));
    return files;
  }

  /** Returns the range of each weight that is stored otherwise, null for those that are not. */
  private List<@Nullable AffineRange> ranges(JsonNode group, List<SourceFile> files)
      throws IOException {
    List<@Nullable AffineRange> ranges = new ArrayList<>();
    for (JsonNode weight : group.path("weights")) {
      if (weight.path("dtype").asText().equals("string")) {
        // Texts say their own length: a group with some is left as it is.
        return List.of();
      }
    }
    try (WeightInput in = new WeightInput(files)) {
      for (JsonNode weight : group.path("weights")) {
        long elements = elements(weight);
        if (!isStored(weight, elements)) {
          in.skip(elements * bytes(weight));
          ranges.add(null);
          continue;
        }
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        in.floats(
            elements,
            (values, count) -> {
              for (int i = 0; i < count; i++) {
                if (!(Math.abs(values[i]) <= Halves.LARGEST)) {
                  throw new BadInputException(
                      "the weight " + weight.path("name").asText() + " holds " + values[i]);
                }
                ends[0] = Math.min(ends[0], values[i]);
                ends[1] = Math.max(ends[1], values[i]);
              }
            });
        ranges.add(AffineRange.of(ends[0], ends[1], kind == VariantKind.UINT8 ? 255 : 65535));
      }
    }
    return ranges;
  }

  private void write(
      JsonNode group, List<@Nullable AffineRange> ranges, WeightInput in, OutputStream out)
      throws IOException {
    for (int i = 0; i < ranges.size(); i++) {
      JsonNode weight = group.path("weights").get(i);
      AffineRange range = ranges.get(i);
      if (range == null) {
        in.copy(elements(weight) * bytes(weight), out);
      } else {
        store((ObjectNode) weight, range, in, out);
        stored++;
      }
    }
    in.copy(Long.MAX_VALUE, out);
  }

  private static long elements(JsonNode weight) {
    long elements = 1;
    for (JsonNode size : weight.path("shape")) {
      elements *= size.asInt();
    }
    return elements;
  }

  // A vector in eight bits, such as variances near zero, can cost a model its sense.
  private boolean isStored(JsonNode weight, long elements) {
    return weight.path("dtype").asText().equals("float32")
        && !weight.has("quantization")
        && elements >= LEAST_ELEMENTS
        && (kind == VariantKind.FP16 || weight.path("shape").size() >= 2);
  }

  private static int bytes(JsonNode weight) {
    String stored = weight.path("quantization").path("dtype").asText(weight.path("dtype").asText());
    return switch (stored) {
      case "uint8", "bool" -> 1;
      case "float16", "uint16" -> 2;
      case "complex64" -> 8;
      default -> 4;
    };
  }

  private void store(ObjectNode weight, AffineRange range, WeightInput in, OutputStream out)
      throws IOException {
    long elements = elements(weight);
    ObjectNode quantization = weight.putObject("quantization");
    boolean halves = kind == VariantKind.FP16;
    boolean bytes = kind == VariantKind.UINT8;
    quantization.put("dtype", halves ? "float16" : kind.id());
    if (!halves) {
      quantization.put("min", range.min()).put("scale", range.scale());
    }
    in.floats(
        elements,
        (values, count) -> {
          ByteBuffer to = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = 0; i < count; i++) {
            if (halves) {
              short half = Halves.of(values[i]);
              error.add(values[i], Halves.toFloat(half));
              to.putShort(half);
              continue;
            }
            int step = range.step(values[i]);
            error.add(values[i], range.value(step));
            if (bytes) {
              to.put((byte) step);
            } else {
              to.putShort((short) step);
            }
          }
          out.write(to.array(), 0, to.position());
        });
  }
}
