package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** The view of what this device can do, and {@code plan} of hearth.js. */
class DoctorViewIT {
  private static final String LOOKED = "document.documentElement.dataset.state === 'doctor'";

  @Test
  void doctor_saysWhatIsThereAndWhereModelsWouldRun() {
    try (SiteProcess site = SiteProcess.start();
        Browser browser = Browser.start(BrowserOptions.plain().flag("--enable-unsafe-webgpu"))) {
      browser.open(site.url("/?view=doctor"));
      browser.waitForScript(LOOKED);

      assertEquals("yes", fact(browser, "isolated"));
      assertEquals("yes", fact(browser, "simd"));
      assertEquals("yes", fact(browser, "threads"));
      assertTrue(fact(browser, "adapter").contains("swiftshader"), fact(browser, "adapter"));
      assertTrue(fact(browser, "gpu-kind").contains("stands in"), fact(browser, "gpu-kind"));
      assertTrue(fact(browser, "limits").contains("maxBufferSize"), fact(browser, "limits"));
      assertTrue(fact(browser, "webgl").contains("WebGL 2"), fact(browser, "webgl"));
      assertTrue(fact(browser, "camera").matches("allowed|asks first"), fact(browser, "camera"));
      assertEquals("no model", fact(browser, "kept"));
      WebElement digits = browser.find("[data-testid=plan-digits]");
      assertTrue(digits.getText().contains("wasm"), digits.getText());
      assertTrue(digits.getText().contains("webgpu"), "what is tried next: " + digits.getText());
      for (String fact : new String[] {"browser", "cores", "memory", "used", "room", "worker"}) {
        assertFalse(fact(browser, fact).isBlank(), fact);
      }
      browser.watch().assertQuiet(site.origin());
    }
  }

  @Test
  void report_hasWhatIsShown() {
    try (SiteProcess site = SiteProcess.start();
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(site.url("/?view=doctor"));
      browser.waitForScript(LOOKED);

      String report =
          browser
              .driver()
              .executeAsyncScript(
                  "const done = arguments[0]; import('/app/measure.js').then(m =>"
                      + " done(m.markdownOf(document.querySelector('[data-testid=doctor-view]'))))")
              .toString();

      assertTrue(report.startsWith("# Doctor\n"), report);
      assertTrue(report.contains("## WebGPU\n"), report);
      assertTrue(report.contains("- Cores: " + fact(browser, "cores") + "\n"), report);
      assertTrue(report.contains("| Handwritten digits | wasm"), report);
      browser
          .driver()
          .executeCdpCommand(
              "Browser.grantPermissions",
              Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
      browser.find("[data-testid=doctor-copy]").click();
      browser.waitForScript("document.querySelector('.doctor-said').textContent === 'Copied'");
      assertEquals(
          report,
          browser
              .driver()
              .executeAsyncScript(
                  "const done = arguments[0];"
                      + "navigator.clipboard.readText().then(done, error => done(String(error)));"));
      browser.find("[data-testid=doctor-kept]").click();
      browser.waitForScript("document.documentElement.dataset.state === 'device'");
      browser.watch().assertQuiet(site.origin());
    }
  }

  @Test
  void plan_downloadsNoModel() {
    try (SiteProcess site = SiteProcess.start();
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(site.url("/?view=device"));
      Object found =
          browser
              .driver()
              .executeAsyncScript(
                  """
                  const done = arguments[0];
                  import('/hearth.js').then(async ({plan}) => {
                    const free = await plan('digits');
                    const none = await plan('digits', {provider: 'webgpu'});
                    const absent = await plan('nothing').catch(error => error.code);
                    const asked = performance.getEntriesByType('resource').map(one => one.name);
                    done([free.chosen.provider, none.chosen, none.rejected[0].code, absent,
                        asked.filter(url => /blobs|vendor/.test(url)).length].join(' '));
                  }).catch(error => done(String(error)));
                  """);

      assertEquals("wasm  PROVIDER_UNAVAILABLE MODEL_NOT_FOUND 0", found);
    }
  }

  private static String fact(Browser browser, String name) {
    return browser.find("[data-testid=doctor-view] [data-fact=" + name + "]").getText();
  }
}
