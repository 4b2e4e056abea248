package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Files;
import dev.hearth.app.ui.media.Pictures;
import dev.hearth.decode.Embedding;
import java.util.function.Consumer;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** A picture of the set, and how alike it is to the one that is shown. */
final class SimilarRow {
  private final HTMLElement element = Dom.template("t-similar-row");
  private final Embedding embedding;
  private final String name;
  private final String url;
  private double similarity = -2;

  /**
   * Makes a row that is not compared yet.
   *
   * @param onChosen gets the picture when a person wants others compared with it
   */
  SimilarRow(Blob file, Embedding embedding, Consumer<Blob> onChosen) {
    this.embedding = embedding;
    name = Files.name(file);
    url = Pictures.objectUrl(file);
    Dom.part(element, "img").setAttribute("src", url);
    Dom.setText(element, ".similar-name", name);
    element.setAttribute("data-name", name);
    Dom.on(Dom.part(element, "button"), "click", event -> onChosen.accept(file));
  }

  HTMLElement element() {
    return element;
  }

  double similarity() {
    return similarity;
  }

  void compare(Embedding query) {
    similarity = embedding.similarity(query);
    Dom.set(element, "data-similarity", similarity);
    Dom.setText(element, ".similar-value", Format.fixed(similarity, 2));
    Dom.style(Dom.part(element, ".bar"), "--p", Math.max(0, similarity));
  }

  /** Returns what a screen reader says of it. */
  String said() {
    return Words.say("Most alike: {0}, {1}", name, Format.fixed(similarity, 2));
  }

  void remove() {
    Pictures.revoke(url);
    element.delete();
  }
}
