package dev.hearth.verify.browser;

import dev.hearth.site.BrowserSection;
import java.util.List;
import java.util.Locale;

/** How near a browser came to the goldens, as a section of a model card. */
public final class BrowserTable {
  private BrowserTable() {}

  /** Returns a model card with the section, in place of one that it has. */
  public static String with(String card, List<BrowserResult> results) {
    StringBuilder out =
        new StringBuilder(BrowserSection.without(card)).append(BrowserSection.TITLE);
    out.append("| weights | backend | cases | largest difference | result |\n")
        .append("|---|---|---|---|---|\n");
    for (BrowserResult result : results) {
      String outcome = result.failure();
      if (outcome == null) {
        outcome = result.cases() == 0 ? "runs; there are no goldens" : "within the tolerance";
      }
      boolean measured = result.failure() == null && result.cases() > 0;
      out.append("| ").append(result.variant());
      out.append(" | ").append(result.provider());
      out.append(" | ").append(measured ? result.cases() : "");
      out.append(" | ").append(measured ? number(result.maxAbsDiff()) : "");
      out.append(" | ").append(plain(outcome)).append(" |\n");
    }
    out.append("\nBy `hearth verify --browser`, in headless Chrome, with the site's own ")
        .append("JavaScript. The page does the same on each device before it uses the model.\n");
    return out.toString();
  }

  private static String number(double value) {
    return value == 0 ? "0" : String.format(Locale.ROOT, "%.2e", value);
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").replace("<", "&lt;").replace("|", "&#124;");
  }
}
