package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** An image processor of Hugging Face by its name: what it does that its keys do not tell. */
final class HuggingFaceImageType {
  private static final Set<String> BICUBIC =
      Set.of("Beit", "Bit", "Blip", "CLIP", "ChineseCLIP", "DeiT", "Levit", "OwlViT", "Siglip");
  private static final Set<String> BILINEAR =
      Set.of(
          "ConditionalDetr",
          "ConvNext",
          "DeformableDetr",
          "Detr",
          "Donut",
          "EfficientFormer",
          "GLPN",
          "GroundingDino",
          "Mask2Former",
          "MaskFormer",
          "MobileNetV1",
          "MobileNetV2",
          "MobileViT",
          "OneFormer",
          "Pvt",
          "Qwen2VL",
          "RTDetr",
          "Sam",
          "Segformer",
          "Swin2SR",
          "ViT");

  private final String name;
  private final boolean fast;

  private HuggingFaceImageType(String name, boolean fast) {
    this.name = name;
    this.fast = fast;
  }

  /** Reads the keys that name the processor; older files have none. */
  static HuggingFaceImageType of(JsonObject json) {
    json.ignore("processor_class");
    String older = json.string("feature_extractor_type", "");
    String full = json.string("image_processor_type", older);
    boolean fast = full.endsWith("Fast");
    String name = full.replaceFirst("(ImageProcessor(Fast)?|FeatureExtractor)$", "");
    if (!name.isEmpty() && !BICUBIC.contains(name) && !BILINEAR.contains(name)) {
      Set<String> known = new TreeSet<>(BICUBIC);
      known.addAll(BILINEAR);
      throw json.wrong(
          json.has("image_processor_type") ? "image_processor_type" : "feature_extractor_type",
          "a processor of pictures that Hearth knows (" + String.join(", ", known) + ")");
    }
    return new HuggingFaceImageType(name, fast);
  }

  /** Returns whether pictures are tensors of torchvision and not Pillow's. */
  boolean isFast() {
    return fast;
  }

  /** Returns Pillow's number of the filter where a file gives none. */
  int defaultResample() {
    return BICUBIC.contains(name) ? 3 : 2;
  }

  /** Returns whether a size of one number is a square even where the picture is cropped later. */
  boolean isSquare() {
    return name.equals("DeiT") || name.equals("Beit");
  }

  boolean isConvNext() {
    return name.equals("ConvNext");
  }

  boolean isLevit() {
    return name.equals("Levit");
  }
}
