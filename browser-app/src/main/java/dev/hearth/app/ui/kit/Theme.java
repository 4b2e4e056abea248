package dev.hearth.app.ui.kit;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * Light or dark: as the system says, or as the person chose. The choice is read again before the
 * first paint by {@code app/theme.js}.
 */
public final class Theme {
  private static final String CHANGED = "hearth-theme";
  private static final String[] CHOICES = {"system", "light", "dark"};
  private static Dom.@Nullable Listener heard;

  private Theme() {}

  /** Makes a button that goes through the choices. */
  public static void attach(HTMLElement button) {
    watchSystem(event -> changed());
    describe(button);
    Dom.on(
        button,
        "click",
        event -> {
          int next = 0;
          for (int i = 0; i < CHOICES.length; i++) {
            if (CHOICES[i].equals(choice())) {
              next = (i + 1) % CHOICES.length;
            }
          }
          choose(CHOICES[next]);
          describe(button);
          changed();
        });
  }

  /** Tells one listener of changes, in place of the one before; null for none. */
  public static void whenChanged(@Nullable Action listener) {
    Dom.Listener old = heard;
    if (old != null) {
      Dom.off(HTMLDocument.current(), CHANGED, old);
    }
    heard = listener == null ? null : event -> listener.run();
    if (heard != null) {
      Dom.on(HTMLDocument.current(), CHANGED, heard);
    }
  }

  @JSBody(
      script =
          "const t = document.documentElement.dataset.theme;"
              + "return t ? t === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;")
  public static native boolean isDark();

  // The button is in one program of the page, and who listens in another.
  @JSBody(script = "document.dispatchEvent(new Event('hearth-theme'));")
  private static native void changed();

  private static void describe(HTMLElement button) {
    String name = Text.theme(choice());
    Dom.part(button, "use").setAttribute("href", "#i-" + choice());
    Dom.setText(button, ".label", name);
    button.setAttribute("aria-label", Text.THEME + name);
  }

  @JSBody(script = "return document.documentElement.dataset.theme || 'system';")
  private static native String choice();

  @JSBody(
      params = "choice",
      script =
          "const root = document.documentElement;"
              + "if (choice === 'system') { delete root.dataset.theme; }"
              + "else { root.dataset.theme = choice; }"
              + "try { localStorage.setItem('theme', choice); } catch (e) {}")
  private static native void choose(String choice);

  @JSBody(
      params = "listener",
      script = "matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener);")
  private static native void watchSystem(Dom.Listener listener);
}
