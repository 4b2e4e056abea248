package dev.hearth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An inspection for people. */
final class InspectText {
  private static final int KEY_COLUMNS = 12;
  private static final int LINE_COLUMNS = 100;
  private final PrintWriter out;

  private InspectText(PrintWriter out) {
    this.out = out;
  }

  static void print(JsonNode found, PrintWriter out) {
    InspectText text = new InspectText(out);
    out.println((found.has("package") ? "Package " : "Model ") + found.path("path").asText());
    if (found.has("package")) {
      text.describe(found.path("package"));
    }
    text.model(found.path("model"));
    if (found.has("import")) {
      out.println("An import would make");
      text.describe(found.path("import"));
    }
    out.flush();
  }

  private void model(JsonNode model) {
    List<String> files = new ArrayList<>();
    for (JsonNode file : model.path("files")) {
      files.add(file.path("path").asText() + " " + Sizes.of(file.path("bytes").asLong()));
    }
    line("format", model.path("format").asText() + ", weights " + model.path("weights").asText());
    line("producer", model.path("producer").asText());
    line("says", model.path("description").asText());
    list("files", files);
    tensors("input", model.path("inputs"));
    tensors("output", model.path("outputs"));
    List<String> operators = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : model.path("operators").properties()) {
      operators.add(operator.getKey() + " " + operator.getValue().asText());
    }
    list("operators", operators);
    List<String> types = new ArrayList<>();
    for (Map.Entry<String, JsonNode> type : model.path("parametersByType").properties()) {
      types.add(count(type.getValue().asLong()) + " " + type.getKey());
    }
    line(
        "parameters",
        count(model.path("parameters").asLong())
            + (types.isEmpty() ? "" : " (" + String.join(", ", types) + ")"));
    for (Map.Entry<String, JsonNode> property : model.path("metadata").properties()) {
      line("property", property.getKey() + ": " + property.getValue().asText());
    }
    for (Map.Entry<String, JsonNode> provider : model.path("providers").properties()) {
      JsonNode one = provider.getValue();
      List<String> missing = new ArrayList<>();
      one.path("missing").forEach(name -> missing.add(name.asText()));
      String runs =
          one.path("runs").isNull()
              ? "unknown"
              : one.path("runs").asBoolean() ? "runs" : "does not run";
      line(
          provider.getKey(),
          runs
              + ": "
              + one.path("reason").asText()
              + (missing.isEmpty() ? "" : ": " + String.join(", ", missing)));
    }
  }

  private void describe(JsonNode found) {
    line("name", found.path("name").asText() + " " + found.path("version").asText());
    line("title", found.path("title").asText());
    line("task", found.path("task").asText());
    line("licence", found.path("license").asText());
    for (JsonNode variant : found.path("variants")) {
      line(
          "variant",
          variant.path("name").asText() + " " + Sizes.of(variant.path("bytes").asLong()));
    }
    List<String> labels = new ArrayList<>();
    found.path("labels").forEach(label -> labels.add(label.asText()));
    if (!labels.isEmpty()) {
      line(
          "labels",
          labels.size() + ", from " + labels.get(0) + " to " + labels.get(labels.size() - 1));
    }
    if (found.path("preprocessing").size() > 0) {
      line("input by", found.path("preprocessing").toString());
    }
    if (found.path("postprocessing").size() > 0) {
      line("output by", found.path("postprocessing").toString());
    }
    for (JsonNode note : found.path("notes")) {
      line("because", note.asText());
    }
    if (found.has("refused")) {
      line("refused", found.path("refused").asText());
    }
  }

  private void tensors(String role, JsonNode tensors) {
    for (JsonNode tensor : tensors) {
      List<String> axes = new ArrayList<>();
      tensor.path("shape").forEach(axis -> axes.add(axis.asText()));
      String shape = tensor.path("shape").isNull() ? " of unknown shape" : axes.toString();
      line(role, tensor.path("name").asText() + " " + tensor.path("type").asText() + shape);
    }
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void list(String key, List<String> entries) {
    StringBuilder text = new StringBuilder();
    String name = key;
    for (String entry : entries) {
      if (text.length() > 0 && text.length() + entry.length() > LINE_COLUMNS - KEY_COLUMNS) {
        line(name, text + ",");
        name = "";
        text.setLength(0);
      }
      text.append(text.length() == 0 ? "" : ", ").append(entry);
    }
    line(name, text.toString());
  }

  private void line(String key, String value) {
    if (!value.isBlank()) {
      out.println(
          "  "
              + key
              + " ".repeat(Math.max(1, KEY_COLUMNS - key.length()))
              + Plain.text(value.strip()));
    }
  }
}
