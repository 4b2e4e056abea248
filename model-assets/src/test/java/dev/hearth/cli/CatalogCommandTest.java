package dev.hearth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.catalog.Catalog;
import dev.hearth.cli.ImportBed.Result;
import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCommandTest {
  private static final byte[] MODEL = TinyModels.classifier("Softmax");

  @TempDir private Path folder;
  private ImportBed bed;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    bed = new ImportBed(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/m.onnx", exchange -> answer(exchange, 200, "x/y", MODEL));
    server.createContext("/page", exchange -> answer(exchange, 200, "text/html", MODEL));
    server.createContext("/none", exchange -> answer(exchange, 404, "text/plain", MODEL));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/m.onnx");
          answer(exchange, 302, "x/y", new byte[1]);
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Path catalog(String path, int bytes, String sha256) throws IOException {
    String url = "http://localhost:" + server.getAddress().getPort() + path;
    return bed.write(
        "catalog.json",
        """
        {"models": [{"name": "tiny", "labels": ["cat", "dog", "bird"],
          "files": [{"path": "model.onnx", "url": "URL", "bytes": BYTES, "sha256": "HASH"}],
          "describe": {"title": "Tiny", "license": "MIT", "task": "image-classification"}}]}
        """
            .replace("URL", url)
            .replace("BYTES", "" + bytes)
            .replace("HASH", sha256));
  }

  @Test
  void model_isDownloadedCheckedAndPackaged() throws IOException {
    Path catalog = catalog("/m.onnx", MODEL.length, Sha256.of(MODEL));
    bed.importModel("catalog:tiny", "--catalog", catalog);
    ModelManifest manifest = bed.manifest("tiny", "1.0.0");
    assertEquals(Task.IMAGE_CLASSIFICATION, manifest.task());
    assertEquals(List.of("cat", "dog", "bird"), manifest.labels());
    assertEquals("MIT", manifest.license());
    Result list = bed.run("catalog", "--catalog", catalog);
    assertTrue(list.out().startsWith("tiny  "), list.out());
  }

  @Test
  void otherAnswers_areRefused_andNothingIsWritten() throws IOException {
    String hash = Sha256.of(MODEL);
    assertRefused("answers an HTML page", catalog("/page", MODEL.length, hash));
    assertRefused("answers 404", catalog("/none", MODEL.length, hash));
    assertRefused("redirects to /m.onnx", catalog("/moved", MODEL.length, hash));
    assertRefused("found " + MODEL.length, catalog("/m.onnx", MODEL.length + 1, hash));
    assertRefused("found more", catalog("/m.onnx", MODEL.length - 1, hash));
    assertRefused("it is not the file", catalog("/m.onnx", MODEL.length, "0".repeat(64)));
    assertRefused("64 lower-case", catalog("/m.onnx", MODEL.length, "0"));
    Path away = catalog("/m.onnx", MODEL.length, hash);
    Files.writeString(away, Files.readString(away).replace("localhost", "example.com"));
    assertRefused("an https address", away);
    Files.writeString(away, Files.readString(away).replace("\"model.onnx\"", "\"../model.onnx\""));
    assertRefused("a file's name", away);
    server.stop(0);
    assertRefused("There is no connection", catalog("/m.onnx", MODEL.length, hash));
    assertFalse(Files.exists(bed.models()));
  }

  private void assertRefused(String sentence, Path catalog) throws IOException {
    bed.assertRefused(sentence, "catalog:tiny", "--catalog", catalog);
  }

  @Test
  void builtIn_namesTheFilesOfTheTestData_andEachImports() throws IOException {
    bed.assertRefused("The catalog has no poetry; it has blazeface, ", "catalog:poetry");
    JsonNode models = JsonOutput.JSON.readTree(bed.run("catalog", "--json").out());
    for (JsonNode model : models) {
      String name = model.path("name").asText();
      Path local =
          TestData.path(Files.isDirectory(TestData.path("onnx").resolve(name)) ? "onnx" : "tfjs");
      for (JsonNode file : model.path("files")) {
        byte[] bytes = Files.readAllBytes(local.resolve(name).resolve(file.path("path").asText()));
        assertEquals(bytes.length, file.path("bytes").asInt(), name);
        assertEquals(Sha256.of(bytes), file.path("sha256").asText(), name);
        server.createContext(
            "/" + file.path("sha256").asText(), exchange -> answer(exchange, 200, "x/y", bytes));
      }
    }
    assertEquals(7, models.size());
    String here = "http://localhost:" + server.getAddress().getPort() + "/";
    String text;
    try (var in = Catalog.class.getResourceAsStream("catalog.json")) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path catalog =
        bed.write(
            "local.json",
            text.replaceAll(
                "(\"url\": \")[^\"]*(\", \"bytes\": \\d+, \"sha256\": \")(\\w+)",
                "$1" + here + "$3$2$3"));
    for (JsonNode model : models) {
      bed.importModel("catalog:" + model.path("name").asText(), "--catalog", catalog);
    }
    Result verified = bed.run("verify", bed.models());
    assertEquals(0, verified.exitCode(), verified.out());
    assertTrue(verified.out().contains("7 versions"), verified.out());
  }
}
