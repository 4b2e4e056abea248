package dev.hearth.site;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what is asked of models, tells pages of that, and leaves the rest to the site. */
final class InferenceHandler extends Handler.Wrapper {
  private static final String SETTINGS = "/site.json";
  private static final long MOST_BYTES = 256L << 20;

  private final SiteHandler site;
  private final Path root;
  private final Inference inference;

  InferenceHandler(SiteHandler site, Path root, Inference inference) {
    super(site);
    this.site = site;
    this.root = root;
    this.inference = inference;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    if (path.equals(SETTINGS) && HttpMethod.GET.is(request.getMethod())) {
      Path file = root.resolve(SETTINGS.substring(1));
      String settings = Files.exists(file) ? Files.readString(file) : "{}";
      return answer(
          path, HttpStatus.OK_200, inference.addTo(settings, here(request)), response, callback);
    }
    if (!path.startsWith("/v1/") && !path.equals("/v2") && !path.startsWith("/v2/")) {
      return super.handle(request, response, callback);
    }
    if (request.getLength() > MOST_BYTES) {
      String reason = "{\"error\": \"Expected a request of at most " + MOST_BYTES + " bytes\"}";
      return answer(path, HttpStatus.PAYLOAD_TOO_LARGE_413, reason, response, callback);
    }
    ByteBuffer content = Content.Source.asByteBuffer(request);
    byte[] body = new byte[content.remaining()];
    content.get(body);
    Map.Entry<Integer, String> answer =
        inference.endpoint().apply(request.getMethod() + " " + path, body);
    return answer(path, answer.getKey(), answer.getValue(), response, callback);
  }

  private static String here(Request request) {
    String base = request.getContext().getContextPath();
    String authority = String.valueOf(request.getHttpURI().getAuthority());
    return request.getHttpURI().getScheme() + "://" + authority + (base == null ? "" : base);
  }

  private boolean answer(
      String path, int status, String json, Response response, Callback callback) {
    site.addHeaders(path, response);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
