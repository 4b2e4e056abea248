package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.hearth.decode.Classifications;
import dev.hearth.image.Bitmap;
import dev.hearth.predict.Model;
import dev.hearth.predict.Models;
import dev.hearth.predict.Predictor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.imageclassification.ImageClassificationTranslator;
import dev.hearth.task.textclassification.TextClassificationTranslator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages from a folder and from a server, and what is wrong with them. */
class JvmModelsTest {
  private final Models models = new JvmModels();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private SmallSite site;
  private HttpServer server;

  /** The next answer to a shard; null for what the file holds. */
  private volatile byte[] wrongOnce;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    site = SmallSite.write(folder.resolve("my site/models"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String cache = exchange.getRequestHeaders().getFirst("Cache-Control");
          requests.add(path + (cache == null ? "" : " " + cache));
          Path file = site.models().resolve(path.substring(1));
          byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
          if (path.startsWith("/blobs/") && wrongOnce != null) {
            body = wrongOnce;
            wrongOnce = null;
          }
          int status = path.startsWith("/broken/") ? 500 : body.length == 0 ? 404 : 200;
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + "/" + path;
  }

  private static Bitmap brightest(int pixel) {
    byte[] rgba = new byte[16];
    for (int i = 0; i < 16; i++) {
      rgba[i] = (byte) (i % 4 == 3 || i / 4 == pixel ? 255 : 0);
    }
    return new Bitmap(2, 2, rgba);
  }

  private static String read(Model model, int pixel) {
    Predictor<Bitmap, Classifications> pixels = model.predictor(ImageClassificationTranslator::new);
    return pixels.predict(brightest(pixel)).result().top(1).get(0).label();
  }

  @Test
  void packages_openByEveryAddress() {
    Path folder = site.models().resolve(SmallSite.PIXELS);
    List<String> addresses =
        List.of(
            folder.toString(),
            folder + "/",
            folder.resolve("1.0.0").toString(),
            site.manifest(SmallSite.PIXELS).toString(),
            folder.toUri().toString(),
            url("pixels"),
            url("pixels/"),
            url("pixels/1.0.0"),
            url("pixels/1.0.0/manifest.json"));
    for (String address : addresses) {
      try (Model model = models.open(address)) {
        assertEquals("c", read(model, 2), address);
        assertEquals("cpu", model.plan().candidate().provider());
      }
    }
  }

  @Test
  void textModels_getTheirTokenizer() {
    try (Model model = models.open(url(SmallSite.WORDS))) {
      Predictor<String, Classifications> words = model.predictor(TextClassificationTranslator::new);
      // [CLS] is 2, [SEP] is 3.
      assertEquals("second", words.predict("no word").result().top(1).get(0).label());
    }
  }

  @Test
  void wrongBytes_areAskedForAnewAndThenRefused() throws IOException {
    Path blob = site.blob(SmallSite.PIXELS);
    byte[] right = Files.readAllBytes(blob);
    byte[] flipped = right.clone();
    flipped[right.length / 2] ^= 1;
    wrongOnce = flipped;
    try (Model model = models.open(url(SmallSite.PIXELS))) {
      assertEquals("a", read(model, 0));
    }
    String shard = "/blobs/" + blob.getFileName();
    assertEquals(
        List.of(shard, shard + " no-cache"),
        requests.stream().filter(path -> path.startsWith("/blobs/")).toList());

    Files.write(blob, flipped);
    assertFails(Code.INTEGRITY, "SHA-256", url(SmallSite.PIXELS));
    assertFails(Code.INTEGRITY, "SHA-256", folder());
    Files.write(blob, Arrays.copyOf(right, right.length + 1));
    assertFails(Code.INTEGRITY, "found more", url(SmallSite.PIXELS));
    Files.write(blob, Arrays.copyOf(right, right.length - 1));
    assertFails(Code.INTEGRITY, "found " + (right.length - 1), folder());
    Files.delete(blob);
    assertFails(Code.NETWORK, "found no file", folder());
    assertFails(Code.NETWORK, "HTTP status 404", url(SmallSite.PIXELS));
  }

  @Test
  void whatIsNoPackage_isRefused() throws IOException {
    String expected = "Expected a model's folder in a site's models folder";
    assertFails(Code.MODEL_NOT_FOUND, expected, site.models().resolve("none").toString());
    assertFails(Code.MODEL_NOT_FOUND, expected, site.blob(SmallSite.PIXELS).toString());
    assertFails(Code.MODEL_NOT_FOUND, expected, url("none"));
    assertFails(Code.NETWORK, "HTTP status 500", url("broken/model"));
    Path manifest = site.manifest(SmallSite.PIXELS);
    String json = Files.readString(manifest);
    Files.writeString(manifest, json.replace("\"onnx\"", "\"tfjs-graph\""));
    assertFails(Code.PROVIDER_UNAVAILABLE, "needs a browser: open /?model=pixels", folder());
    Files.writeString(manifest, json.replace("\"schema\": 1", "\"schema\": 2"));
    assertFails(Code.MANIFEST_INVALID, "schema", folder());
    server.stop(0);
    assertFails(Code.NETWORK, ": ConnectException", url(SmallSite.PIXELS));
  }

  private String folder() {
    return site.models().resolve(SmallSite.PIXELS).toString();
  }

  private void assertFails(Code code, String message, String address) {
    InferenceException e =
        assertThrows(InferenceException.class, () -> models.open(address), address);
    assertEquals(code, e.code(), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void interruption_cancels() {
    Thread.currentThread().interrupt();
    assertFails(Code.CANCELLED, "Interrupted", url(SmallSite.PIXELS));
    assertTrue(Thread.interrupted());
  }

  @Test
  void threads_waitForEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Model model = models.open(folder())) {
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        int pixel = i % 4;
        calls.add(() -> read(model, pixel) + pixel);
      }
      for (Future<String> answer : threads.invokeAll(calls)) {
        String found = answer.get();
        assertEquals('a' + found.charAt(1) - '0', found.charAt(0), found);
      }
    } finally {
      threads.shutdown();
    }
  }
}
