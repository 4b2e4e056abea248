package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.OwnPage;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.json.Json;

/** Models that a person brings: inspected, described, run and exported by the page alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnModelIT {
  private static final int MODELS = 16;
  private static final String DIGITS =
      """
      {"task": "image-classification", "name": "brought", "title": "Brought digits",
       "license": "MIT",
       "preprocessing": {"image": {"width": 28, "height": 28, "color": "grey", "fit": "digit",
         "invert": true, "scale": 1, "layout": "NCHW"}},
       "postprocessing": {"output": "Plus214_Output_0", "activation": "softmax"},
       "labels": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]}
      """;

  private Path root;
  private SiteProcess site;
  private HearthPage page;
  private OwnPage own;

  static List<Path> models() throws IOException {
    List<Path> models = new ArrayList<>();
    for (String group : List.of("onnx", "tfjs")) {
      try (Stream<Path> folders = Files.list(TestData.path(group))) {
        models.addAll(folders.filter(Files::isDirectory).sorted().toList());
      }
    }
    assertEquals(MODELS, models.size());
    return models;
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    site = SiteProcess.start(root);
    page = HearthPage.start(site, BrowserOptions.plain());
    own = new OwnPage(page);
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  @SuppressWarnings("unchecked")
  void anyModel_isInspectedAsByTheCommandLineAndOpens(Path folder) throws IOException {
    List<Path> files = modelFiles(folder);
    assertEquals("inspected", own.give(files), own::said);

    Map<String, Object> told = json(HearthTool.run("inspect", "--json", main(files)));
    Map<String, Object> model = new LinkedHashMap<>((Map<String, Object>) told.get("model"));
    model.remove("providers");
    assertEquals(model, own.found("own-model"));
    Map<String, Object> guess = own.found("own-guess");
    Map<String, Object> imported = unnamed(told.get("import"));
    if (imported.get("notes").toString().contains("shapes are those of a classifier")) {
      // An import asks for the task; the page takes it for one, as the person sees and can correct.
      assertEquals("image-classification", guess.get("task"));
    } else {
      // Files that are chosen one by one do not tell what their folder is called.
      assertEquals(imported, unnamed(guess));
    }
    assertEquals("agrees", runsGolden(folder));

    assertEquals("ready", own.run(), () -> page.trouble().toString());
  }

  @Test
  void classifier_isDescribedRunAndExported(@TempDir Path folder) throws IOException {
    Path model = TestData.path("onnx/mnist-8/mnist-8.onnx");
    Path seven = root.resolve("samples/7.png");
    assertEquals("inspected", own.give(List.of(model)));
    own.describe(DIGITS);
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.choose("upload");
    Answer here = page.upload(seven);
    assertEquals("seven", here.label());

    page.browser().driver().navigate().back();
    page.browser().waitForScript("document.querySelector('[data-testid=own-json]')");
    String exported = own.valueOf("own-json");
    Path file = Files.writeString(folder.resolve("hearth.json"), exported);
    HearthTool.run("import", "--out=" + root.resolve("models"), "--describe=" + file, model);
    page.open("brought");
    page.choose("upload");
    Answer imported = page.upload(seven);
    assertEquals(here.label(), imported.label());
    assertEquals(here.probability(), imported.probability(), 1e-6);
  }

  @Test
  void teachableMachine_isReadFromItsZip(@TempDir Path folder) throws IOException {
    Path doodles = TestData.path("tfjs/doodlenet");
    List<String> labels = Files.readAllLines(doodles.resolve("class_names.txt"));
    String metadata =
        new Json()
            .toJson(
                Map.of(
                    "packageName",
                    "@teachablemachine/image",
                    "imageSize",
                    28,
                    "grayscale",
                    true,
                    "labels",
                    labels));
    Path zip = folder.resolve("doodles.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("model.json", "group1-shard1of1.bin")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(Files.readAllBytes(doodles.resolve(name)));
      }
      out.putNextEntry(new ZipEntry("metadata.json"));
      out.write(metadata.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals("inspected", own.give(List.of(zip)), own::said);
    assertEquals("image-classification", own.found("own-guess").get("task"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.choose("upload");
    assertTrue(labels.contains(page.upload(root.resolve("samples/star.png")).label()));
  }

  @Test
  void brokenFiles_areRefusedWithAReason(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(TestData.path("onnx/mnist-8/mnist-8.onnx"));
    Path cut = folder.resolve("cut.onnx");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertEquals("refused", own.give(List.of(cut)));
    assertTrue(own.said().contains("cut.onnx is not a whole ONNX model"), own::said);

    Path text = Files.writeString(folder.resolve("text.onnx"), "<html>no model</html>");
    assertEquals("refused", own.give(List.of(text)));
    assertTrue(own.said().contains("an HTML or XML page"), own::said);

    Path alone = TestData.path("tfjs/abalone/model.json");
    assertEquals("refused", own.give(List.of(alone)));
    assertTrue(own.said().contains("needs the file weights.bin beside it"), own::said);
  }

  @Test
  void modelOfAPageLoadedAnew_isAskedForAgain() throws IOException {
    assertEquals("inspected", own.give(List.of(TestData.path("onnx/matmul/matmul.onnx"))));
    assertEquals("ready", own.run());
    page.browser().driver().navigate().refresh();
    page.browser().waitForScript("document.querySelector('[data-testid=own-said]:not([hidden])')");
    assertTrue(own.said().contains("matmul"), own::said);
    assertFalse(page.shows("own-facts"));
    page.assertQuiet();
  }

  private static List<Path> modelFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().contains(".golden.")).sorted().toList();
    }
  }

  private static Path main(List<Path> files) {
    return files.stream()
        .filter(file -> file.toString().endsWith(".onnx") || file.toString().endsWith(".json"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> json(String text) {
    return new Json().toType(text, Json.MAP_TYPE);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> unnamed(Object guess) {
    Map<String, Object> out = new LinkedHashMap<>((Map<String, Object>) guess);
    out.remove("name");
    out.remove("title");
    return out;
  }

  /** Runs the files that were chosen on the first golden case, and compares the outputs. */
  private Object runsGolden(Path folder) throws IOException {
    Path golden;
    try (Stream<Path> files = Files.list(folder)) {
      golden =
          files
              .filter(file -> file.toString().endsWith(".golden.json"))
              .sorted()
              .findFirst()
              .orElseThrow();
    }
    String data = golden.toString().replace(".golden.json", ".golden.bin");
    return page.browser()
        .driver()
        .executeAsyncScript(
            """
            const [text, base64, done] = arguments;
            const golden = JSON.parse(text);
            const bytes = Uint8Array.from(atob(base64), one => one.charCodeAt(0));
            const arrays = {float32: Float32Array, float16: Uint16Array, int32: Int32Array,
              int64: BigInt64Array};
            const values = ({dtype, offset, bytes: length}) =>
              new arrays[dtype](bytes.slice(offset, offset + length).buffer);
            const half = bits => {
              const e = (bits >> 10) & 31, f = bits & 1023, s = bits >> 15 ? -1 : 1;
              return s * (e ? 2 ** (e - 15) * (1 + f / 1024) : 2 ** -14 * (f / 1024));
            };
            const numbers = (type, data) =>
              Array.from(data, one => type === 'float16' && Number.isInteger(one) ? half(one) : Number(one));
            const files = document.querySelector('[data-testid=own-files]').files;
            (async () => {
              const {open} = await import('/hearth.js');
              const model = await open(files);
              const {inputs, outputs} = golden.cases[0];
              const named = (name, all) =>
                all.length === 1 ? all[0].name
                  : all.find(one => one.name === name || one.name === name.split(':')[0]).name;
              const feeds = {};
              for (const input of inputs) {
                feeds[named(input.name, model.inputs)] =
                  {type: input.dtype, shape: input.shape, data: values(input)};
              }
              const fetches = await model.run(feeds);
              model.close();
              const {abs, rel} = golden.suggestedTolerance;
              for (const output of outputs) {
                const found = fetches[output.name] ?? Object.values(fetches)[0];
                const got = numbers(output.dtype, found.data);
                const want = numbers(output.dtype, values(output));
                for (let i = 0; i < want.length; i++) {
                  if (!(Math.abs(got[i] - want[i]) <= abs + rel * Math.abs(want[i])))
                    return `${output.name}[${i}]: expected ${want[i]}, found ${got[i]}`;
                }
                if (got.length !== want.length) return `${output.name}: ${got.length} values`;
              }
              return 'agrees';
            })().then(done, error => done(String(error)));
            """,
            Files.readString(golden),
            Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(data))));
  }
}
