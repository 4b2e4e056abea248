package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that become a model's input on the GPU, beside the exact way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GpuPicturesIT {
  private static final String PREDICT =
      """
      const [name, provider, done] = arguments;
      (async () => {
        const {open} = await import('/hearth.js');
        const model = await open(name, {provider});
        const photo = await (await fetch('/samples/photo.jpg')).blob();
        const {result, feeds} = await model.predict(photo, {details: true});
        const {provider: used} = model.plan;
        await model.close();
        const input = Object.values(feeds)[0].data;
        const exact = window.exact ??= input;
        let sum = 0;
        for (let i = 0; i < input.length; i++) sum += Math.abs(input[i] - exact[i]) * 128;
        return {used, result, levels: sum / input.length};
      })().then(done, (error) => done({error: `${error.code}: ${error.message}`}));
      """;

  private SiteProcess server;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path model = TestData.path("onnx/ultraface-rfb-320");
    Path site = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    SiteCopy.copy(
        TestData.path("images/face_portrait.jpg"), site.resolve("samples").resolve("photo.jpg"));
    Path labels = Files.write(folder.resolve("labels.txt"), List.of("face"));
    for (boolean browserResize : new boolean[] {false, true}) {
      String description =
          """
          {
            "preprocessing": {"image": {"width": 320, "height": 240, "color": "rgb",
              "fit": "stretch", "scale": 1, "mean": [127], "std": [128], "layout": "NCHW",
              "browserResize": %s}},
            "postprocessing": {"boxes": "boxes", "scores": "scores", "normalized": true,
              "background": 0, "scoreThreshold": 0.7, "nms": {"iouThreshold": 0.5}}
          }
          """
              .formatted(browserResize);
      HearthTool.run(
          "import",
          "--task=object-detection",
          "--name=" + (browserResize ? "faces-browser" : "faces-exact"),
          "--labels=" + labels,
          "--describe=" + Files.writeString(folder.resolve("faces.json"), description),
          "--out=" + site.resolve("models"),
          model);
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
    Map<?, ?> exact = predict("faces-exact", "wasm");
    Map<?, ?> exactOnGpu = predict("faces-exact", "webgpu");
    Map<?, ?> onGpu = predict("faces-browser", "webgpu");
    Map<?, ?> allowedButNoGpu = predict("faces-browser", "wasm");

    assertEquals("webgpu", onGpu.get("used"));
    assertEquals(0, levels(exactOnGpu), "the manifest does not allow it");
    assertEquals(0, levels(allowedButNoGpu), "there is no GPU");
    assertTrue(levels(onGpu) > 0 && levels(onGpu) < 2, "levels of difference: " + levels(onGpu));
    Map<?, ?> box = box(exact);
    for (Object side : box.keySet()) {
      assertEquals(number(box.get(side)), number(box(onGpu).get(side)), 5, side.toString());
    }
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

  private Map<?, ?> predict(String model, String provider) {
    Map<?, ?> answer = (Map<?, ?>) browser.driver().executeAsyncScript(PREDICT, model, provider);
    assertEquals(null, answer.get("error"));
    return answer;
  }
}
