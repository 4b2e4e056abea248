package dev.hearth.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.variants.VariantReport;
import java.nio.file.Path;
import java.util.List;

/** Variants and their costs as JSON. */
final class VariantJson {
  private VariantJson() {}

  static ObjectNode of(Path folder, List<VariantReport> reports) {
    ObjectNode out = new ObjectMapper().createObjectNode().put("folder", folder.toString());
    addTo(out.putArray("variants"), reports);
    return out;
  }

  /** Adds an object for each variant. */
  static void addTo(ArrayNode variants, List<VariantReport> reports) {
    for (VariantReport report : reports) {
      ObjectNode one = variants.addObject();
      one.put("name", report.name()).put("bytes", report.bytes());
      one.put("onRequest", report.onRequest()).put("tolerance", report.tolerance());
      if (report.accuracy() != null) {
        one.put("largestDifference", report.accuracy().largest());
        one.put("meanDifference", report.accuracy().mean());
        one.put("loss", report.accuracy().loss());
        one.put("top1Agreeing", report.accuracy().agreeing());
        one.put("top1Rows", report.accuracy().rows());
      }
      if (report.weights() != null) {
        one.put("largestWeightError", report.weights().largest());
        one.put("relativeWeightError", report.weights().relative());
      }
    }
  }
}
