package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that become a model's input on the GPU, beside the exact way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GpuPicturesIT {
  private static final String PREDICT =
      """
      const [name, provider, sample, done] = arguments;
      (async () => {
        const {open} = await import('/hearth.js');
        const model = await open(name, {provider});
        const photo = await (await fetch('/samples/' + sample)).blob();
        const {result, feeds} = await model.predict(photo, {details: true});
        const {provider: used} = model.plan;
        await model.close();
        const input = Object.values(feeds)[0].data;
        const exact = (window.exact ??= {})[sample + name.split('-')[0]] ??= input;
        let sum = 0;
        for (let i = 0; i < input.length; i++) sum += Math.abs(input[i] - exact[i]) * 128;
        return {used, result, levels: sum / input.length};
      })().then(done, (error) => done({error: `${error.code}: ${error.message}`}));
      """;

  private static final String FACES =
      """
      {"task": "object-detection",
        "preprocessing": {"image": {"width": 320, "height": 240, "color": "rgb",
          "fit": "stretch", "scale": 1, "mean": [127], "std": [128], "layout": "NCHW"%s}},
        "postprocessing": {"boxes": "boxes", "scores": "scores", "normalized": true,
          "background": 0, "scoreThreshold": 0.7, "nms": {"iouThreshold": 0.5}}}
      """;
  private static final String TFJS =
      """
      {"task": "image-feature-extraction",
        "preprocessing": {"image": {"width": 256, "height": 256, "color": "bgr",
          "fit": "stretch", "scale": 1, "mean": [127], "std": [128], "layout": "NHWC",
          "background": [255, 128, 0]%s}},
        "postprocessing": {"output": "Identity", "normalize": false}}
      """;

  private SiteProcess server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    Path photo = TestData.path("images/face_portrait.jpg");
    Path samples = site.resolve("samples");
    SiteCopy.copy(photo, samples.resolve("photo.jpg"));
    Files.write(samples.resolve("turned.jpg"), Exif.in(Files.readAllBytes(photo), "JPEG", 6));
    BufferedImage veil = new BufferedImage(320, 240, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < 320; x++) {
      for (int y = 0; y < 240; y++) {
        veil.setRGB(x, y, new Color(x / 2, y, 99, 255 * x / 320).getRGB());
      }
    }
    ImageIO.write(veil, "png", samples.resolve("veil.png").toFile());
    Path labels = Files.write(folder.resolve("labels.txt"), List.of("face"));
    Map<String, String> kinds =
        Map.of(
            "exact", "",
            "browser", ", \"browserResize\": true",
            "stored", ", \"asStored\": true",
            "stored-browser", ", \"asStored\": true, \"browserResize\": true");
    for (Map.Entry<String, String> kind : kinds.entrySet()) {
      HearthTool.add(
          site,
          "faces-" + kind.getKey(),
          FACES.formatted(kind.getValue()),
          TestData.path("onnx/ultraface-rfb-320"),
          "--labels=" + labels);
      HearthTool.add(
          site,
          "tfjs-" + kind.getKey(),
          TFJS.formatted(kind.getValue()),
          TestData.path("tfjs/blazeface"));
    }
    server = SiteProcess.start(site);
    browser = Browser.start(BrowserOptions.plain().flag("--enable-unsafe-webgpu"));
    browser.open(server.url("/"));
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
  }

  @Test
  void pictureOnTheGpu_showsTheSameFaceFromNearlyTheSameInput() {
    Map<?, ?> exact = predict("faces-exact", "wasm", "photo.jpg");
    Map<?, ?> exactOnGpu = predict("faces-exact", "webgpu", "photo.jpg");
    Map<?, ?> onGpu = predict("faces-browser", "webgpu", "photo.jpg");
    Map<?, ?> allowedButNoGpu = predict("faces-browser", "wasm", "photo.jpg");

    assertEquals("webgpu", onGpu.get("used"));
    assertEquals(0, levels(exactOnGpu), "the manifest does not allow it");
    assertEquals(0, levels(allowedButNoGpu), "there is no GPU");
    assertTrue(levels(onGpu) > 0 && levels(onGpu) < 2, "levels of difference: " + levels(onGpu));
    Map<?, ?> box = box(exact);
    for (Object side : box.keySet()) {
      assertEquals(number(box.get(side)), number(box(onGpu).get(side)), 5, side.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"faces, webgpu", "tfjs, webgl"})
  void transparentPictureOnTheGpu_liesOnTheManifestsBackground(String family, String provider) {
    predict(family + "-exact", "wasm", "veil.png");
    Map<?, ?> onGpu = predict(family + "-browser", provider, "veil.png");

    assertEquals(provider, onGpu.get("used"));
    assertTrue(levels(onGpu) > 0 && levels(onGpu) < 2, "levels of difference: " + levels(onGpu));
  }

  @ParameterizedTest
  @CsvSource({"faces, webgpu", "tfjs, webgl"})
  void turnedPicture_staysAsStored_whereTheManifestSaysSo(String family, String provider) {
    predict(family + "-stored", "wasm", "turned.jpg");

    assertEquals(0, levels(predict(family + "-stored-browser", provider, "turned.jpg")));
    assertTrue(levels(predict(family + "-exact", "wasm", "turned.jpg")) > 20, "upright differs");
  }

  private static double levels(Map<?, ?> answer) {
    return number(answer.get("levels"));
  }

  private static Map<?, ?> box(Map<?, ?> answer) {
    List<?> faces = (List<?>) answer.get("result");
    assertEquals(1, faces.size(), answer.toString());
    return (Map<?, ?>) ((Map<?, ?>) faces.get(0)).get("box");
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  private Map<?, ?> predict(String model, String provider, String sample) {
    Map<?, ?> answer =
        (Map<?, ?>) browser.driver().executeAsyncScript(PREDICT, model, provider, sample);
    assertEquals(null, answer.get("error"));
    return answer;
  }
}
