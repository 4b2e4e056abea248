package dev.hearth.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.image.Filter;
import dev.hearth.image.Framing.Align;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.image.Sizing.To;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuggingFaceImageConfigTest {
  private static final String CLIP =
      """
      {"crop_size": 224, "do_center_crop": true, "do_normalize": true, "do_resize": true,
       "feature_extractor_type": "CLIPFeatureExtractor",
       "image_mean": [0.48145466, 0.4578275, 0.40821073],
       "image_std": [0.26862954, 0.26130258, 0.27577711], "resample": 3, "size": 224}
      """;
  private static final String VIT =
      """
      {"do_normalize": true, "do_rescale": true, "do_resize": true,
       "image_mean": [0.5, 0.5, 0.5], "image_processor_type": "ViTImageProcessor",
       "image_std": [0.5, 0.5, 0.5], "resample": 2, "rescale_factor": 0.00392156862745098,
       "size": {"height": 224, "width": 224}}
      """;
  private static final String DETR =
      """
      {"do_normalize": true, "do_pad": true, "do_rescale": true, "do_resize": true,
       "image_mean": [0.485, 0.456, 0.406], "image_processor_type": "DetrImageProcessor",
       "image_std": [0.229, 0.224, 0.225], "resample": 2,
       "size": {"longest_edge": 1333, "shortest_edge": 800}}
      """;
  private static final String SAM =
      """
      {"do_convert_rgb": true, "do_normalize": true, "do_pad": true, "do_rescale": true,
       "do_resize": true, "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225],
       "image_processor_type": "SamImageProcessor", "pad_size": {"height": 1024, "width": 1024},
       "processor_class": "SamProcessor", "resample": 2, "size": {"longest_edge": 1024}}
      """;
  private static final String MOBILEVIT =
      """
      {"crop_size": {"height": 256, "width": 256}, "do_center_crop": true,
       "do_flip_channel_order": true, "do_resize": true,
       "feature_extractor_type": "MobileViTFeatureExtractor", "resample": 2,
       "size": {"shortest_edge": 288}}
      """;
  private static final String GLPN =
      """
      {"do_rescale": true, "do_resize": true, "image_processor_type": "GLPNImageProcessor",
       "resample": 2, "size_divisor": 32}
      """;

  @Test
  void read_resizesTheShorterSideAndCrops() {
    ImagePreprocessing read = HuggingFaceImageConfig.read(CLIP);
    assertEquals(Sizing.shortest(224, 0), read.sizing());
    assertEquals(Filter.BICUBIC, read.method().filter());
    assertEquals(224, read.width());
    assertEquals(Align.CENTRE_FLOOR, read.framing().align());
    assertEquals(PerChannel.of(0.26862954, 0.26130258, 0.27577711), read.std());
    assertEquals(1 / 255.0, read.scale());
  }

  @Test
  void read_resizesToJustThatSize() {
    ImagePreprocessing read = HuggingFaceImageConfig.read(VIT);
    assertEquals(Sizing.exact(224, 224), read.sizing());
    assertEquals(224, read.height());
    assertEquals(Color.RGB, read.color());
  }

  @Test
  void read_followsThePictureWhereTheConfigDoes() {
    ImagePreprocessing detr = HuggingFaceImageConfig.read(DETR);
    assertEquals(new Sizing(To.SHORTEST, 0, 0, 800, 1333, 1, true), detr.sizing());
    assertEquals(0, detr.width());
    ImagePreprocessing glpn = HuggingFaceImageConfig.read(GLPN);
    assertEquals(new Sizing(To.NONE, 0, 0, 0, 0, 32, false), glpn.sizing());
    assertEquals(PerChannel.of(0), glpn.mean());
  }

  @Test
  void read_padsTheNormalisedPicture() {
    ImagePreprocessing sam = HuggingFaceImageConfig.read(SAM);
    assertEquals(new Sizing(To.LONGEST, 0, 0, 0, 1024, 1, true), sam.sizing());
    assertEquals(1024, sam.height());
    assertEquals(Align.START, sam.framing().align());
    assertTrue(sam.framing().after());
  }

  @Test
  void read_swapsChannels() {
    ImagePreprocessing read = HuggingFaceImageConfig.read(MOBILEVIT);
    assertEquals(Color.BGR, read.color());
    assertEquals(Sizing.shortest(288, 0), read.sizing());
    assertEquals(256, read.width());
  }

  @Test
  void read_takesPixelLimits() {
    ImagePreprocessing read =
        HuggingFaceImageConfig.read("{\"min_pixels\": 3136, \"max_pixels\": 12845056}");
    assertEquals(new Sizing(To.PIXELS, 0, 0, 3136, 12845056, 28, false), read.sizing());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"do_resise\": true}; do_resise",
        "{\"size\": {\"edge\": 224}}; size.edge",
        "{\"size\": {}}; size",
        "{\"resample\": 6}; resample",
        "{\"do_crop_margin\": true}; do_crop_margin",
        "{\"do_thumbnail\": true}; do_thumbnail",
        "{\"pad_size\": 8, \"do_pad\": true}; pad_size",
        "{\"do_center_crop\": true}; crop_size",
        "{\"image_mean\": [1, 2]}; mean",
        "{\"do_normalize\": true}; image_mean",
        "[]; preprocessor_config.json",
      })
  void read_refusesWhatItDoesNotKnow(String text, String named) {
    InferenceException e =
        assertThrows(InferenceException.class, () -> HuggingFaceImageConfig.read(text));
    assertEquals(InferenceException.Code.MANIFEST_INVALID, e.code());
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @Test
  void manifest_keepsEverythingAConfigSays() {
    for (String text : new String[] {CLIP, VIT, DETR, SAM, MOBILEVIT, GLPN}) {
      ImagePreprocessing read = HuggingFaceImageConfig.read(text);
      String written = ImagePreprocessingJson.write(read).toString();
      assertEquals(read, ImagePreprocessingJson.read(JsonObject.parse("image", written)), written);
    }
  }

  @Test
  void manifest_readsOldAndNewKeys() {
    String common = "\"color\": \"rgb\", \"scale\": 1, \"layout\": \"NHWC\"";
    for (String keys :
        new String[] {
          "\"width\": 224, \"height\": 224, \"fit\": \"crop\", \"shortestEdge\": 256",
          "\"width\": 224, \"height\": 224, \"fit\": \"pad\", \"background\": [0, 1, 2]",
          "\"width\": 64, \"height\": 32, \"library\": \"tensorflow\", \"antialias\": true",
          "\"width\": 64, \"height\": 32, \"library\": \"torch\", \"alignCorners\": true",
          "\"fit\": \"free\", \"dropAlpha\": true, \"sizing\": {\"to\": \"longest\", \"most\": 9}",
          "\"fit\": \"pad\", \"width\": 64, \"height\": 32, \"framing\": {\"color\": [114]}",
        }) {
      ImagePreprocessing read = parse("{" + keys + ", " + common + "}");
      assertEquals(read, parse(ImagePreprocessingJson.write(read).toString()), keys);
    }
  }

  private static ImagePreprocessing parse(String text) {
    return ImagePreprocessingJson.read(JsonObject.parse("image", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'image_processor_type': 'ConvNextImageProcessor', 'size': {'shortest_edge': 224}}"
            + "| SHORTEST 256 224",
        "{'feature_extractor_type': 'ConvNextFeatureExtractor', 'size': 224, 'crop_pct': 0.95}"
            + "| SHORTEST 235 224",
        "{'image_processor_type': 'ConvNextImageProcessor', 'size': {'shortest_edge': 384}}"
            + "| EXACT 0 384",
        "{'feature_extractor_type': 'LevitFeatureExtractor', 'size': 224, 'crop_size': 224,"
            + " 'do_center_crop': true}| SHORTEST 256 224",
        "{'feature_extractor_type': 'DeiTFeatureExtractor', 'size': 256, 'crop_size': 224,"
            + " 'do_center_crop': true}| EXACT 0 224",
        "{'feature_extractor_type': 'DetrFeatureExtractor', 'size': 800, 'max_size': 1333,"
            + " 'format': 'coco_detection'}| SHORTEST 800 0",
      })
  void read_knowsWhatProcessorsDoUnsaid(String json, String expected) {
    ImagePreprocessing read = HuggingFaceImageConfig.read(json.replace('\'', '"'));
    assertEquals(expected, read.sizing().to() + " " + read.sizing().least() + " " + read.width());
  }

  @Test
  void read_takesTorchvisionForFastProcessors_andNullsForNothing() {
    ImagePreprocessing read =
        HuggingFaceImageConfig.read(
            VIT.replace("ViTImageProcessor", "ViTImageProcessorFast")
                .replace(
                    "{\"do_normalize",
                    "{\"device\": null, \"data_format\": \"channels_first\","
                        + " \"crop_size\": null, \"do_normalize"));
    assertEquals(ResizeMethod.torchvision(Filter.BILINEAR, true), read.method());
    assertEquals(Sizing.exact(224, 224), read.sizing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'image_processor_type': 'FooImageProcessor', 'size': 224}",
        "{'feature_extractor_type': 'Wav2Vec2FeatureExtractor', 'sampling_rate': 16000}",
        "{'size': 224, 'ensure_multiple_of': 32}",
        "{'image_processor_type': 'Swin2SRImageProcessor', 'do_pad': true, 'pad_size': 8}",
      })
  void read_refusesWhatItDoesNotKnow_andSaysWhatToDo(String json) {
    InferenceException e =
        assertThrows(
            InferenceException.class, () -> HuggingFaceImageConfig.read(json.replace('\'', '"')));
    assertTrue(e.getMessage().startsWith("preprocessor_config.json: "), e.getMessage());
    assertTrue(e.getMessage().contains("hearth.json"), e.getMessage());
  }
}
