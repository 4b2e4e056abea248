package dev.hearth.site;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers every error in plain text and with the site's headers: a page of HTML in the place of a
 * model's bytes must never come about.
 */
final class PlainErrors extends ErrorHandler {
  private final SiteHandler site;

  PlainErrors(SiteHandler site) {
    this.site = site;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    if (status == HttpStatus.NOT_MODIFIED_304) {
      // Not an error, though it comes this way: its headers are the file's.
      Content.Sink.write(response, true, "", callback);
      return true;
    }
    String path = pathOf(request);
    site.addHeaders(path == null ? "/" : path, response);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    if (status == HttpStatus.METHOD_NOT_ALLOWED_405) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    }
    Content.Sink.write(response, true, text(status) + "\n", callback);
    return true;
  }

  private static @Nullable String pathOf(Request request) {
    String path = request.getHttpURI() == null ? null : Request.getPathInContext(request);
    return path == null || !path.startsWith("/") ? null : path;
  }

  private static String text(int status) {
    return status == HttpStatus.NOT_FOUND_404
        ? "404: there is no such file on this site."
        : status + ": " + HttpStatus.getMessage(status) + ".";
  }
}
