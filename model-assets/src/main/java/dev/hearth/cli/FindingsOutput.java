package dev.hearth.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.verify.Finding;
import java.io.PrintWriter;
import java.util.List;

/** What a check found, a line each, and then what it did. */
final class FindingsOutput {
  private FindingsOutput() {}

  /** Prints findings, how many are wrong, and what was done to find them. */
  static void print(List<Finding> findings, String done, PrintWriter out) {
    for (Finding finding : findings) {
      out.println(
          Plain.text(
              (finding.wrong() ? "wrong  " : "note   ")
                  + finding.place()
                  + ": "
                  + finding.sentence()));
    }
    long wrong = findings.stream().filter(Finding::wrong).count();
    String verdict =
        wrong == 0
            ? "Nothing is wrong: "
            : Sizes.count(wrong, "thing") + (wrong == 1 ? " is wrong: " : " are wrong: ");
    out.println(verdict + done);
    out.flush();
  }

  /** Puts findings into a JSON object. */
  static void put(List<Finding> findings, ObjectNode out) {
    ArrayNode all = out.putArray("findings");
    for (Finding finding : findings) {
      all.addObject()
          .put("place", finding.place())
          .put("wrong", finding.wrong())
          .put("sentence", finding.sentence());
    }
  }
}
