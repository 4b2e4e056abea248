package dev.hearth.hosts;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Asks a site for files, each of bounded size and within a bounded time. */
final class SiteClient {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WHOLE_SECONDS = 180;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();
  private final URI base;
  private int requests;

  /**
   * Creates a client.
   *
   * @param base the address of the site's root, which ends with a slash
   */
  SiteClient(URI base) {
    this.base = base;
  }

  int requests() {
    return requests;
  }

  /** Asks for a file as it is, and undoes gzip where the host compresses it all the same. */
  Answer get(String path, int mostBytes) throws IOException {
    Answer answer = ask("GET", path, mostBytes, "Accept-Encoding", "identity");
    if (!answer.header("Content-Encoding").toLowerCase(Locale.ROOT).equals("gzip")) {
      return answer;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
      byte[] whole = in.readNBytes(mostBytes);
      if (in.read() >= 0) {
        throw tooLarge(mostBytes);
      }
      return answer.with(whole);
    }
  }

  /** Asks for the headers of a file, which the host may compress. */
  Answer head(String path) throws IOException {
    return ask("HEAD", path, 0, "Accept-Encoding", "br, gzip");
  }

  /** Asks for the first byte of a file. */
  Answer firstByte(String path, int mostBytes) throws IOException {
    return ask("GET", path, mostBytes, "Accept-Encoding", "identity", "Range", "bytes=0-0");
  }

  private Answer ask(String method, String path, int mostBytes, String... headers)
      throws IOException {
    requests++;
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .headers(headers)
            .build();
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request, info -> new Capped(mostBytes));
    try {
      HttpResponse<byte[]> response = asked.get(WHOLE_SECONDS, TimeUnit.SECONDS);
      URI from = response.uri();
      if (!from.getScheme().equals(base.getScheme())
          || !from.getRawAuthority().equals(base.getRawAuthority())) {
        throw new IOException("it is redirected to another origin, " + from);
      }
      return new Answer(response.uri(), response.statusCode(), response.headers(), response.body());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(sentence(cause), e);
    } catch (TimeoutException e) {
      asked.cancel(true);
      throw new IOException("not done after " + WHOLE_SECONDS + " seconds", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String sentence(Throwable cause) {
    if (cause instanceof UnresolvedAddressException
        || cause.getCause() instanceof UnresolvedAddressException) {
      return "no host of that name is known";
    } else if (cause instanceof ConnectException) {
      return "nothing listens there";
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static IOException tooLarge(int mostBytes) {
    return new IOException("more than the " + mostBytes + " bytes expected at most");
  }

  /** Collects a body, and gives up where it is longer than it may be. */
  private static final class Capped implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private Flow.@org.jspecify.annotations.Nullable Subscription subscription;

    Capped(int most) {
      this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > most - bytes.size()) {
          if (subscription != null) {
            subscription.cancel();
          }
          done.completeExceptionally(tooLarge(most));
          return;
        }
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
    }

    @Override
    public void onError(Throwable e) {
      done.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
      done.complete(bytes.toByteArray());
    }
  }
}
