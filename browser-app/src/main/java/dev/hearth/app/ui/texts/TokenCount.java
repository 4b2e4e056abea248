package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.tensor.TensorInfo;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** Says how many tokens a text was for the model, and what becomes of those that are too many. */
final class TokenCount {
  private final HTMLElement line;
  private final TextPreprocessing text;
  private final int most;

  /**
   * Makes an empty one.
   *
   * @param line shows it
   */
  TokenCount(ModelManifest manifest, HTMLElement line) {
    this.line = line;
    text = TextPreprocessing.of(manifest);
    int fixed = 0;
    for (TensorInfo info : manifest.inputs()) {
      if (info.name().equals(text.inputIds()) && info.dimensions().size() == 2) {
        fixed = info.dimensions().get(1).size();
      }
    }
    most = fixed > 0 ? fixed : text.maxLength();
  }

  /** Returns the most tokens of a run, 0 for no limit. */
  int most() {
    return most;
  }

  /** Shows the tokens of a prediction. */
  void show(Seen seen) {
    int tokens = count(seen.feeds(), text.inputIds(), text.attentionMask());
    boolean cut = most > 0 && tokens >= most;
    Dom.flag(line, "data-full", cut);
    Dom.setText(
        line,
        tokens == 0
            ? most == 0
                ? ""
                : Words.say(
                    "More than {0} tokens are read in parts that overlap.", Integer.toString(most))
            : cut
                ? Words.say(
                    "The model takes {0} tokens at most: what is beyond them was left out.",
                    Integer.toString(most))
                : most > 0
                    ? Words.say(
                        "{0} of at most {1} tokens",
                        Integer.toString(tokens), Integer.toString(most))
                    : Words.say("{0} tokens", Integer.toString(tokens)));
  }

  /** Shows nothing. */
  void clear() {
    Dom.flag(line, "data-full", false);
    Dom.setText(line, "");
  }

  /** Returns the tokens of feeds, without padding; 0 where several runs had feeds of their own. */
  @JSBody(
      params = {"feeds", "ids", "mask"},
      script =
          "const used = feeds && (feeds[mask] || feeds[ids]);"
              + "return !used ? 0 : feeds[mask]"
              + " ? Array.from(used.data).filter(Number).length : used.data.length;")
  private static native int count(JSObject feeds, String ids, String mask);
}
