package dev.hearth.site;

import dev.hearth.site.HeaderRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in the words of hosts that do not read {@code _headers} what stands there. */
public final class HostFiles {
  private static final String MADE = " Made by the build from _headers, the one source of headers.";
  private static final String CACHE_CONTROL = "Cache-Control";
  private static final String CONTENT_TYPE = "Content-Type";

  /** What Netlify, Cloudflare and the dev server send with files that no rule is for. */
  private static final String ASK_AGAIN = "public, max-age=0, must-revalidate";

  private HostFiles() {}

  /** Writes the files: HEADERS_FILE FOLDER. */
  public static void main(String[] arguments) throws IOException {
    HeaderRules rules = HeaderRules.read(Path.of(arguments[0]));
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Files.writeString(folder.resolve("nginx.conf"), nginx(rules));
    Files.writeString(folder.resolve("cloudfront.js"), cloudFront(rules));
    Files.writeString(folder.resolve("netlify.toml"), netlify(rules));
  }

  /** Returns the configuration of an nginx server, to be included in its http block. */
  static String nginx(HeaderRules rules) {
    StringBuilder out = new StringBuilder("#" + MADE + "\n");
    out.append("# Include it in http { }; fill in server_name and root, and add TLS.\n");
    StringBuilder sent = new StringBuilder();
    StringBuilder types = new StringBuilder();
    byName(rules)
        .forEach(
            (name, some) -> {
              if (name.equals(CONTENT_TYPE)) {
                for (Rule rule : some) {
                  types.append("  location ~ ").append(text("^" + rule.pattern() + "$"));
                  types.append(" {\n    types { }\n    default_type ").append(text(rule.value()));
                  types.append(";\n  }\n");
                }
                return;
              }
              String variable = "$hearth_" + name.toLowerCase(Locale.ROOT).replace('-', '_');
              boolean caching = name.equals(CACHE_CONTROL);
              out.append("\nmap $uri ").append(variable).append(" {\n");
              out.append("  default ").append(text(caching ? ASK_AGAIN : "")).append(";\n");
              for (Rule rule : some) {
                out.append("  ").append(text("~^" + rule.pattern() + "$")).append(' ');
                out.append(text(rule.value())).append(";\n");
              }
              out.append("}\n");
              // An answer that there is no file is not to be kept.
              sent.append("  add_header ").append(name).append(' ').append(variable);
              sent.append(caching ? ";\n" : " always;\n");
            });
    return out.append("\nserver {\n  listen 80;\n  server_name example.org;\n")
        .append("  root /srv/site;\n  index index.html;\n\n")
        .append("  # The build compressed the files; with ngx_brotli, add: brotli_static on;\n")
        .append("  gzip_static on;\n\n")
        .append(sent)
        .append("\n  location = /_headers {\n    return 404;\n  }\n")
        .append(types)
        .append("}\n")
        .toString();
  }

  /** Returns a CloudFront function for the event viewer-response. */
  static String cloudFront(HeaderRules rules) {
    StringBuilder out = new StringBuilder("//" + MADE + "\n");
    out.append("// CloudFront function, runtime cloudfront-js-2.0, event viewer-response.\n");
    out.append("const RULES = [\n");
    for (Rule rule : rules.all()) {
      out.append("  [").append(script("^" + rule.pattern() + "$")).append(", ");
      out.append(script(rule.name().toLowerCase(Locale.ROOT))).append(", ");
      out.append(script(rule.value())).append("],\n");
    }
    return out.append("];\n\nfunction handler(event) {\n")
        .append("  const headers = event.response.headers;\n")
        .append("  headers['cache-control'] = {value: ")
        .append(script(ASK_AGAIN))
        .append("};\n")
        .append("  for (const [paths, name, value] of RULES) {\n")
        .append("    if (new RegExp(paths).test(event.request.uri)) headers[name] = {value};\n")
        .append("  }\n  return event.response;\n}\n")
        .toString();
  }

  /** Returns the headers for a netlify.toml, where a site is deployed without its _headers. */
  static String netlify(HeaderRules rules) {
    StringBuilder out = new StringBuilder("#" + MADE + "\n");
    Map<String, List<Rule>> byPaths = new LinkedHashMap<>();
    for (Rule rule : rules.all()) {
      byPaths.computeIfAbsent(rule.paths(), paths -> new ArrayList<>()).add(rule);
    }
    byPaths.forEach(
        (paths, some) -> {
          out.append("\n[[headers]]\n  for = ")
              .append(script(paths))
              .append("\n  [headers.values]\n");
          for (Rule rule : some) {
            out.append("    ").append(rule.name()).append(" = ").append(script(rule.value()));
            out.append('\n');
          }
        });
    return out.toString();
  }

  private static Map<String, List<Rule>> byName(HeaderRules rules) {
    Map<String, List<Rule>> out = new LinkedHashMap<>();
    for (Rule rule : rules.all()) {
      out.computeIfAbsent(rule.name(), name -> new ArrayList<>()).add(rule);
    }
    return out;
  }

  /** Quotes as nginx does, which would put the values of variables into a text. */
  private static String text(String value) {
    String variable = value.endsWith("$") ? value.substring(0, value.length() - 1) : value;
    if (variable.indexOf('$') >= 0) {
      throw new IllegalArgumentException("nginx has no way to say the $ of " + value);
    }
    return script(value);
  }

  /** Quotes as JavaScript and TOML do. */
  private static String script(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
