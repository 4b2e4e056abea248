package dev.hearth.hosts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.jvm.Sha256;
import java.io.IOException;
import java.util.Map;

/**
 * Checks that devices can store the page: its service worker is there, and each file of the shell
 * is the one that was built. A host that rewrites a single one keeps all from being stored.
 */
final class ShellCheck {
  private static final String WORKER = "sw.js";
  private static final String LIST = "offline.json";
  private static final int MOST_FILES = 1000;

  private final SiteClient client;
  private final HostFindings findings;

  ShellCheck(SiteClient client, HostFindings findings) {
    this.client = client;
    this.findings = findings;
  }

  void run() {
    try {
      Answer worker = client.get(WORKER, HostCheck.MOST_TEXT_BYTES);
      if (worker.status() != 200 || !worker.isScript()) {
        findings.wrong(
            WORKER, HostCheck.expected("a script, without which nothing is kept", worker));
      } else if (worker.isKeptLong()) {
        findings.note(WORKER, "is kept long, so that new versions of the page come late");
      }
      Answer list = client.get(LIST, HostCheck.MOST_TEXT_BYTES);
      if (list.status() != 200) {
        findings.wrong(LIST, HostCheck.expected("a JSON file", list));
        return;
      }
      int files = 0;
      for (Map.Entry<String, JsonNode> file :
          new ObjectMapper().readTree(list.text()).path("shell").properties()) {
        if (++files <= MOST_FILES) {
          check(file.getKey(), file.getValue().asText());
        }
      }
    } catch (JsonProcessingException e) {
      findings.wrong(LIST, "is not JSON");
    } catch (IOException e) {
      findings.wrong(WORKER, "cannot be fetched: " + e.getMessage());
    }
  }

  private void check(String path, String sha256) throws IOException {
    try {
      Answer answer = client.get(path, HostCheck.MOST_TEXT_BYTES);
      if (answer.status() != 200) {
        findings.wrong(path, HostCheck.expected("a file of the page", answer));
      } else if (!Sha256.of(answer.bytes()).equals(sha256)) {
        findings.wrong(
            path,
            "is not the file that was built, so that no device can keep the page: serve it unchanged,"
                + " without rewriting, and of one build with the others");
      }
    } catch (IllegalArgumentException e) {
      findings.wrong(LIST, "names " + path + ", which is no path");
    }
  }
}
