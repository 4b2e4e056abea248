package dev.hearth.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and JSON for people. */
final class Words {
  private Words() {}

  /** Returns a number in three digits. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 1e-3 && size < 1e5 ? "%.3g" : "%.2e", value);
  }

  static String json(@Nullable JsonNode node, String absent) {
    return node == null ? absent : node.toString();
  }
}
