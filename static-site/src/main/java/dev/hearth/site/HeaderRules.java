package dev.hearth.site;

import dev.hearth.manifest.SiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The response headers of a site, read from the {@code _headers} file that Netlify and Cloudflare
 * read too.
 *
 * <p>A line that begins with {@code /} names paths: {@code *} stands for any text, {@code :name}
 * for one path segment. The indented {@code Name: value} lines below it are sent with those paths.
 * Where several rules give one header, the values are joined by a comma, as the hosts do.
 */
final class HeaderRules {
  /**
   * A header of some paths.
   *
   * @param paths as the file has them, such as {@code /models/blobs/*}
   * @param pattern fits such a path as a whole
   */
  record Rule(String paths, Pattern pattern, String name, String value) {}

  private static final Pattern WILDCARD = Pattern.compile("\\*|:[A-Za-z]\\w*");

  private final List<Rule> rules;

  private HeaderRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Reads the file; no file means no headers. */
  static HeaderRules read(Path file) throws IOException {
    return Files.exists(file) ? parse(Files.readAllLines(file)) : new HeaderRules(List.of());
  }

  /** Parses the lines of such a file. */
  static HeaderRules parse(List<String> lines) {
    List<Rule> rules = new ArrayList<>();
    String paths = null;
    int number = 0;
    for (String line : lines) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (line.startsWith("/")) {
        paths = text;
        continue;
      }
      int colon = text.indexOf(':');
      if (paths == null || colon <= 0 || !Character.isWhitespace(line.charAt(0))) {
        throw new IllegalArgumentException(
            "Line " + number + " of _headers is neither a path nor an indented header: " + line);
      }
      rules.add(rule(paths, text.substring(0, colon).strip(), text.substring(colon + 1).strip()));
    }
    return new HeaderRules(rules);
  }

  /**
   * Returns what is left on a host that knows the types of files, lets browsers keep them for ten
   * minutes, and sends no header of the site's.
   */
  HeaderRules ofPlainHost() {
    List<Rule> kept = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.name().equalsIgnoreCase("Content-Type")) {
        kept.add(rule);
      }
    }
    kept.add(rule("/*", "Cache-Control", "max-age=600"));
    return new HeaderRules(kept);
  }

  /**
   * Returns these rules with a policy that lets the page talk to the hosts of a site's settings.
   */
  HeaderRules with(SiteSettings settings) {
    List<Rule> out = new ArrayList<>();
    for (Rule rule : rules) {
      boolean isPolicy = rule.name().equalsIgnoreCase("Content-Security-Policy");
      out.add(
          isPolicy
              ? new Rule(rule.paths(), rule.pattern(), rule.name(), settings.policy(rule.value()))
              : rule);
    }
    return new HeaderRules(out);
  }

  /** Returns the headers of a path such as {@code /models/index.json}, in the file's order. */
  Map<String, String> forPath(String path) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule.pattern().matcher(path).matches()) {
        headers.merge(rule.name(), rule.value(), (first, second) -> first + ", " + second);
      }
    }
    return headers;
  }

  /** Returns every header of every path, in the file's order. */
  List<Rule> all() {
    return rules;
  }

  private static Rule rule(String paths, String name, String value) {
    return new Rule(paths, Pattern.compile(regex(paths)), name, value);
  }

  /** Returns a regular expression that Java, JavaScript and PCRE read alike. */
  private static String regex(String paths) {
    StringBuilder regex = new StringBuilder();
    var wildcards = WILDCARD.matcher(paths);
    int end = 0;
    while (wildcards.find()) {
      regex.append(quoted(paths.substring(end, wildcards.start())));
      regex.append(wildcards.group().equals("*") ? ".*" : "[^/]+");
      end = wildcards.end();
    }
    return regex.append(quoted(paths.substring(end))).toString();
  }

  private static String quoted(String text) {
    return text.replaceAll("[^A-Za-z0-9/_-]", "\\\\$0");
  }
}
