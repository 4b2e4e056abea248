package dev.hearth.e2e.page;

import java.util.List;
import java.util.function.Consumer;
import org.openqa.selenium.interactions.PointerInput.Kind;

/** Every view of the built site, for what must be true of each. */
public final class Views {
  /**
   * A view.
   *
   * @param name for people
   * @param query the address that leads there
   * @param use what a person does there, so that it shows all it has
   */
  public record View(String name, String query, Consumer<HearthPage> use) {
    /** Opens it by its address and waits until it loads no more. */
    public void open(HearthPage page) {
      page.browser().open(page.origin() + "/" + query);
      page.settledState();
      use.accept(page);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Those that the header's links lead to, by the links' test ids. */
  public static final List<String> LINKED =
      List.of("own", "runs", "benchmark", "doctor", "this-device", "about");

  private Views() {}

  /** Returns all views. */
  public static List<View> all() {
    return List.of(
        new View("gallery", "", page -> page.offline("spoken-digits")),
        new View("digits", "?model=digits", page -> page.draw(Strokes.digit(5), Kind.MOUSE)),
        new View("upload", "?model=digits", page -> page.choose("upload")),
        new View("camera", "?model=digits", page -> page.choose("camera")),
        new View("spoken-digits", "?model=spoken-digits", page -> {}),
        new View("record", "?model=spoken-digits", page -> page.choose("record")),
        new View("own", "?view=own", page -> page.browser().find("main h1")),
        new View("runs", "?view=runs", page -> page.browser().find("main h1")),
        new View("benchmark", "?view=benchmark", page -> page.browser().find("main h1")),
        new View("doctor", "?view=doctor", page -> page.browser().find("main h1")),
        new View("device", "?view=device", page -> page.part("room")),
        new View("about", "?view=about", page -> page.browser().find("main h1")),
        new View("failure", "?model=no-such-model", page -> page.part("problem")));
  }
}
