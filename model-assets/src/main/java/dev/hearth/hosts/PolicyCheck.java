package dev.hearth.hosts;

import dev.hearth.manifest.SiteSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the headers by which a page is allowed and isolated. */
final class PolicyCheck {
  /** What Hearth loads, by the directives that may govern it, the first one that is there. */
  private static final Map<String, List<String>> LOADS = new LinkedHashMap<>();

  static {
    LOADS.put("script-src", List.of("script-src", "default-src"));
    LOADS.put("worker-src", List.of("worker-src", "child-src", "script-src", "default-src"));
    LOADS.put("connect-src", List.of("connect-src", "default-src"));
  }

  private static final List<String> OWN = List.of("'self'", "'none'");

  private final HostFindings findings;
  private final SiteSettings settings;

  /**
   * Reports to the findings.
   *
   * @param settings of the site, which list the hosts that its page needs
   */
  PolicyCheck(HostFindings findings, SiteSettings settings) {
    this.findings = findings;
    this.settings = settings;
  }

  /** Checks the page, and the script of the worker that it starts. */
  void run(Answer page, Answer worker, String workerPath) {
    List<String> policies = new ArrayList<>();
    for (String value : page.headers("Content-Security-Policy")) {
      policies.addAll(List.of(value.split(",", -1)));
    }
    if (policies.isEmpty()) {
      findings.note("", "has no Content-Security-Policy: the page may talk to other origins");
    }
    policies.forEach(policy -> policy(directives(policy)));
    isolation(page, worker, workerPath);
    if (!page.header("X-Content-Type-Options").equalsIgnoreCase("nosniff")) {
      findings.note("", "has no X-Content-Type-Options: nosniff");
    }
  }

  private void policy(Map<String, List<String>> directives) {
    for (Map.Entry<String, List<String>> load : LOADS.entrySet()) {
      List<String> sources = governing(directives, load.getValue());
      if (sources != null && !sources.contains("'self'") && !sources.contains("*")) {
        findings.wrong("", forbids(load.getKey(), "'self'", sources));
      }
    }
    List<String> scripts = governing(directives, List.of("script-src", "default-src"));
    if (scripts != null
        && !scripts.contains("'wasm-unsafe-eval'")
        && !scripts.contains("'unsafe-eval'")) {
      findings.wrong("", forbids("script-src", "'wasm-unsafe-eval'", scripts));
    }
    for (String weak : List.of("'unsafe-eval'", "'unsafe-inline'")) {
      if (scripts != null && scripts.contains(weak)) {
        findings.note("", "Content-Security-Policy allows " + weak + ", which nothing here needs");
      }
    }
    hosts(directives);
  }

  private void hosts(Map<String, List<String>> directives) {
    List<String> wanted = settings.connectHosts();
    List<String> hosts = governing(directives, LOADS.getOrDefault("connect-src", List.of()));
    if (hosts == null) {
      findings.note("", "Content-Security-Policy has no connect-src: the page may talk to all");
    } else if (hosts.stream().anyMatch(host -> !OWN.contains(host) && !wanted.contains(host))) {
      findings.note("", "Content-Security-Policy lets the page talk to " + String.join(" ", hosts));
    }
    lacking("connect-src", wanted, hosts);
    lacking(
        "img-src", settings.imageHosts(), governing(directives, List.of("img-src", "default-src")));
  }

  private void lacking(String directive, List<String> wanted, @Nullable List<String> found) {
    for (String host : wanted) {
      if (found != null && !found.contains(host) && !found.contains("*")) {
        findings.wrong(
            "", forbids(directive, host + " of site.json", found) + ": run hearth site and deploy");
      }
    }
  }

  private static String forbids(String directive, String needed, List<String> found) {
    return "Content-Security-Policy: expected "
        + needed
        + " in "
        + directive
        + ", found "
        + String.join(" ", found);
  }

  private static Map<String, List<String>> directives(String policy) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (String directive : policy.split(";", -1)) {
      List<String> words = List.of(directive.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
      out.putIfAbsent(words.get(0), words.subList(1, words.size()));
    }
    return out;
  }

  private static @Nullable List<String> governing(
      Map<String, List<String>> directives, List<String> names) {
    return names.stream()
        .filter(directives::containsKey)
        .findFirst()
        .map(directives::get)
        .orElse(null);
  }

  private void isolation(Answer page, Answer worker, String workerPath) {
    boolean embedder = isEmbedder(page);
    if (!embedder || !page.header("Cross-Origin-Opener-Policy").equals("same-origin")) {
      findings.note(
          "",
          "is not isolated (Cross-Origin-Opener-Policy: same-origin and"
              + " Cross-Origin-Embedder-Policy: require-corp): without them from a service worker"
              + " models run on one thread");
    }
    if (embedder && !isEmbedder(worker)) {
      findings.wrong(
          workerPath,
          "has no Cross-Origin-Embedder-Policy, and the page has: browsers refuse the worker");
    }
  }

  private static boolean isEmbedder(Answer answer) {
    String policy = answer.header("Cross-Origin-Embedder-Policy");
    return policy.equals("require-corp") || policy.equals("credentialless");
  }
}
