package dev.hearth.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.image.Bitmap;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.PerChannel;
import dev.hearth.image.PreparedImage;
import dev.hearth.jvm.JvmPictures;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.runtime.InferenceException;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures how a picture becomes the input, under changes of {@code preprocessing.image}. */
final class ImageProbe implements Search.Probe, ModelProbe.Input {
  private static final int MAX_VALUES = 1 << 24;
  private final byte[] file;
  private final ObjectNode part;
  private final @Nullable FloatTensor expected;
  private final Map<Boolean, Bitmap> decoded = new HashMap<>();

  /** What the last geometry gave: resizing is what takes time. */
  private @Nullable ImagePreprocessing lastGeometry;

  private @Nullable PreparedImage lastLevels;

  /**
   * Makes a probe.
   *
   * @param file the picture
   * @param part {@code preprocessing.image} as it is
   * @param expected the input that the other side made of the picture; null where only the model
   *     can tell
   */
  ImageProbe(byte[] file, ObjectNode part, @Nullable FloatTensor expected) {
    this.file = file;
    this.part = part;
    this.expected = expected;
  }

  /** Returns the picture as it is decoded under a configuration. */
  Bitmap picture(ImagePreprocessing config) {
    return decoded.computeIfAbsent(config.asStored(), key -> JvmPictures.read(file, config));
  }

  /** Returns the configuration under some changes, or null where there is no such one. */
  @Nullable ImagePreprocessing config(List<Edit> edits) {
    ObjectNode json = Edit.JSON.objectNode();
    json.putObject("preprocessing").set("image", Edit.apply(part, edits));
    try {
      return ModelDescription.parse("image", json.toString()).preprocessing().image();
    } catch (InferenceException e) {
      return null;
    }
  }

  @Override
  public @Nullable Difference measure(List<Edit> edits) {
    FloatTensor values = under(edits);
    return values == null || expected == null
        ? null
        : Difference.of(values, expected, Tolerance.ofPicture(expected));
  }

  @Override
  public @Nullable FloatTensor under(List<Edit> edits) {
    ImagePreprocessing config = config(edits);
    return config == null ? null : values(config);
  }

  /** Returns the input under a configuration, or null where it can be none of this picture. */
  @Nullable FloatTensor values(ImagePreprocessing config) {
    if (config.fit() == Fit.DIGIT || config.framing().after()) {
      try {
        PreparedImage whole = prepared(config);
        return whole == null ? null : FloatTensor.of(whole.shape(config), whole.values());
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    PreparedImage levels = levels(config);
    return levels == null ? null : normalised(levels, config);
  }

  @Override
  public List<Hypothesis> fitted(List<Edit> edits) {
    ImagePreprocessing config = config(edits);
    if (expected == null
        || config == null
        || config.fit() == Fit.DIGIT
        || config.framing().after()) {
      return List.of();
    }
    PreparedImage levels = levels(config);
    return levels == null ? List.of() : NormalisationFit.of(levels.values(), expected, config);
  }

  /** Returns the levels 0-255 after resizing and cropping, interleaved, red first. */
  private @Nullable PreparedImage levels(ImagePreprocessing config) {
    ImagePreprocessing geometry = geometry(config);
    if (!geometry.equals(lastGeometry)) {
      lastGeometry = geometry;
      try {
        lastLevels = prepared(geometry);
      } catch (IllegalArgumentException | InferenceException e) {
        lastLevels = null;
      }
    }
    return lastLevels;
  }

  private @Nullable PreparedImage prepared(ImagePreprocessing config) {
    Bitmap picture = picture(config);
    ImagePreprocessor preprocessor = new ImagePreprocessor(config);
    if (config.fit() != Fit.DIGIT) {
      PreparedImage place = preprocessor.place(picture.width(), picture.height());
      long values = (long) place.width() * place.height() * config.color().channels();
      if (values > MAX_VALUES || (expected != null && values != expected.shape().elementCount())) {
        return null;
      }
    }
    return preprocessor.prepare(picture).orElse(null);
  }

  private static ImagePreprocessing geometry(ImagePreprocessing config) {
    return new ImagePreprocessing(
        config.color() == Color.BGR ? Color.RGB : config.color(),
        config.fit(),
        config.sizing(),
        config.method(),
        config.framing(),
        config.background(),
        false,
        1,
        PerChannel.of(0),
        PerChannel.of(1),
        Layout.NHWC,
        config.asStored(),
        false);
  }

  /** As ImagePreprocessor normalises, each step in 32 bits. */
  private static FloatTensor normalised(PreparedImage levels, ImagePreprocessing config) {
    float[] from = levels.values();
    int channels = config.color().channels();
    int pixels = from.length / channels;
    float[] out = new float[from.length];
    for (int channel = 0; channel < channels; channel++) {
      float mean = (float) config.mean().get(channel);
      float std = (float) config.std().get(channel);
      int band = band(config, channel);
      for (int i = 0; i < pixels; i++) {
        double level = from[i * channels + band];
        float value = (float) ((config.invert() ? 255 - level : level) * config.scale());
        value = (float) ((double) value - mean);
        out[place(config, channel, i, pixels)] = (float) ((double) value / std);
      }
    }
    Shape shape =
        config.layout() == Layout.NCHW
            ? Shape.of(1, channels, levels.height(), levels.width())
            : Shape.of(1, levels.height(), levels.width(), channels);
    return FloatTensor.of(shape, out);
  }

  /** Returns which of red, green and blue a channel is. */
  static int band(ImagePreprocessing config, int channel) {
    return config.color() == Color.BGR ? 2 - channel : channel;
  }

  /** Returns where a channel's value of a pixel lies in the input. */
  static int place(ImagePreprocessing config, int channel, int pixel, int pixels) {
    return config.layout() == Layout.NCHW
        ? channel * pixels + pixel
        : pixel * config.color().channels() + channel;
  }
}
