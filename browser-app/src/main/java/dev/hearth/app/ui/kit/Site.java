package dev.hearth.app.ui.kit;

import dev.hearth.manifest.Accent;
import dev.hearth.manifest.SiteSettings;
import dev.hearth.runtime.InferenceException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.css.CSSStyleDeclaration;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * What the site's deployer has set in {@code site.json}. {@code app/language.js} has read it before
 * the page starts; a site without it is as Hearth comes.
 */
public final class Site {
  private static @Nullable SiteSettings settings;

  private Site() {}

  /** Returns the settings; those of Hearth where the file is not in order. */
  public static SiteSettings settings() {
    SiteSettings known = settings;
    if (known == null) {
      try {
        known = SiteSettings.parse(text());
      } catch (InferenceException e) {
        known = SiteSettings.DEFAULT;
      }
      settings = known;
    }
    return known;
  }

  /**
   * Puts the site's name and colour in place, and says so where the file is not in order.
   *
   * @param name the element with the name
   * @param problem the element for what is wrong
   */
  public static void attach(HTMLElement name, HTMLElement problem) {
    try {
      settings = SiteSettings.parse(text());
    } catch (InferenceException e) {
      String text =
          Words.say(
              "This site's own settings are not used, as site.json is not in order. {0}",
              String.valueOf(e.getMessage()));
      complain(text);
      Dom.setText(problem, "p", text);
      Dom.show(problem, true);
    }
    Dom.setText(name, settings().title());
    if (!settings().accent().isEmpty()) {
      colour(new Accent(settings().accent()));
    }
  }

  private static void colour(Accent accent) {
    CSSStyleDeclaration style = Dom.root().getStyle();
    style.setProperty("--ember", accent.shapes());
    style.setProperty("--ember-ink", accent.text());
    style.setProperty("--ember-soft", accent.soft());
    style.setProperty("--on-soft", accent.onSoft());
    style.setProperty("--button", accent.button());
    style.setProperty("--on-ember", accent.onButton());
  }

  @JSBody(script = "return self.siteText || '{}';")
  private static native String text();

  @JSBody(params = "text", script = "console.error(text);")
  private static native void complain(String text);
}
