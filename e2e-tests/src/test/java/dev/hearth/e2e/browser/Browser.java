package dev.hearth.e2e.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chrome or Chromium with a fresh profile, watched from its start. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("hearth.patience.seconds", 180));

  /** Warns of each browser newer than itself; nothing here uses what it then lacks. */
  private static final Logger SELENIUM_DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  private static final Logger SELENIUM_CHROMIUM = Logger.getLogger("org.openqa.selenium.chromium");

  static {
    SELENIUM_DEVTOOLS.setLevel(Level.SEVERE);
    SELENIUM_CHROMIUM.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final Watch watch;
  private final Path profile;
  private final boolean keepsProfile;

  private Browser(ChromeDriver driver, Watch watch, Path profile, boolean keepsProfile) {
    this.driver = driver;
    this.watch = watch;
    this.profile = profile;
    this.keepsProfile = keepsProfile;
  }

  /** Returns the program that is started, installing one where there is none. */
  public static Path program() {
    return BrowserInstaller.onPath().provide().browser();
  }

  /** Starts a browser, installing one where there is none. The caller closes it. */
  public static Browser start(BrowserOptions wanted) {
    BrowserInstaller.Installation installed = BrowserInstaller.onPath().provide();
    try {
      Path kept = wanted.profile();
      Path profile = kept == null ? Files.createTempDirectory("hearth-browser") : kept;
      ChromeOptions options = new ChromeOptions();
      options.setBinary(installed.browser().toString());
      options.addArguments(wanted.flags(profile, "root".equals(System.getProperty("user.name"))));
      ChromeDriverService.Builder service = new ChromeDriverService.Builder();
      installed.driver().ifPresent(path -> service.usingDriverExecutable(path.toFile()));
      ChromeDriver driver = new ChromeDriver(service.build(), options);
      // WebGPU as software compiles its shaders for longer than the usual half minute.
      driver.manage().timeouts().scriptTimeout(PATIENCE);
      Watch watch = Watch.start(debuggerAddress(driver), wanted.notesRequests());
      return new Browser(driver, watch, profile, kept != null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String debuggerAddress(ChromeDriver driver) {
    Object options = driver.getCapabilities().getCapability("goog:chromeOptions");
    return options instanceof Map<?, ?> map ? Objects.toString(map.get("debuggerAddress"), "") : "";
  }

  /** Returns the driver, for what this class has no word for. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Returns what was requested and complained about since the start. */
  public Watch watch() {
    return watch;
  }

  /** Opens a tab beside the driver's, in the same profile. The caller closes it. */
  public Tab tab(String url) {
    return Tab.open(debuggerAddress(driver), url, false);
  }

  /** Begins to note what the pages' main threads do. The caller closes it. */
  public Trace trace() {
    return Trace.start(debuggerAddress(driver));
  }

  /** Opens a tab in a profile of its own, where nothing is stored. The caller closes it. */
  public Tab freshTab(String url) {
    return Tab.open(debuggerAddress(driver), url, true);
  }

  /** Goes to a URL and waits until the page has loaded. */
  public void open(String url) {
    driver.get(url);
  }

  /** Returns the one element, waiting until it is there and shown. */
  public WebElement find(String css) {
    return waitFor(
        "an element " + css,
        page ->
            page.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /** Returns the elements there are now. */
  public List<WebElement> findAll(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Waits until a JavaScript expression is truthy, and returns it. */
  public Object waitForScript(String expression) {
    return waitFor(expression, page -> page.executeScript("return " + expression));
  }

  /** Runs the body of an asynchronous function, and returns what it gives or throws as text. */
  public String answer(String body) {
    return Objects.toString(
        driver.executeAsyncScript(
            "const done = arguments[0];(async () => {"
                + body
                + "})().then(done, error => done('' + error));"));
  }

  /**
   * Waits, three minutes at most where no property says otherwise, until the condition gives
   * something other than null and false.
   */
  public <T> T waitFor(String what, Function<ChromeDriver, @Nullable T> condition) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100))
        .withMessage(() -> "Waited for " + what + "; the consoles said " + watch.messages())
        .until(page -> condition.apply(driver));
  }

  @Override
  public void close() {
    watch.close();
    driver.quit();
    if (keepsProfile) {
      return;
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A profile that a dying browser still writes to stays in the temporary folder.
    }
  }
}
