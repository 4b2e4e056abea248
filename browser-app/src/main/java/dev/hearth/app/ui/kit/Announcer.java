package dev.hearth.app.ui.kit;

import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** Says things to screen readers, politely and at most once a second; the latest wins. */
public final class Announcer {
  private static final int PAUSE_MS = 1000;
  private static String waiting = "";
  private static boolean pausing;

  private Announcer() {}

  public static void say(String text) {
    waiting = text;
    if (!pausing) {
      speak();
    }
  }

  private static void speak() {
    if (waiting.isEmpty()) {
      pausing = false;
      return;
    }
    HTMLElement region = Dom.byId("announcer");
    region.setTextContent(waiting);
    waiting = "";
    pausing = true;
    Window.setTimeout(Announcer::speak, PAUSE_MS);
  }
}
