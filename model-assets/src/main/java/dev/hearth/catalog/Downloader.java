package dev.hearth.catalog;

import dev.hearth.catalog.CatalogEntry.CatalogFile;
import dev.hearth.jvm.Sha256;
import dev.hearth.model.Scratch;
import dev.hearth.progress.Progress;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Downloads a model's files, none of which is kept that is not the one the catalog names. */
public final class Downloader {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          // An address that moved has to be looked at by a person.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Progress progress;

  public Downloader(Progress progress) {
    this.progress = progress;
  }

  /**
   * Returns a folder with a model's files, and its hearth.json and labels.txt beside them.
   *
   * @throws BadInputException if an answer is a redirect, an error, a page, or of another size or
   *     hash than the catalog says
   * @throws IOException if there is no connection
   */
  public Path fetch(CatalogEntry entry, Scratch scratch) throws IOException {
    Path folder = scratch.folder().resolve(entry.name());
    Files.createDirectory(folder);
    progress.stage("Downloading " + entry.name(), entry.bytes());
    for (CatalogFile file : entry.files()) {
      fetch(file, folder.resolve(file.path()));
    }
    Files.writeString(folder.resolve("hearth.json"), entry.describe(), StandardCharsets.UTF_8);
    if (!entry.labels().isEmpty()) {
      Files.writeString(
          folder.resolve("labels.txt"),
          String.join("\n", entry.labels()) + "\n",
          StandardCharsets.UTF_8);
    }
    return folder;
  }

  private void fetch(CatalogFile file, Path target) throws IOException {
    HttpResponse<InputStream> answer = ask(file.url());
    try (InputStream in = answer.body()) {
      check(file, answer);
      long size = copy(in, target, file.bytes());
      if (size != file.bytes()) {
        throw new BadInputException(
            "Expected "
                + file.bytes()
                + " bytes at "
                + file.url()
                + ", found "
                + (size > file.bytes() ? "more" : size));
      }
    }
    String found = Sha256.of(target);
    if (!found.equals(file.sha256())) {
      throw new BadInputException(
          "Expected bytes with SHA-256 "
              + file.sha256()
              + " at "
              + file.url()
              + ", found "
              + found
              + ": it is not the file that the catalog names");
    }
  }

  private static void check(CatalogFile file, HttpResponse<InputStream> answer) {
    int status = answer.statusCode();
    if (status >= 300 && status < 400) {
      throw new BadInputException(
          file.url()
              + " redirects to "
              + answer.headers().firstValue("Location").orElse("nowhere")
              + ", and a catalog's files are where it says");
    }
    if (status != OK) {
      throw new BadInputException(file.url() + " answers " + status + ", expected 200");
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw new BadInputException(
          file.url() + " answers an HTML page, expected a file of " + file.bytes() + " bytes");
    }
  }

  private HttpResponse<InputStream> ask(URI url) throws IOException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new BadInputException(
          "There is no connection to " + url.getHost() + ": the catalog needs the internet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The download was interrupted", e);
    }
  }

  /** Copies at most one byte more than expected, and returns how many. */
  private long copy(InputStream in, Path target, long expected) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int read = in.read(buffer); read >= 0 && size <= expected; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        size += read;
        progress.advance(read);
      }
    }
    return size;
  }
}
