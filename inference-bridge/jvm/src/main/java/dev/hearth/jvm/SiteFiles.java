package dev.hearth.jvm;

import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ShardSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** What a site holds, on this machine or on a server: texts, and the shards of its models. */
final class SiteFiles implements ShardSource {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI blobs;

  /** Made when a server is asked for the first time. */
  private static final class Client {
    private static final HttpClient INSTANCE =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  /** Reads from a folder of shards, whose address ends with a slash. */
  SiteFiles(URI blobs) {
    this.blobs = blobs;
  }

  /**
   * Returns the text at an address.
   *
   * @throws InferenceException MODEL_NOT_FOUND if there is none, NETWORK for any other failure
   */
  static String text(String url) {
    URI uri = URI.create(url);
    try (InputStream in = open(uri, true, Code.MODEL_NOT_FOUND)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
  }

  @Override
  public void read(String sha256, ByteRange target, boolean fresh, IntConsumer onBytes) {
    URI uri = blobs.resolve(sha256);
    int bytes = target.length();
    int filled = 0;
    boolean more;
    try (InputStream in = open(uri, fresh, Code.NETWORK)) {
      for (int count;
          filled < bytes
              && (count = in.read(target.array(), target.offset() + filled, bytes - filled))
                  >= 0; ) {
        filled += count;
        onBytes.accept(count);
      }
      more = in.read() >= 0;
    } catch (IOException e) {
      throw unreadable(uri, e);
    }
    if (more || filled < bytes) {
      throw new InferenceException(
          Code.INTEGRITY,
          "Expected " + bytes + " bytes at " + uri + ", found " + (more ? "more" : "" + filled));
    }
  }

  @Override
  public String sha256(ByteRange bytes) {
    return Sha256.of(bytes);
  }

  private static InputStream open(URI uri, boolean fresh, Code missing) throws IOException {
    if ("file".equals(uri.getScheme())) {
      try {
        return Files.newInputStream(Path.of(uri));
      } catch (FileSystemException e) {
        if (Files.exists(Path.of(uri))) {
          throw e;
        }
        throw missing(missing, uri, "no file", e);
      }
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (fresh) {
      request.header("Cache-Control", "no-cache");
    }
    HttpResponse<InputStream> response;
    try {
      response = Client.INSTANCE.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException(Code.CANCELLED, "Interrupted while reading " + uri, e);
    }
    int status = response.statusCode();
    if (status != 200) {
      response.body().close();
      throw missing(status == 404 ? missing : Code.NETWORK, uri, "HTTP status " + status, null);
    }
    return response.body();
  }

  private static InferenceException missing(
      Code code, URI uri, String found, @Nullable IOException cause) {
    return new InferenceException(code, "Expected " + uri + ", found " + found, cause);
  }

  // The JDK's client has no words for a connection that is refused.
  private static InferenceException unreadable(URI uri, IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new InferenceException(Code.NETWORK, "Could not read " + uri + ": " + why, e);
  }
}
