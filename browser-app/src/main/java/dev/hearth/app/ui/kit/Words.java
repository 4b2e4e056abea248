package dev.hearth.app.ui.kit;

import org.teavm.jso.JSBody;

/**
 * The page's words in the language that was chosen.
 *
 * <p>The key of a text is its English. {@code app/language.js} has put the others in place before
 * the page starts, and does the same for the texts of templates.
 */
public final class Words {
  private Words() {}

  /** Returns a text in the page's language; in English where that has none. */
  @JSBody(params = "english", script = "return self.words && self.words[english] || english;")
  public static native String say(String english);

  /** Returns a text with values in the places of {@code {0}}, {@code {1}} and so on. */
  public static String say(String english, String... values) {
    String text = say(english);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }
}
