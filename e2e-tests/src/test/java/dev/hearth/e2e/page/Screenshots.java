package dev.hearth.e2e.page;

import dev.hearth.e2e.browser.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pictures of a page at the sizes and in the colour schemes it is judged by. */
public final class Screenshots {
  /** The size of a window or phone, CSS pixels. */
  public record Screen(int width, int height, boolean isPhone) {}

  /** A small phone. */
  public static final Screen PHONE = new Screen(360, 740, true);

  /** A laptop. */
  public static final Screen LAPTOP = new Screen(1440, 900, false);

  private Screenshots() {}

  /** Pictures the whole page in both sizes, light and dark: {@code name-360-dark.png} and so on. */
  public static void takeAll(Browser browser, String name) {
    for (Screen screen : List.of(PHONE, LAPTOP)) {
      for (String scheme : List.of("light", "dark")) {
        show(browser, screen, scheme);
        take(browser, name + "-" + screen.width() + "-" + scheme);
      }
    }
    reset(browser);
  }

  /** Lets the page be again as it was before {@link #show}. */
  public static void reset(Browser browser) {
    browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of());
  }

  /** Lets the page be of a size and prefer a colour scheme, {@code light} or {@code dark}. */
  public static void show(Browser browser, Screen screen, String scheme) {
    browser
        .driver()
        .executeCdpCommand(
            "Emulation.setDeviceMetricsOverride",
            Map.of(
                "width", screen.width(),
                "height", screen.height(),
                "deviceScaleFactor", screen.isPhone() ? 2 : 1,
                "mobile", screen.isPhone()));
    Map<String, String> preference = Map.of("name", "prefers-color-scheme", "value", scheme);
    browser
        .driver()
        .executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(preference)));
    browser
        .driver()
        .executeAsyncScript(
            "const done = arguments[0];"
                + " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250)))");
  }

  /** Pictures the whole page as it is, also what lies below the window. */
  public static Path take(Browser browser, String name) {
    Map<String, Object> picture =
        browser
            .driver()
            .executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    try {
      Path folder =
          Files.createDirectories(
              Path.of(System.getProperty("hearth.screenshots", "target/screenshots")));
      byte[] bytes = Base64.getDecoder().decode(Objects.toString(picture.get("data")));
      return Files.write(folder.resolve(name + ".png"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
