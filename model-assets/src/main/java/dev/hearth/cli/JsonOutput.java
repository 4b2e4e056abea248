package dev.hearth.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;

/** Results for other programs: one JSON value on the standard output. */
final class JsonOutput {
  static final ObjectMapper JSON = new ObjectMapper();

  private JsonOutput() {}

  static void print(JsonNode value, PrintWriter out) throws JsonProcessingException {
    // Line ends are the same on every system.
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    out.print(JSON.writer(printer).writeValueAsString(value) + "\n");
    out.flush();
  }
}
