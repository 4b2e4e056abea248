package dev.hearth.site;

/** The last section of a model card, which is of the place where it was measured. */
public final class BrowserSection {
  /** How it begins. */
  public static final String TITLE = "\n## In the browser\n\n";

  private BrowserSection() {}

  /** Returns a model card without the section. */
  public static String without(String card) {
    int at = card.lastIndexOf(TITLE);
    return at < 0 ? card : card.substring(0, at);
  }
}
