package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.kit.Dom;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** What a model of pictures answers: beside the picture, and over it. */
interface PictureAnswer extends AnswerView {
  /**
   * Returns what lies over the picture, always the same element. Whoever shows a picture or video
   * puts it last into the positioned box that it fills by {@code object-fit: contain}.
   */
  HTMLElement over();

  /**
   * Tells the size of the picture or video that is shown from now on, as people see it, in the
   * pixels that results are in. What lay over the one before is gone.
   */
  void sourceSize(int width, int height);

  /**
   * Tells whether the source is shown as a mirror shows it, from now on: what lies over it has to
   * follow, with words that can be read. Results stay in the pixels of the source as it is.
   */
  default void mirrored(boolean on) {}

  /**
   * Paints what lies over the source into a copy of the source, in its pixels; mirrored where that
   * is shown mirrored.
   */
  default void paint(CanvasRenderingContext2D copy) {}

  /** Returns the options to predict with, as {@code predict} of hearth.d.ts has them; or null. */
  default @Nullable JSObject options() {
    return null;
  }

  /**
   * Takes several pictures that came at once.
   *
   * @return false if they are to be predicted one after the other
   */
  default boolean takeSeveral(JSArrayReader<Blob> pictures) {
    return false;
  }

  /** Returns an answer that has nothing to lay over a picture. */
  static PictureAnswer beside(AnswerView view) {
    HTMLElement nothing = Dom.template("t-over");
    return new PictureAnswer() {
      @Override
      public HTMLElement over() {
        return nothing;
      }

      @Override
      public void sourceSize(int width, int height) {}

      @Override
      public HTMLElement element() {
        return view.element();
      }

      @Override
      public @Nullable HTMLElement controls() {
        return view.controls();
      }

      @Override
      public void show(Seen seen) {
        view.show(seen);
      }

      // A new best label is news in a video, too; what is said follows once a second.
      @Override
      public void showLive(Seen seen) {
        view.show(seen);
      }

      @Override
      public void clear() {
        view.clear();
      }
    };
  }
}
