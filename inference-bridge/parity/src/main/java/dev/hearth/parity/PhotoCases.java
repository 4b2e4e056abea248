package dev.hearth.parity;

import dev.hearth.image.Bitmap;
import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Photos through the whole preprocessor, beside what Pillow and torchvision made of them. */
final class PhotoCases {
  private static final String FOLDER = "parity/image/";

  private PhotoCases() {}

  static void addTo(List<GoldenCase> all, Inputs in) {
    JsonObject index = in.json(Inputs.DATA + FOLDER + "index.json");
    index.objects(
        "photos",
        photo -> {
          String image = photo.string("image");
          photo.objects("outputs", output -> all.add(reproduced(image, output)));
          return image;
        });
    String file = index.object("normalised").string("file");
    all.add(
        new GoldenCase(
            "photo/" + file,
            (files, out) ->
                out.compare(
                    files.floats(Inputs.DATA + FOLDER + file),
                    process(normalised(), files.picture("images/grace_hopper.jpg")))));
  }

  private static GoldenCase reproduced(String image, JsonObject output) {
    String file = output.string("file");
    String id = output.string("id");
    return new GoldenCase(
        "photo/" + file,
        (in, out) -> {
          out.tolerate(id.startsWith("pil-") ? 0 : 1);
          out.compare(in.file(Inputs.DATA + FOLDER + file), process(config(id), in.picture(image)));
        });
  }

  /** Returns what the preprocessor makes of a picture. */
  static float[] process(ImagePreprocessing config, Bitmap picture) {
    return new ImagePreprocessor(config).process(picture).orElseThrow();
  }

  /** From a name such as {@code tv-tensor-bilinear-noaa-s256c224}. */
  private static ImagePreprocessing config(String id) {
    boolean pillow = id.startsWith("pil-");
    Filter filter = ResizeCases.named(Filter.values(), id.split("-", -1)[pillow ? 1 : 2]);
    PerChannel background =
        id.endsWith("white") ? PerChannel.of(255) : id.endsWith("black") ? PerChannel.of(0) : null;
    return config(
        id.endsWith("-L") ? Color.GREY : Color.RGB,
        id.contains("s256") ? Sizing.shortest(256, 0) : Sizing.exact(224, 224),
        pillow ? ResizeMethod.pillow(filter) : ResizeMethod.torchvision(filter, id.contains("-aa")),
        background);
  }

  private static ImagePreprocessing config(
      Color color, Sizing sizing, ResizeMethod method, @Nullable PerChannel background) {
    return new ImagePreprocessing(
        color,
        Fit.FREE,
        sizing,
        method,
        Framing.centre(224, 224),
        background,
        false,
        1,
        PerChannel.of(0),
        PerChannel.of(1),
        Layout.NHWC);
  }

  private static ImagePreprocessing normalised() {
    return new ImagePreprocessing(
        224,
        224,
        Color.RGB,
        Fit.CROP,
        Filter.BILINEAR,
        256,
        false,
        1 / 255.0,
        PerChannel.of(.485, .456, .406),
        PerChannel.of(.229, .224, .225),
        Layout.NCHW);
  }
}
