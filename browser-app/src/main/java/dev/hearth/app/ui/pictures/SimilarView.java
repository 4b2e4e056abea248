package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.media.Files;
import dev.hearth.decode.Embedding;
import dev.hearth.js.Tasks;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Float32Array;

/** How alike a picture is to others, the most alike first. */
final class SimilarView extends LaidOver {
  private final HTMLElement list = Dom.part(element, ".similar-list");
  private final HTMLElement progress = Dom.part(element, ".similar-progress");
  private final List<SimilarRow> rows = new ArrayList<>();
  private final List<Blob> waiting = new ArrayList<>();
  private @Nullable Bench bench;
  private @Nullable Consumer<Blob> look;
  private @Nullable Embedding query;
  private boolean working;
  private int total;
  private int unread;

  /** Makes an empty view. */
  SimilarView() {
    super("t-similar");
    Dom.on(
        Dom.part(element, "input"),
        "change",
        event -> {
          take(chosen(event));
          Files.forget(event);
        });
    Dom.on(Dom.part(element, ".similar-clear"), "click", event -> forgetAll());
    render();
  }

  /**
   * Begins to work.
   *
   * @param look shows a picture as the one that others are compared with; does not block
   */
  void use(Bench bench, Consumer<Blob> look) {
    this.bench = bench;
    this.look = look;
  }

  // What is alike stays until the next answer says otherwise.
  @Override
  public void sourceSize(int width, int height) {}

  @Override
  public void show(Seen seen) {
    Embedding now = embedding(seen);
    query = now;
    for (SimilarRow row : rows) {
      row.compare(now);
    }
    sort();
    Dom.set(element, "data-dimensions", now.values().length);
    answered();
    render();
    if (!rows.isEmpty()) {
      Announcer.say(rows.get(0).said());
    }
  }

  @Override
  public void showLive(Seen seen) {
    show(seen);
  }

  @Override
  public void clear() {
    query = null;
    render();
  }

  @Override
  public boolean takeSeveral(JSArrayReader<Blob> pictures) {
    take(pictures);
    return true;
  }

  private void take(JSArrayReader<Blob> pictures) {
    int first = 0;
    Consumer<Blob> shows = look;
    if (query == null && rows.isEmpty() && pictures.getLength() > 1 && shows != null) {
      shows.accept(pictures.get(0));
      first = 1;
    }
    for (int i = first; i < pictures.getLength(); i++) {
      waiting.add(pictures.get(i));
      total++;
    }
    if (!working && !waiting.isEmpty()) {
      working = true;
      Tasks.start(this::work, failure -> stop());
    }
    render();
  }

  /** Called in a thread. */
  private void work() {
    Bench runs = bench;
    while (!waiting.isEmpty() && runs != null) {
      Blob file = waiting.remove(0);
      try {
        add(file, embedding(runs.model().predict(file, null)));
      } catch (InferenceException e) {
        // A closed model ends the work; a file that is no picture is counted.
        if (e.code() != Code.INVALID_INPUT) {
          throw e;
        }
        unread++;
      }
      render();
    }
    stop();
  }

  private void stop() {
    working = false;
    waiting.clear();
    total = 0;
    render();
    if (!rows.isEmpty()) {
      Announcer.say(rows.get(0).said());
    }
  }

  private void add(Blob file, Embedding embedding) {
    SimilarRow row = new SimilarRow(file, embedding, this::choose);
    Embedding asked = query;
    if (asked != null) {
      row.compare(asked);
    }
    rows.add(row);
    sort();
  }

  private void choose(Blob file) {
    if (look != null) {
      look.accept(file);
    }
  }

  private void forgetAll() {
    waiting.clear();
    for (SimilarRow row : rows) {
      row.remove();
    }
    rows.clear();
    unread = 0;
    render();
  }

  /** Brings the rows into order, by insertion: most are in place. */
  private void sort() {
    for (int i = 1; i < rows.size(); i++) {
      SimilarRow row = rows.get(i);
      int at = i;
      while (at > 0 && rows.get(at - 1).similarity() < row.similarity()) {
        rows.set(at, rows.get(at - 1));
        at--;
      }
      rows.set(at, row);
    }
    for (int i = 0; i < rows.size(); i++) {
      Dom.put(list, i, rows.get(i).element());
    }
  }

  private void render() {
    Dom.flag(element, "data-compared", query != null);
    Dom.show(Dom.part(element, ".similar-none"), rows.isEmpty() && !working);
    Dom.show(Dom.part(element, ".similar-clear"), !rows.isEmpty());
    Dom.show(progress, working);
    int done = total - waiting.size();
    String text = Words.say("{0} of {1}", Integer.toString(done), Integer.toString(total));
    Dom.setText(progress, ".figures", working ? text : "");
    Dom.style(Dom.part(progress, ".bar"), "--p", total == 0 ? 0 : (double) done / total);
    HTMLElement bad = Dom.part(element, ".similar-unread");
    Dom.show(bad, unread > 0);
    if (unread > 0) {
      Dom.setText(
          bad,
          Words.say(
              "{0} files are no pictures that this browser can read", Integer.toString(unread)));
    }
  }

  private static Embedding embedding(Seen seen) {
    float[] found = values(seen.result()).toJavaArray();
    double[] out = new double[found.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = found[i];
    }
    return new Embedding(out);
  }

  @JSBody(params = "result", script = "return result.embedding;")
  private static native Float32Array values(JSObject result);

  @JSBody(params = "event", script = "return Array.from(event.target.files);")
  private static native JSArrayReader<Blob> chosen(JSObject event);
}
