package dev.hearth.app.ui;

/**
 * What the address asks for.
 *
 * @param model a name or address, "" for the gallery
 * @param provider the execution provider to force, "" for none
 */
record Route(String model, String provider) {
  static final Route GALLERY = new Route("", "");

  static Route current() {
    return new Route(Dom.query("model"), Dom.query("provider"));
  }

  /** Returns the address of this route, relative to the page. */
  String href() {
    if (model.isEmpty()) {
      return "./";
    }
    return Dom.modelAddress(model, provider);
  }
}
