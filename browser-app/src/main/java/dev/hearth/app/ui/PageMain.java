package dev.hearth.app.ui;

/** The page's entry point. */
public final class PageMain {
  private PageMain() {}

  public static void main(String[] args) {}
}
