package dev.hearth.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/** Serves the files below one folder, and nothing else, by GET and HEAD. */
final class SiteHandler extends Handler.Wrapper {
  private static final String HEADERS_FILE = "_headers";
  private static final String INDEX = "index.html";
  private static final List<CompressedContentFormat> PRECOMPRESSED =
      List.of(CompressedContentFormat.BR, CompressedContentFormat.GZIP);

  private final Path root;
  private final LiveRules rules;

  /**
   * Serves a folder.
   *
   * @param root the real path of the folder, without symbolic links
   */
  SiteHandler(Path root, LiveRules rules) {
    this.root = root;
    this.rules = rules;
    ResourceHandler files = new ResourceHandler();
    files.setBaseResource(ResourceFactory.of(files).newResource(root));
    files.setDirAllowed(false);
    files.setWelcomeFiles(INDEX);
    files.setEtags(true);
    files.setPrecompressedFormats(PRECOMPRESSED);
    setHandler(files);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
      return true;
    }
    String path = Request.getPathInContext(request);
    if (file(path) == null) {
      Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      return true;
    }
    addHeaders(path, response);
    return super.handle(request, new TypedResponse(request, response, path), callback);
  }

  /** Has the rules' content type in the end: the wrapped handler puts its own guess, or none. */
  private final class TypedResponse extends Response.Wrapper {
    private final @Nullable String contentType;

    TypedResponse(Request request, Response wrapped, String path) {
      super(request, wrapped);
      contentType = rules.now().forPath(path).get(HttpHeader.CONTENT_TYPE.asString());
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
      if (contentType != null && !isCommitted() && getStatus() < HttpStatus.BAD_REQUEST_400) {
        getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
      }
      super.write(last, bytes, callback);
    }
  }

  /** Adds what the site's own rules say of a path, or what static hosts send of themselves. */
  void addHeaders(String path, Response response) {
    for (Map.Entry<String, String> header : rules.now().forPath(path).entrySet()) {
      response.getHeaders().put(header.getKey(), header.getValue());
    }
    if (!response.getHeaders().contains(HttpHeader.CACHE_CONTROL)) {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "public, max-age=0, must-revalidate");
    }
  }

  /** Returns the file that answers a decoded path, or null where none of the site's files does. */
  private @Nullable Path file(String path) {
    if (path.indexOf('\\') >= 0 || path.indexOf('\0') >= 0 || path.contains("//")) {
      return null;
    }
    try {
      String name = path.substring(1) + (path.endsWith("/") ? INDEX : "");
      Path file = root.resolve(name);
      boolean isOfSite =
          !name.equals(HEADERS_FILE)
              && Files.isRegularFile(file)
              && isInside(file)
              && PRECOMPRESSED.stream()
                  .map(format -> root.resolve(name + format.getExtension()))
                  .allMatch(SiteHandler.this::isAbsentOrInside);
      return isOfSite ? file : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private boolean isAbsentOrInside(Path file) {
    return !Files.exists(file) || isInside(file);
  }

  private boolean isInside(Path file) {
    try {
      return file.toRealPath().startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }
}
