package dev.hearth.app.ui.texts;

import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSString;

/** The vectors of sentences, each computed once. */
final class Vectors {
  /** Told how far it is; returns false to give up. */
  interface Progress {
    boolean at(int done, int all);
  }

  private final JSMapLike<JSObject> known = empty();
  private @Nullable Seen last;

  /**
   * Computes those that are not known, blocking.
   *
   * @return the latest prediction, with the time that all the new ones took; null where it gave up
   */
  @Nullable Seen read(RemoteModel model, List<String> sentences, Progress progress) {
    Seen all = null;
    int done = 0;
    for (String sentence : sentences) {
      if (!progress.at(done, sentences.size())) {
        return null;
      }
      if (!has(known, sentence)) {
        Seen one = model.predict(JSString.valueOf(sentence), null);
        known.set(sentence, one.result());
        all = all == null ? one : one.after(all);
        last = all;
      }
      done++;
    }
    return all == null ? last : all;
  }

  /** Returns how alike two sentences are that were read: the cosine of their vectors, -1 to 1. */
  double cosine(String one, String other) {
    return cosine(known.get(one), known.get(other));
  }

  @JSBody(
      params = {"known", "sentence"},
      script = "return sentence in known;")
  private static native boolean has(JSObject known, String sentence);

  @JSBody(script = "return Object.create(null);")
  private static native JSMapLike<JSObject> empty();

  @JSBody(
      params = {"one", "other"},
      script =
          "const mine = one.embedding, its = other.embedding;"
              + "let dot = 0, left = 0, right = 0;"
              + "mine.forEach((value, at) => {"
              + " dot += value * its[at]; left += value * value; right += its[at] * its[at]; });"
              + "return left && right ? dot / Math.sqrt(left * right) : 0;")
  private static native double cosine(JSObject one, JSObject other);
}
