package dev.hearth.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.site.HeaderRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFilesTest {
  private static final HeaderRules SMALL =
      HeaderRules.parse(
          List.of(
              "/*",
              "  X-A: it's \"1\"",
              "/m/:name/x.json",
              "  Cache-Control: no-cache",
              "/*.mjs",
              "  Content-Type: text/javascript"));

  @Test
  void nginx_hasAMapForEachHeader() {
    assertEquals(
        """
        # Made by the build from _headers, the one source of headers.
        # Include it in http { }; fill in server_name and root, and add TLS.

        map $uri $hearth_x_a {
          default "";
          "~^/.*$" "it's \\"1\\"";
        }

        map $uri $hearth_cache_control {
          default "public, max-age=0, must-revalidate";
          "~^/m/[^/]+/x\\\\.json$" "no-cache";
        }

        server {
          listen 80;
          server_name example.org;
          root /srv/site;
          index index.html;

          # The build compressed the files; with ngx_brotli, add: brotli_static on;
          gzip_static on;

          add_header X-A $hearth_x_a always;
          add_header Cache-Control $hearth_cache_control;

          location = /_headers {
            return 404;
          }
          location ~ "^/.*\\\\.mjs$" {
            types { }
            default_type "text/javascript";
          }
        }
        """,
        HostFiles.nginx(SMALL));
    HeaderRules variable = HeaderRules.parse(List.of("/", "  X-A: $b"));
    assertThrows(IllegalArgumentException.class, () -> HostFiles.nginx(variable));
  }

  @Test
  void netlify_hasABlockForEachPath() {
    assertEquals(
        """
        # Made by the build from _headers, the one source of headers.

        [[headers]]
          for = "/*"
          [headers.values]
            X-A = "it's \\"1\\""

        [[headers]]
          for = "/m/:name/x.json"
          [headers.values]
            Cache-Control = "no-cache"

        [[headers]]
          for = "/*.mjs"
          [headers.values]
            Content-Type = "text/javascript"
        """,
        HostFiles.netlify(SMALL));
  }

  @Test
  void cloudFront_hasARuleForEachHeader() {
    String script = HostFiles.cloudFront(SMALL);

    assertTrue(
        script.contains(
            """
            const RULES = [
              ["^/.*$", "x-a", "it's \\"1\\""],
              ["^/m/[^/]+/x\\\\.json$", "cache-control", "no-cache"],
              ["^/.*\\\\.mjs$", "content-type", "text/javascript"],
            ];
            """),
        script);
  }

  @Test
  void ownRules_areAllInEveryFile(@TempDir Path folder) throws IOException {
    Path source = Path.of("src/main/site/_headers");
    HostFiles.main(new String[] {source.toString(), folder.toString()});
    List<Rule> rules = HeaderRules.read(source).all();
    String nginx = Files.readString(folder.resolve("nginx.conf"));
    String netlify = Files.readString(folder.resolve("netlify.toml"));
    String cloudFront = Files.readString(folder.resolve("cloudfront.js"));

    assertTrue(rules.size() > 15, rules.toString());
    for (Rule rule : rules) {
      String value = "\"" + rule.value() + "\"";
      String pattern = "^" + rule.pattern().pattern().replace("\\", "\\\\") + "$\"";
      assertTrue(netlify.contains("    " + rule.name() + " = " + value + "\n"), netlify);
      assertTrue(netlify.contains("  for = \"" + rule.paths() + "\"\n"), netlify);
      assertTrue(
          nginx.contains(
              rule.name().equals("Content-Type")
                  ? "location ~ \"" + pattern + " {\n    types { }\n    default_type " + value
                  : "  \"~" + pattern + " " + value + ";\n"),
          rule + nginx);
      assertTrue(
          cloudFront.contains(
              "\""
                  + pattern
                  + ", \""
                  + rule.name().toLowerCase(Locale.ROOT)
                  + "\", "
                  + value
                  + "],"),
          rule + cloudFront);
    }
    // The limit of CloudFront functions.
    assertTrue(cloudFront.length() < 10_240, cloudFront.length() + " characters");
    assertFalse(nginx.contains("add_header Content-Type"), nginx);
  }

  /** Hosts take the first rule of a header, the last, or join them: one must be all there is. */
  @Test
  void ownRules_giveEachHeaderOnce() throws IOException {
    HeaderRules rules = HeaderRules.read(Path.of("src/main/site/_headers"));
    for (String path :
        List.of(
            "/",
            "/index.html",
            "/hearth.js",
            "/app/page.js",
            "/vendor/onnxruntime-web/ort.wasm.min.mjs",
            "/vendor/a.wasm",
            "/models/index.json",
            "/models/m/channels.json",
            "/models/m/1.0.0/manifest.json",
            "/models/blobs/" + "a".repeat(64))) {
      for (String name : rules.forPath(path).keySet()) {
        long rulesOfIt =
            rules.all().stream()
                .filter(rule -> rule.name().equals(name) && rule.pattern().matcher(path).matches())
                .count();
        assertEquals(1, rulesOfIt, path + " " + name);
      }
    }
  }
}
