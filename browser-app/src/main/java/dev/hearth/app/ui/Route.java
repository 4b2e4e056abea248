package dev.hearth.app.ui;

/**
 * What the address asks for.
 *
 * @param view {@code device}, or "" for the gallery or a model
 * @param model a name or address, "" for none
 * @param provider the execution provider to force, "" for none
 * @param version the only version to use, "" for the one that this device is offered
 */
record Route(String view, String model, String provider, String version) {
  static final Route GALLERY = new Route("", "", "", "");

  private static final String DEVICE = "device";

  static Route current() {
    return new Route(
        Dom.query("view"), Dom.query("model"), Dom.query("provider"), Dom.query("version"));
  }

  /** Returns the route to a model. */
  static Route to(String model) {
    return new Route("", model, "", "");
  }

  /** Returns this route with another execution provider, "" for none. */
  Route on(String otherProvider) {
    return new Route(view, model, otherProvider, version);
  }

  /** Returns this route with another version, "" for the one that this device is offered. */
  Route at(String otherVersion) {
    return new Route(view, model, provider, otherVersion);
  }

  boolean isDevice() {
    return view.equals(DEVICE);
  }

  /** Returns what the page is called there, until more is known. */
  String title() {
    return isDevice() ? Text.DEVICE : model;
  }

  /** Returns the address of this route, relative to the page. */
  String href() {
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
