package dev.hearth.manifest;

import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.Framing.Align;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.image.Sizing.To;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An unedited {@code preprocessor_config.json} of Hugging Face, as the slow (NumPy and Pillow)
 * image processors of Transformers 4 read it.
 *
 * <p>Steps that are absent are those of most processors: {@code do_resize}, {@code do_rescale} and
 * {@code do_normalize} happen where their numbers are given, everything else only where asked for.
 */
public final class HuggingFaceImageConfig {
  private static final Filter[] FILTERS = {
    Filter.NEAREST, Filter.LANCZOS, Filter.BILINEAR, Filter.BICUBIC, Filter.BOX, Filter.HAMMING
  };

  /** Qwen2-VL's patch_size 14 times its merge_size 2. */
  private static final int PIXELS_MULTIPLE = 28;

  /** From here on ConvNeXT does not crop. */
  private static final int LARGE = 384;

  /** As rescale_factor where a config asks for rescaling without one. */
  private static final double ONE_OF_255 = 1 / 255.0;

  private final JsonObject json;
  private final HuggingFaceImageType type;

  private HuggingFaceImageConfig(JsonObject json) {
    // What these say concerns labels, batches or the form of the answer.
    this.json =
        json.ignore(
            "format", "do_reduce_labels", "reduce_labels", "return_tensors", "disable_grouping");
    type = HuggingFaceImageType.of(json);
  }

