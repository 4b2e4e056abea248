package dev.hearth.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.compare.CompareReport.Row;
import dev.hearth.compare.Finding.Change;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as JSON. */
public final class CompareJson {
  private CompareJson() {}

  /**
   * Returns {@code {"model", "engine", "agrees", "stages": [{"case", "stage", "result", "words"}],
   * "causes": [{"steps", "words", "changes": [{"key", "from", "to"}], "explainsAll"}]}}, with the
   * differences where they were measured.
   */
  public static String of(CompareReport report) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode out = mapper.createObjectNode();
    out.put("model", report.model()).put("engine", report.engine());
    out.put("agrees", report.agrees());
    for (Row row : report.rows()) {
      ObjectNode one = out.withArrayProperty("stages").addObject();
      one.put("case", row.caseId()).put("stage", row.stage());
      one.put("result", row.result().name().toLowerCase(Locale.ROOT).replace('_', ' '));
      put(one, row.difference());
      one.put("words", row.words());
    }
    out.withArrayProperty("causes");
    for (Finding finding : report.findings()) {
      ObjectNode one = out.withArrayProperty("causes").addObject();
      finding.steps().forEach(step -> one.withArrayProperty("steps").add(step.id()));
      finding.words().forEach(one.withArrayProperty("words")::add);
      one.withArrayProperty("changes");
      for (Change change : finding.changes()) {
        one.withArrayProperty("changes")
            .addObject()
            .put("key", change.key())
            .put("from", change.from())
            .put("to", change.to());
      }
      one.put("explainsAll", finding.agrees());
      put(one, finding.left());
    }
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ObjectNode to, @Nullable Difference difference) {
    if (difference != null) {
      to.put("maxAbsDiff", difference.max()).put("meanAbsDiff", difference.mean());
      to.put("relativeRms", difference.relative());
    }
  }
}
