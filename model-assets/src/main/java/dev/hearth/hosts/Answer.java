package dev.hearth.hosts;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What a host answered. */
final class Answer {
  private static final List<String> SCRIPT_TYPES =
      List.of("text/javascript", "application/javascript", "application/x-javascript");

  private static final long MONTH = 30L * 24 * 3600;

  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  /**
   * Creates an answer.
   *
   * @param uri where it came from, after redirects
   * @param body not copied
   */
  Answer(URI uri, int status, HttpHeaders headers, byte[] body) {
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** Returns the same with another body, not copied. */
  Answer with(byte[] other) {
    return new Answer(uri, status, headers, other);
  }

  URI uri() {
    return uri;
  }

  int status() {
    return status;
  }

  byte[] bytes() {
    return body.clone();
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Returns the values of a header, joined by commas as browsers do; empty where there is none. */
  String header(String name) {
    return String.join(", ", headers.allValues(name)).strip();
  }

  List<String> headers(String name) {
    return headers.allValues(name);
  }

  /** Returns the media type without its parameters, in lower case. */
  String type() {
    return header("Content-Type").replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  boolean isHtml() {
    return type().equals("text/html");
  }

  boolean isScript() {
    return SCRIPT_TYPES.contains(type());
  }

  boolean isMissing() {
    return status == 404 || status == 410;
  }

  boolean isCompressed() {
    String coding = header("Content-Encoding").toLowerCase(Locale.ROOT);
    return !coding.isEmpty() && !coding.equals("identity");
  }

  /** Returns true if browsers keep it for a month at least without asking. */
  boolean isKeptLong() {
    String control = header("Cache-Control").toLowerCase(Locale.ROOT);
    for (String directive : control.split(",", -1)) {
      String text = directive.strip();
      if (text.equals("no-cache") || text.equals("no-store")) {
        return false;
      } else if (text.matches("max-age=\\d{7,10}") && Long.parseLong(text.substring(8)) > MONTH) {
        return true;
      }
    }
    return control.contains("immutable") && !control.contains("max-age");
  }

  /** Returns true if browsers and caches ask again each time. */
  boolean isAskedForAgain() {
    String control = header("Cache-Control").toLowerCase(Locale.ROOT);
    return control.contains("no-cache")
        || control.contains("no-store")
        || control.matches("(.*[ ,])?max-age=0\\b.*");
  }
}
