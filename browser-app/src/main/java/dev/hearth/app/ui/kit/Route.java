package dev.hearth.app.ui.kit;

/**
 * What the address asks for.
 *
 * @param view such as {@code device}; "" for the gallery or a model
 * @param model a name or address, "" for none
 * @param provider the execution provider to force, "" for none
 * @param version the only version to use, "" for the one that this device is offered
 */
public record Route(String view, String model, String provider, String version) {
  /** What the address of a model begins with that a person brought. */
  public static final String LOCAL = "local:";

  public static final Route GALLERY = new Route("", "", "", "");

  /**
   * Returns the route of the page's address; {@code ?benchmark=digits} alone asks for that view.
   */
  public static Route current() {
    String view = Dom.query("view");
    return new Route(
        view.isEmpty() && !Dom.query("benchmark").isEmpty() ? "benchmark" : view,
        Dom.query("model"),
        Dom.query("provider"),
        Dom.query("version"));
  }

  /** Returns the route to a model. */
  public static Route to(String model) {
    return new Route("", model, "", "");
  }

  /** Returns this route with another execution provider, "" for none. */
  public Route on(String otherProvider) {
    return new Route(view, model, otherProvider, version);
  }

  /** Returns this route with another version, "" for the one that this device is offered. */
  public Route at(String otherVersion) {
    return new Route(view, model, provider, otherVersion);
  }

  /** Returns what the page is called there, until more is known. */
  public String title() {
    return switch (view) {
      case "device" -> Text.DEVICE;
      case "runs" -> Words.say("Runs");
      case "benchmark" -> Words.say("Benchmark");
      case "doctor" -> Words.say("Doctor");
      case "about" -> Words.say("About");
      case "own" -> Words.say("Your own model");
      default -> model.startsWith(LOCAL) ? model.substring(LOCAL.length()) : model;
    };
  }

  /** Returns the address of this route, relative to the page. */
  public String href() {
    String query =
        parameter("view", view)
            + parameter("model", model)
            + parameter("provider", provider)
            + parameter("version", version);
    return query.isEmpty() ? "./" : "./?" + query.substring(1);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + Dom.inQuery(value);
  }
}
