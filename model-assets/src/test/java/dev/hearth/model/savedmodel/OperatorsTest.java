package dev.hearth.model.savedmodel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** That the names are those of the vendored TF.js is tested where it is, in static-site. */
class OperatorsTest {
  @Test
  void details_areOfKnownOperators() throws IOException {
    JsonNode details =
        new ObjectMapper().readTree(Operators.class.getResourceAsStream("operators.json"));
    assertTrue(details.size() > 80, "" + details.size());
    details.fieldNames().forEachRemaining(op -> assertTrue(Operators.all().isKnown(op), op));
  }
}
