package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.parity.Files;
import dev.hearth.parity.GoldenSuite;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The golden suite in headless Chromium, compiled to JavaScript and to Wasm GC, beside the JVM, on
 * the pixels that Chromium decodes from the photo files.
 */
class ParityIT {
  /** All files of the image parity set, and the cases that need no file. */
  private static final int CASES = 80;

  @Test
  void everyTarget_givesTheSameBits_andWhatPythonGave(@TempDir Path folder) throws IOException {
    for (String data : List.of("parity/image", "parity/audio", "images", "audio", "tokenizers")) {
      SiteCopy.copy(TestData.path(data), folder.resolve("data").resolve(data));
    }
    SiteCopy.copy(Path.of("src/test/resources/parity"), folder);
    SiteCopy.copy(Path.of("../inference-bridge/parity/target/web"), folder.resolve("suite"));
    try (SiteProcess site = SiteProcess.start(folder);
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(site.url("/"));
      browser.waitForScript("window.ready");
      GoldenSuite onJvm = new GoldenSuite(new BrowsersFiles(browser), ParityIT::normalize);
      List<?> cases = (List<?>) call(browser, "cases()");
      assertTrue(cases.size() >= CASES, "only " + cases.size() + " cases");
      assertEquals(onJvm.names(), cases);
      List<Executable> checks = new ArrayList<>();
      for (Object name : cases) {
        String jvm = "ok " + onJvm.run(name.toString());
        Object js = call(browser, "runCase('js', " + quoted(name) + ")");
        Object wasm = call(browser, "runCase('wasm', " + quoted(name) + ")");
        checks.add(() -> assertEquals(jvm, js, name + " in JavaScript"));
        checks.add(() -> assertEquals(jvm, wasm, name + " in Wasm GC"));
        checks.add(() -> assertClose(name.toString(), jvm));
      }
      assertAll(checks);
    }
  }

  private static void assertClose(String name, String answer) {
    String[] parts = answer.split(" ", -1);
    if (parts.length == 3 && name.startsWith("image ")) {
      int most = name.contains("tv-tensor") ? 1 : 0;
      assertTrue(Integer.parseInt(parts[2]) <= most, name + ": " + answer);
    }
  }

  private static String quoted(Object name) {
    return "'" + name.toString().replace("'", "\\'") + "'";
  }

  private static Object call(Browser browser, String script) {
    return browser
        .driver()
        .executeAsyncScript(script + ".then(arguments[0], e => arguments[0]('failed ' + e))");
  }

  private static String normalize(String text, dev.hearth.text.UnicodeNormalizer.Form form) {
    return Normalizer.normalize(text, Normalizer.Form.valueOf(form.name()));
  }

  /** Files of the test data, and pictures as a browser decodes them. */
  private record BrowsersFiles(Browser browser, Map<String, byte[]> decoded) implements Files {
    BrowsersFiles(Browser browser) {
      this(browser, new HashMap<>());
    }

    @Override
    public byte[] bytes(String path) {
      try {
        return java.nio.file.Files.readAllBytes(TestData.path(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public byte[] pixels(String path) {
      return decoded.computeIfAbsent(
          path,
          picture ->
              Base64.getDecoder().decode(call(browser, "pixelsOf('" + picture + "')").toString()));
    }
  }
}