  /**
   * Returns what a config says.
   *
   * @param text the file
   * @throws InferenceException MANIFEST_INVALID if it is not JSON, has an unknown key, or asks for
   *     what is not supported; the message names the key
   */
  public static ImagePreprocessing read(String text) {
    JsonObject json = JsonObject.parse("preprocessor_config.json", text);
    try {
      ImagePreprocessing read = new HuggingFaceImageConfig(json).preprocessing();
      for (String key : json.members().keySet()) {
        if (json.members().get(key) == null) {
          json.ignore(key);
        }
      }
      json.end();
      return read;
    } catch (IllegalArgumentException | InferenceException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "preprocessor_config.json: "
              + e.getMessage()
              + "; what Hearth does not read there, preprocessing.image of hearth.json can say",
          e);
    }
  }

  private ImagePreprocessing preprocessing() {
    refuse("do_crop_margin", "cutting white margins off");
    refuse("do_thumbnail", "a second resize");
    boolean rescale = json.bool("do_rescale", true);
    double factor = json.number("rescale_factor", ONE_OF_255);
    boolean normalize = json.bool("do_normalize", json.has("image_mean") || json.has("mean"));
    if (normalize && !json.has("image_mean") && !json.has("mean")) {
      throw json.wrong("image_mean", "given, with do_normalize");
    }
    PerChannel mean = values("image_mean", "mean", 0);
    PerChannel std = values("image_std", "std", 1);
    json.bool("do_convert_rgb", true); // The input has three channels either way.
    boolean bgr = json.bool("do_flip_channel_order", false);
    if (!json.string("data_format", "channels_first").endsWith("first")) {
      throw json.wrong("data_format", "channels_first");
    }
    int resample = json.integer("resample", type.defaultResample());
    if (resample < 0 || resample >= FILTERS.length) {
      throw json.wrong("resample", "0 to 5");
    }
    Sizing sizing = sizing();
    return new ImagePreprocessing(
        bgr ? Color.BGR : Color.RGB,
        Fit.FREE,
        sizing,
        type.isFast()
            ? ResizeMethod.torchvision(FILTERS[resample], true)
            : ResizeMethod.pillow(FILTERS[resample]),
        framing(sizing),
        null,
        false,
        rescale ? factor : 1,
        normalize ? mean : PerChannel.of(0),
        normalize ? std : PerChannel.of(1),
        Layout.NCHW);
  }

  private Sizing sizing() {
    boolean resize =
        json.bool(
            "do_resize", json.has("size") || json.has("size_divisor") || json.has("min_pixels"));
    int multiple = json.integer("size_divisor", 1);
    int fewest = json.integer("min_pixels", 0);
    int most = json.integer("max_pixels", 0);
    Sizing wanted = Sizing.none();
    if (fewest > 0 || most > 0) {
      sizeObject(); // Repeats both numbers, as the edges.
      int divisor = multiple > 1 ? multiple : PIXELS_MULTIPLE;
      wanted = new Sizing(To.PIXELS, 0, 0, fewest, most, divisor, false);
    } else if (json.has("size")) {
      wanted = size(multiple);
    } else if (multiple > 1) {
      wanted = new Sizing(To.NONE, 0, 0, 0, 0, multiple, false);
    }
    return resize ? wanted : Sizing.none();
  }

  private Sizing size(int multiple) {
    if (!isObject("size")) {
      int edge = json.integer("size");
      if (json.has("max_size")) {
        return new Sizing(To.SHORTEST, 0, 0, edge, json.integer("max_size"), multiple, true);
      }
      // Without a crop most older processors made it a square.
      return shortest() || (crops() && !type.isSquare())
          ? shortest(edge)
          : Sizing.exact(edge, edge);
    }
    JsonObject size = json.object("size");
    int width = size.integer("width", 0);
    int height = size.integer("height", 0);
    int shortest = size.integer("shortest_edge", 0);
    int longest = size.integer("longest_edge", 0);
    size.end();
    if (shortest > 0 && shortest()) {
      return shortest(shortest);
    }
    To to = width > 0 || height > 0 ? To.EXACT : shortest > 0 ? To.SHORTEST : To.LONGEST;
    boolean rounded = longest > 0; // DETR's way, and Segment Anything's.
    return new Sizing(to, width, height, shortest, longest, multiple, rounded);
  }

  /** Returns whether the processor makes of the shorter edge what its size does not say alone. */
  private boolean shortest() {
    return type.isConvNext() || type.isLevit();
  }

  private Sizing shortest(int edge) {
    if (type.isLevit()) {
      return Sizing.shortest((int) (256 / 224.0 * edge), 0);
    } else if (!type.isConvNext()) {
      return Sizing.shortest(edge, 0);
    }
    double part = json.number("crop_pct", 224 / 256.0);
    return edge < LARGE ? Sizing.shortest((int) (edge / part), 0) : Sizing.exact(edge, edge);
  }

  private void sizeObject() {
    if (json.has("size")) {
      JsonObject size = json.object("size");
      size.integer("shortest_edge", 0);
      size.integer("longest_edge", 0);
      size.end();
    }
  }

  private boolean isObject(String key) {
    return json.members().get(key) instanceof Map;
  }

  private boolean crops() {
    return json.bool("do_center_crop", json.has("crop_size"));
  }

  private Framing framing(Sizing sizing) {
    int[] crop = box("crop_size");
    boolean crops = crops();
    if (type.isConvNext() && sizing.to() == To.SHORTEST) {
      int edge =
          isObject("size") ? json.object("size").integer("shortest_edge") : json.integer("size");
      crop = new int[] {edge, edge};
      crops = true;
    }
    int[] pad = box("pad_size");
    int multiple = json.integer("size_divisibility", 1);
    boolean pads = json.bool("do_pad", pad != null || multiple > 1);
    if (pads && json.has("pad_size") && !isObject("pad_size")) {
      throw json.wrong("pad_size", "a height and width, mirrored padding being not supported");
    }
    if (crops && crop == null && sizing.to() != To.EXACT) {
      throw json.wrong("crop_size", "a size, with do_center_crop");
    }
    if (crops && pads) {
      throw json.wrong("do_pad", "false where do_center_crop is true");
    }
    if (crops) {
      int[] size = crop != null ? crop : new int[] {sizing.width(), sizing.height()};
      Align align = type.isFast() ? Align.CENTRE : Align.CENTRE_FLOOR;
      return new Framing(size[0], size[1], 1, align, PerChannel.of(0), false);
    }
    // A batch of one picture is as large as the picture.
    boolean exact = sizing.to() == To.EXACT;
    int width = pads && pad != null ? pad[0] : exact ? sizing.width() : 0;
    int height = pads && pad != null ? pad[1] : exact ? sizing.height() : 0;
    return new Framing(width, height, pads ? multiple : 1, Align.START, PerChannel.of(0), true);
  }

  /** Returns {width, height}, or null where the key is absent. */
  private int @Nullable [] box(String key) {
    if (!json.has(key)) {
      return null;
    }
    int[] out;
    if (isObject(key)) {
      JsonObject size = json.object(key);
      out = new int[] {size.integer("width"), size.integer("height")};
      size.end();
    } else {
      out = new int[] {json.integer(key), json.integer(key)};
    }
    if (out[0] < 1 || out[1] < 1) {
      throw json.wrong(key, "at least 1");
    }
    return out;
  }

  private PerChannel values(String key, String olderKey, double otherwise) {
    double[] older = json.numbers(olderKey);
    double[] values = json.has(key) ? json.numbers(key) : older;
    return values.length == 0 ? PerChannel.of(otherwise) : PerChannel.of(values);
  }

  private void refuse(String key, String what) {
    if (json.bool(key, false)) {
      throw json.wrong(key, "false, " + what + " being not supported");
    }
  }
}
