package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.Browser;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.json.Json;

/** The view about the site, its bill of materials, and its notices. */
class AboutIT {
  private static final Path NODE_MODULES = Path.of("../static-site/node_modules");

  @Test
  void bill_listsWhatIsVendoredAsThePackagesSayOfThemselves() throws IOException {
    Map<?, ?> bill = json(SiteCopy.built().resolve("sbom.cdx.json"));
    assertEquals("CycloneDX", bill.get("bomFormat"));
    assertEquals("1.6", bill.get("specVersion"));
    Map<String, Map<?, ?>> parts = new TreeMap<>();
    for (Object part : (List<?>) Objects.requireNonNull(bill.get("components"))) {
      Map<?, ?> one = (Map<?, ?>) part;
      assertEquals("library", one.get("type"));
      assertTrue(text(one, "purl").endsWith("@" + text(one, "version")), text(one, "purl"));
      parts.put(text(one, "purl"), one);
    }

    String licences = Files.readString(SiteCopy.built().resolve("vendor/LICENSES.txt"));
    String notices = Files.readString(SiteCopy.built().resolve("THIRD-PARTY-NOTICES.txt"));
    int vendored = 0;
    for (String line : licences.lines().toList()) {
      if (!line.matches("\\S+ \\d\\S*: .*")) {
        continue;
      }
      vendored++;
      String name = line.substring(0, line.indexOf(' '));
      Map<?, ?> about = json(NODE_MODULES.resolve(name).resolve("package.json"));
      String version = text(about, "version");
      Map<?, ?> part =
          Objects.requireNonNull(
              parts.get("pkg:npm/" + name.replace("@", "%40") + "@" + version), line);
      assertEquals(text(about, "license"), licence(part), name);
      assertTrue(
          notices.contains(name + " " + version + ": " + text(about, "license") + "\n"), name);
    }
    assertTrue(vendored >= 9, "packages in " + licences.substring(0, 400));
    assertTrue(parts.keySet().stream().anyMatch(purl -> purl.contains("/teavm-classlib@")));
    assertTrue(notices.contains("org.teavm:teavm-classlib "));
    for (String text :
        List.of(
            "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
            "Permission is hereby granted, free of charge",
            "Redistributions in binary form")) {
      assertTrue(notices.contains(text), text);
    }
  }

  @Test
  void view_opensCardsAndLinksWhatIsShipped() throws IOException, InterruptedException {
    try (SiteProcess site = SiteProcess.start();
        Browser browser = Browser.start(BrowserOptions.plain())) {
      browser.open(site.url("/?view=about"));
      browser.waitForScript("document.documentElement.dataset.state === 'about'");
      for (String model : List.of("digits", "spoken-digits")) {
        WebElement card = browser.find("[data-testid=about-" + model + "]");
        card.click();
        browser.waitForScript(
            "document.querySelector('[data-testid=about-" + model + "][data-card=shown]')");
        String licence = card.findElement(By.cssSelector("[data-fact=licence]")).getText();
        assertTrue(licence.matches("(Apache|CC)-.*"), licence);
        assertTrue(card.getText().contains("# "), "the card's own heading");
      }
      assertTrue(browser.findAll("[data-testid=about-parts] tbody tr").size() >= 15);
      HttpClient client = HttpClient.newHttpClient();
      for (String link : List.of("notices", "sbom")) {
        String href = browser.find("[data-testid=" + link + "]").getDomProperty("href");
        var answer =
            client.send(
                HttpRequest.newBuilder(URI.create(Objects.requireNonNull(href))).build(),
                BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), href);
        assertTrue(answer.body().contains("onnxruntime-web"), href);
      }
      browser.watch().assertQuiet(site.origin());
    }
  }

  private static String licence(Map<?, ?> part) {
    Map<?, ?> first = (Map<?, ?>) ((List<?>) Objects.requireNonNull(part.get("licenses"))).get(0);
    return first.containsKey("expression")
        ? text(first, "expression")
        : text((Map<?, ?>) Objects.requireNonNull(first.get("license")), "id");
  }

  private static Map<?, ?> json(Path file) throws IOException {
    return new Json().toType(Files.readString(file), Json.MAP_TYPE);
  }

  private static String text(Map<?, ?> of, String key) {
    return Objects.requireNonNull(of.get(key), key).toString();
  }
}
