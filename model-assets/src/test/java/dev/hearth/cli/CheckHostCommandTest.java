package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Shard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good host, and one for each fault. */
class CheckHostCommandTest {
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";
  private static final String PAGE = "<!doctype html>";

  static {
    // Or each answer waits 40 ms between its headers and its body.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a host is about to answer. */
  private static final class Reply {
    private int status = 200;
    private byte[] body = new byte[0];
    private boolean ranges = true;
    private boolean compresses = true;
    private final Map<String, String> headers = new LinkedHashMap<>();

    void set(String name, String value) {
      headers.put(name, value);
    }

    void page() {
      status = 200;
      body = TinyModels.utf8(PAGE);
      set("Content-Type", "text/html; charset=utf-8");
    }
  }

  /** Changes what a good host would answer. */
  private interface Fault {
    void on(String path, Reply reply);
  }

  @TempDir private Path folder;
  private ImportBed bed;
  private Path site;
  private HttpServer server;
  private Fault fault = (path, reply) -> {};

  @BeforeEach
  void serve() throws IOException {
    bed = new ImportBed(folder);
    Path model = bed.write("m.onnx", TinyModels.classifier("Softmax"));
    bed.importModel(model, "--license=MIT", "--shard-size=1KiB");
    bed.run("release", "publish", bed.models().resolve("m"), "1.0.0");
    site = folder.resolve("site");
    bed.write("site/index.html", TinyModels.utf8(PAGE));
    bed.write("site/hearth.js", TinyModels.utf8("export {}"));
    bed.write("site/app/engine-worker.js", TinyModels.utf8("export {}"));
    bed.write("site/sw.js", TinyModels.utf8("export {}"));
    bed.write(
        "site/offline.json",
        TinyModels.utf8(
            "{\"shell\": {\"\": \""
                + Sha256.of(TinyModels.utf8(PAGE))
                + "\", \"hearth.js\": \""
                + Sha256.of(TinyModels.utf8("export {}"))
                + "\"}}"));
    bed.write("site/vendor/r/r.mjs", TinyModels.utf8("export {}"));
    bed.write("site/vendor/r/r.wasm", new byte[] {0, 'a', 's', 'm'});
    bed.write(
        "site/vendor/runtimes.json",
        TinyModels.utf8(
            "{\"r\": {\"w\": {\"module\": \"r/r.mjs\", \"wasm\": [{\"path\": \"r/r.wasm\"}]}}}"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/app/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/app/".length());
    Reply reply = new Reply();
    Path file = site.resolve(path.isEmpty() ? "index.html" : path);
    if (Files.isRegularFile(file)) {
      reply.body = Files.readAllBytes(file);
      reply.set("Content-Type", type(file.toString()));
      reply.set("Cache-Control", cacheControl(path));
    } else {
      reply.status = 404;
      reply.set("Content-Type", "text/plain");
    }
    reply.set(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'");
    reply.set("Cross-Origin-Opener-Policy", "same-origin");
    reply.set("Cross-Origin-Embedder-Policy", "require-corp");
    reply.set("Cross-Origin-Resource-Policy", "same-origin");
    reply.set("X-Content-Type-Options", "nosniff");
    fault.on(path, reply);
    send(exchange, reply);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    List<String> codings = exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of());
    String range = exchange.getRequestHeaders().getFirst("Range");
    byte[] body = reply.body;
    if (codings.toString().contains("gzip") && reply.compresses) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(compressed)) {
        out.write(body);
      }
      body = compressed.toByteArray();
      reply.set("Content-Encoding", "gzip");
    } else if (range != null && reply.ranges && reply.status == 200) {
      assertEquals("bytes=0-0", range);
      reply.status = 206;
      reply.set("Content-Range", "bytes 0-0/" + body.length);
      body = new byte[] {body[0]};
    }
    reply.headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String type(String name) {
    return name.endsWith(".html")
        ? "text/html"
        : name.endsWith("js")
            ? "text/javascript; charset=utf-8"
            : name.endsWith(".json")
                ? "application/json"
                : name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
  }

  private static String cacheControl(String path) {
    boolean named = path.startsWith("models/blobs/") || path.endsWith("manifest.json");
    boolean points = path.endsWith("channels.json") || path.endsWith("models/index.json");
    return named ? IMMUTABLE : points ? "no-cache" : "public, max-age=0, must-revalidate";
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/app/";
  }

  private Result check(Object... options) {
    Object[] words = new Object[options.length + 2];
    words[0] = "check-host";
    words[1] = url();
    System.arraycopy(options, 0, words, 2, options.length);
    return bed.run(words);
  }

  private void assertFound(String line, Fault given) {
    fault = given;
    Result result = check();
    assertEquals(line.startsWith("wrong") ? 1 : 0, result.exitCode(), result.out() + result.err());
    List<String> lines = result.out().lines().toList();
    assertEquals(1, lines.stream().filter(one -> one.startsWith(line)).count(), result.out());
    if (line.startsWith("note")) {
      // Beside it stands that the site has no release key.
      assertEquals(3, lines.size(), result.out());
    }
  }

  private String smallest() throws IOException {
    return bed.manifest("m", "1.0.0").variants().stream()
        .flatMap(variant -> variant.artifacts().stream())
        .flatMap(artifact -> artifact.shards().stream())
        .min(Comparator.comparingInt(Shard::bytes))
        .orElseThrow()
        .sha256();
  }

  @Test
  void goodHost_hasNothingWrong() throws IOException {
    Result result = check();
    assertEquals(0, result.exitCode(), result.out() + result.err());
    assertEquals(
        "note   /release-key.json: is not there: releases are unsigned",
        result.out().lines().toList().get(0));
    assertTrue(
        result
            .out()
            .lines()
            .toList()
            .get(1)
            .startsWith("Nothing is wrong: 1 model, 1 version, 1 shard of"),
        result.out());
    JsonNode json = JsonOutput.JSON.readTree(check("--all", "--json").out());
    assertTrue(json.path("passed").asBoolean());
    try (var blobs = Files.list(bed.models().resolve("blobs"))) {
      assertEquals(blobs.count(), json.path("shards").asLong());
    }
    assertEquals(url(), json.path("site").asText());
    assertEquals(
        0, bed.run("check-host", url().replaceFirst("/$", "")).exitCode(), "without the slash");
    assertEquals(0, bed.run("check-host", url() + "index.html").exitCode());
  }

  @Test
  void signedSite_isCheckedByItsKey() throws IOException {
    Path key = folder.resolve("k.pem");
    bed.run("release", "keygen", bed.models(), "--out", key);
    assertFound("wrong  /models/m/channels.json: is not signed, and refused", (path, reply) -> {});
    bed.run("release", "publish", bed.models().resolve("m"), "1.0.0", "--key", key);
    assertTrue(check().out().startsWith("Nothing is wrong"), check().out());
  }

  @Test
  void otherAddresses_areRefused() {
    for (String address : List.of("site/models", "ftp://a.org/", "http:///", "http://a b/")) {
      Result result = bed.run("check-host", address);
      assertEquals(1, result.exitCode());
      assertTrue(result.err().contains("Expected an address such as"), result.err());
    }
    String before = url();
    server.stop(0);
    Result result = bed.run("check-host", before);
    assertEquals(1, result.exitCode());
    assertTrue(result.err().startsWith("hearth: There is no answer from " + before), result.err());
  }

  @Test
  void htmlForMissingFiles_isWrong() {
    assertFound(
        "wrong  /models/blobs/" + "0".repeat(64) + ": is no file, and is answered with a page",
        (path, reply) -> {
          if (reply.status == 404) {
            reply.page();
          }
        });
    assertFound(
        "wrong  /models/hearth-check-host/channels.json: is no file: expected status 404, found 403",
        (path, reply) ->
            reply.status = reply.status == 404 && path.startsWith("models") ? 403 : reply.status);
    assertFound(
        "note   /models/blobs/"
            + "0".repeat(64)
            + ": is no file, and its 404 is kept: "
            + IMMUTABLE,
        (path, reply) -> {
          if (reply.status == 404) {
            reply.set("Cache-Control", IMMUTABLE);
          }
        });
  }

  @Test
  void whatKeepsThePageFromBeingStored_isTold() {
    assertFound(
        "wrong  /sw.js: expected a script, without which nothing is kept, found status 404",
        only("sw.js", (path, reply) -> reply.status = 404));
    assertFound(
        "wrong  /: is not the file that was built",
        only("", (path, reply) -> reply.body = TinyModels.utf8("<!doctype html><p>An advert")));
    assertFound(
        "note   /sw.js: is kept long",
        only("sw.js", (path, reply) -> reply.set("Cache-Control", IMMUTABLE)));
  }

  @Test
  void wrongTypes_areTold() {
    Fault plain = (path, reply) -> reply.set("Content-Type", "text/plain");
    assertFound(
        "wrong  /vendor/r/r.mjs: expected a file of text/javascript, found status 200 of text/plain",
        only("vendor/r/r.mjs", plain));
    assertFound(
        "wrong  /hearth.js: expected a script of text/javascript, found", only("hearth.js", plain));
    assertFound("wrong  /: expected a page of text/html", only("", plain));
    assertFound(
        "note   /vendor/r/r.wasm: expected application/wasm, found",
        only("vendor/r/r.wasm", plain));
    assertFound(
        "wrong  /models/index.json: expected a JSON file, found status 200 of text/html",
        only("models/index.json", (path, reply) -> reply.page()));
    assertFound(
        "wrong  /app/engine-worker.js: expected a script",
        only("app/engine-worker.js", (path, reply) -> reply.status = 404));
  }

  private static Fault only(String file, Fault given) {
    return (path, reply) -> {
      if (path.equals(file)) {
        given.on(path, reply);
      }
    };
  }

  private static Fault blobs(Fault given) {
    return (path, reply) -> {
      if (path.startsWith("models/blobs/") && reply.status == 200) {
        given.on(path, reply);
      }
    };
  }

  @Test
  void shards_areWhatTheirNamesSay() throws IOException {
    String blob = "/models/blobs/" + smallest();
    assertFound(
        "wrong  " + blob + ": expected the SHA-256 of its name",
        blobs((path, reply) -> reply.body[reply.body.length / 2] ^= 1));
    int length = (int) Files.size(site.resolve(blob.substring(1)));
    assertFound(
        "wrong  " + blob + ": expected " + length + " bytes, found " + (length - 1),
        blobs((path, reply) -> reply.body = Arrays.copyOf(reply.body, length - 1)));
    assertFound(
        "wrong  " + blob + ": cannot be fetched: more than the",
        blobs((path, reply) -> reply.body = new byte[length + 9]));
    assertFound(
        "wrong  " + blob + ": expected a shard, found status 200 of text/html",
        blobs((path, reply) -> reply.page()));
    assertFound(
        "wrong  " + blob + ": expected a shard, found status 500",
        blobs((path, reply) -> reply.status = 500));
    assertFound(
        "note   " + blob + ": is not sent in parts", blobs((path, reply) -> reply.ranges = false));
    assertFound(
        "note   " + blob + ": has no Cross-Origin-Resource-Policy",
        blobs((path, reply) -> reply.headers.remove("Cross-Origin-Resource-Policy")));
    assertFound(
        "note   " + blob + ": expected application/octet-stream",
        blobs((path, reply) -> reply.headers.remove("Content-Type")));
  }

  @Test
  void manifests_areThoseThatWereReleased() {
    assertFound(
        "wrong  /models/m/1.0.0/manifest.json: expected the SHA-256 of channels.json",
        only(
            "models/m/1.0.0/manifest.json",
            (path, reply) ->
                reply.body =
                    TinyModels.utf8(
                        new String(reply.body, StandardCharsets.UTF_8).replace("MIT", "ISC"))));
    assertFound(
        "wrong  /models/m/channels.json: Unknown key newest",
        only(
            "models/m/channels.json",
            (path, reply) ->
                reply.body = TinyModels.utf8("{\"stable\": \"1.0.0\", \"newest\": \"2.0.0\"}")));
    assertFound(
        "wrong  /models/m/channels.json: offers ../.., no version",
        only(
            "models/m/channels.json",
            (path, reply) -> reply.body = TinyModels.utf8("{\"stable\": \"../..\"}")));
  }

  @Test
  void caching_isTold() throws IOException {
    assertFound(
        "note   /models/m/channels.json: changes with a release: expected Cache-Control: no-cache",
        only(
            "models/m/channels.json",
            (path, reply) -> reply.set("Cache-Control", "public, max-age=600")));
    assertFound(
        "note   /models/blobs/" + smallest() + ": never changes: expected Cache-Control with",
        blobs((path, reply) -> reply.headers.remove("Cache-Control")));
  }

  @Test
  void compression_isTold() {
    assertFound(
        "note   /hearth.js: is not compressed",
        only("hearth.js", (path, reply) -> reply.compresses = false));
    assertFound(
        "note   /vendor/r/r.wasm: is not compressed",
        only("vendor/r/r.wasm", (path, reply) -> reply.compresses = false));
  }

  private static void json(Reply reply, String text) {
    reply.status = 200;
    reply.body = TinyModels.utf8(text);
    reply.set("Content-Type", "application/json");
  }

  @Test
  void policyAndIsolation_areTold() {
    assertFound(
        "note   /: has no Content-Security-Policy",
        (path, reply) -> reply.headers.remove("Content-Security-Policy"));
    assertFound(
        "wrong  /: Content-Security-Policy: expected 'wasm-unsafe-eval' in script-src, found 'self'",
        (path, reply) ->
            reply.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'"));
    assertFound(
        "wrong  /: Content-Security-Policy: expected 'self' in connect-src, found 'none'",
        (path, reply) ->
            reply.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"));
    assertFound(
        "note   /: Content-Security-Policy lets the page talk to 'self' https://a.example",
        (path, reply) ->
            reply.set(
                "Content-Security-Policy",
                "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://a.example"));
    assertFound(
        "wrong  /: Content-Security-Policy: expected https://b.example of site.json in connect-src",
        only(
            "site.json",
            (path, reply) -> json(reply, "{\"imageHosts\": [\"https://b.example\"]}")));
    assertFound(
        "wrong  /site.json: is not in order, and not used: Unknown key titel",
        only("site.json", (path, reply) -> json(reply, "{\"titel\": \"b\"}")));
    assertFound(
        "note   /: is not isolated",
        (path, reply) -> reply.headers.remove("Cross-Origin-Embedder-Policy"));
    assertFound(
        "wrong  /app/engine-worker.js: has no Cross-Origin-Embedder-Policy, and the page has",
        only(
            "app/engine-worker.js",
            (path, reply) -> reply.headers.remove("Cross-Origin-Embedder-Policy")));
    assertFound(
        "note   /: has no X-Content-Type-Options",
        (path, reply) -> reply.headers.remove("X-Content-Type-Options"));
  }

  @Test
  void otherOrigins_areTold() {
    assertFound(
        "wrong  /hearth.js: cannot be fetched: it is redirected to another origin",
        only(
            "hearth.js",
            (path, reply) -> {
              reply.status = 302;
              reply.set(
                  "Location", url().replace("localhost", "127.0.0.1") + "app/engine-worker.js");
            }));
  }
}
