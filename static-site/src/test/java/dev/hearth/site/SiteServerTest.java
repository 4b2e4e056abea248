package dev.hearth.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiteServerTest {
  private static final String SCRIPT = "export const answer = 42;\n".repeat(100);

  private final HttpClient client = HttpClient.newHttpClient();
  private Path root;
  private SiteServer server;

  @BeforeAll
  void serve(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    root = Files.createDirectories(folder.resolve("site"));
    Files.copy(Path.of("src/main/site/_headers"), root.resolve("_headers"));
    write("index.html", "<!doctype html><title>Hearth</title>");
    write("app/page.js", SCRIPT);
    write("app/page.js.br", "brotli bytes");
    write("app/page.js.gz", "gzip bytes");
    write("app/loader.mjs", "export {};");
    write("vendor/a.wasm", "\0asm");
    write("models/index.json", "{}");
    write("models/blobs/abc", "0123456789");
    Files.createSymbolicLink(root.resolve("leak.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("up"), folder);
    server = SiteServer.start(root, "127.0.0.1", 0);
  }

  @AfterAll
  void stop() {
    server.close();
    server.close();
  }

  @Test
  void directory_answersWithItsIndex() throws Exception {
    HttpResponse<String> response = get("/");

    assertEquals(200, response.statusCode());
    assertEquals("<!doctype html><title>Hearth</title>", response.body());
    assertTrue(header(response, "content-type").startsWith("text/html"));
  }

  @Test
  void everyAnswer_hasTheHeadersOfTheFile() throws Exception {
    for (String path : List.of("/", "/app/page.js", "/models/nothing/channels.json", "/%2e%2e/x")) {
      HttpResponse<String> response = get(path);

      assertTrue(
          header(response, "content-security-policy").startsWith("default-src 'none'"), path);
      assertEquals("same-origin", header(response, "cross-origin-opener-policy"), path);
      assertEquals("require-corp", header(response, "cross-origin-embedder-policy"), path);
      assertEquals("nosniff", header(response, "x-content-type-options"), path);
      assertEquals(1, response.headers().allValues("cache-control").size(), path);
    }
  }

  @Test
  void siteAtASubPath_answersThereAlone() throws Exception {
    try (SiteServer below = SiteServer.start(root, "127.0.0.1", 0, "/some/app/", false, null)) {
      HttpResponse<String> page = get(below, "/some/app/");

      assertEquals("<!doctype html><title>Hearth</title>", page.body());
      assertEquals("require-corp", header(page, "cross-origin-embedder-policy"));
      assertEquals("no-cache", header(get(below, "/some/app/models/index.json"), "cache-control"));
      for (String path : List.of("/", "/app/page.js", "/some/", "/some/app/nothing", "/other")) {
        assertEquals(404, get(below, path).statusCode(), path);
      }
    }
  }

  @Test
  void plainHost_sendsTypesAndNoHeaderOfTheSite() throws Exception {
    try (SiteServer plain = SiteServer.start(root, "127.0.0.1", 0, "/", true, null)) {
      for (String path : List.of("/", "/app/page.js", "/models/index.json", "/nothing")) {
        Map<String, List<String>> sent = get(plain, path).headers().map();

        assertFalse(sent.containsKey("cross-origin-embedder-policy"), path);
        assertFalse(sent.containsKey("content-security-policy"), path);
      }
      assertEquals("max-age=600", header(get(plain, "/models/index.json"), "cache-control"));
      assertEquals("application/wasm", header(get(plain, "/vendor/a.wasm"), "content-type"));
      assertTrue(header(get(plain, "/app/loader.mjs"), "content-type").contains("javascript"));
    }
  }

  @Test
  void hostsOfTheSettings_areInThePolicyAtOnce() throws Exception {
    String built = header(get("/"), "content-security-policy");
    write("site.json", "{\"imageHosts\": [\"https://images.example\"]}");
    assertEquals(
        built
            .replace("connect-src 'self'", "connect-src 'self' https://images.example")
            .replace("blob: data:", "blob: data: https://images.example"),
        header(get("/"), "content-security-policy"));
    write("site.json", "{\"imageHosts\": 1}");
    assertEquals(built, header(get("/"), "content-security-policy"), "not in order");
    Files.delete(root.resolve("site.json"));
    assertEquals(built, header(get("/"), "content-security-policy"));
  }

  @Test
  void contentTypes_areThoseOfTheRules() throws Exception {
    assertEquals("application/wasm", header(get("/vendor/a.wasm"), "content-type"));
    assertTrue(header(get("/app/loader.mjs"), "content-type").startsWith("text/javascript"));
    assertTrue(header(get("/app/page.js"), "content-type").startsWith("text/javascript"));
    assertTrue(header(get("/models/index.json"), "content-type").startsWith("application/json"));
    assertEquals("application/octet-stream", header(get("/models/blobs/abc"), "content-type"));
  }

  @Test
  void cacheControl_followsTheKindOfFile() throws Exception {
    assertEquals(
        "public, max-age=31536000, immutable", header(get("/models/blobs/abc"), "cache-control"));
    assertEquals("no-cache", header(get("/models/index.json"), "cache-control"));
    assertEquals(
        "public, max-age=0, must-revalidate", header(get("/app/page.js"), "cache-control"));
    assertEquals("no-store", header(get("/models/blobs/missing"), "cache-control"));
  }

  @Test
  void precompressed_isSentOnlyWhereAccepted() throws Exception {
    HttpResponse<String> plain = get("/app/page.js");
    HttpResponse<String> gzip = get("/app/page.js", "Accept-Encoding", "gzip");
    HttpResponse<String> brotli = get("/app/page.js", "Accept-Encoding", "gzip, deflate, br");
    HttpResponse<String> refused = get("/app/page.js", "Accept-Encoding", "br;q=0, gzip;q=0");

    assertEquals(SCRIPT, plain.body());
    assertEquals("gzip bytes", gzip.body());
    assertEquals("gzip", header(gzip, "content-encoding"));
    assertEquals("brotli bytes", brotli.body());
    assertEquals("br", header(brotli, "content-encoding"));
    assertTrue(header(brotli, "content-type").startsWith("text/javascript"));
    assertTrue(header(brotli, "vary").contains("Accept-Encoding"));
    assertEquals(SCRIPT, refused.body());
  }

  @Test
  void unchangedFile_answers304() throws Exception {
    String tag = header(get("/app/page.js"), "etag");
    HttpResponse<String> again = get("/app/page.js", "If-None-Match", tag);

    assertFalse(tag.isEmpty());
    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
    assertEquals("public, max-age=0, must-revalidate", header(again, "cache-control"));
    assertEquals("", header(again, "content-type"));
    assertEquals("require-corp", header(again, "cross-origin-embedder-policy"));
  }

  @Test
  void range_answersThatPart() throws Exception {
    HttpResponse<String> part = get("/models/blobs/abc", "Range", "bytes=2-4");
    HttpResponse<String> beyond = get("/models/blobs/abc", "Range", "bytes=50-60");

    assertEquals(206, part.statusCode());
    assertEquals("234", part.body());
    assertEquals("bytes 2-4/10", header(part, "content-range"));
    assertEquals(416, beyond.statusCode());
    assertEquals("require-corp", header(beyond, "cross-origin-embedder-policy"));
  }

  @Test
  void head_answersWithoutBody() throws Exception {
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(uri("/models/blobs/abc"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());

    assertEquals(200, response.statusCode());
    assertEquals("10", response.headers().firstValue("content-length").orElse(""));
    assertArrayEquals(new byte[0], response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void otherMethods_areRefused(String method) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(uri("/"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());

    assertEquals(405, response.statusCode());
    assertEquals("GET, HEAD", header(response, "allow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/models/digits/9.9.9/manifest.json",
        "/models",
        "/models/",
        "/app",
        "/nothing.html",
        "/_headers",
        "/leak.txt",
        "/up/secret.txt",
        "/app/page.js/"
      })
  void whatIsNotOfTheSite_answers404InPlainText(String path) throws Exception {
    HttpResponse<String> response = get(path);

    assertEquals(404, response.statusCode());
    assertTrue(header(response, "content-type").startsWith("text/plain"));
    assertFalse(response.body().contains("<"), response.body());
    assertFalse(response.body().contains("secret"), response.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//secret.txt",
        "/../secret.txt",
        "/app/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/app/..;/../secret.txt",
        "/%252e%252e/secret.txt",
        "/secret.txt%00.js",
        "secret.txt"
      })
  void traversal_isRefused(String target) throws IOException {
    String answer =
        raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertTrue(answer.matches("(?s)HTTP/1.1 (400|404) .*"), answer);
    assertFalse(answer.contains("<"), answer);
    assertTrue(answer.contains("Content-Security-Policy: default-src 'none'"), answer);
  }

  @Test
  void dotSegmentsInside_answerTheFile() throws IOException {
    String answer =
        raw(
            "GET /app/../models/blobs/abc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertTrue(answer.endsWith("0123456789"), answer);
  }

  @Test
  void takenPort_isAnIoException() {
    assertThrows(IOException.class, () -> SiteServer.start(root, "127.0.0.1", server.port()));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  private HttpResponse<String> get(SiteServer other, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + other.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
