package dev.hearth.app.ui.texts;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** How alike sentences are: every two of them, or all with one. */
final class SimilarityView implements TextView {
  private static final int MOST_PAIRS = 10;
  private static final int MOST_NEAREST = 50;
  private static final int MOST_CELLS = 12;

  /** Two sentences, by their places from 0. */
  private record Pair(int one, int other, double cosine) {}

  private final HTMLElement element = Dom.template("t-similarity");
  private final Choices choices = new Choices();
  private final Vectors vectors;
  private List<String> sentences = List.of();
  private boolean nearest;
  private List<Pair> pairs = List.of();
  private int count;

  /** Makes an empty one that looks at vectors. */
  SimilarityView(Vectors vectors) {
    this.vectors = vectors;
    element.insertBefore(choices.element(), element.getFirstChild());
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  /**
   * Says of what the next answer is.
   *
   * @param sentences whose vectors are known then
   * @param nearest to the first one; every two otherwise
   */
  void of(List<String> sentences, boolean nearest) {
    this.sentences = sentences;
    this.nearest = nearest;
  }

  @Override
  public void show(Seen seen) {
    pairs = sorted();
    choices.clear();
    int most = Math.min(pairs.size(), nearest ? MOST_NEAREST : MOST_PAIRS);
    for (int i = 0; i < most; i++) {
      Pair pair = pairs.get(i);
      choices.add(label(pair), pair.cosine, Format.fixed(pair.cosine, 2), () -> {});
    }
    boolean table = !nearest && sentences.size() > 2 && sentences.size() <= MOST_CELLS;
    HTMLElement matrix = Dom.part(element, "table");
    matrix.clear();
    Dom.show(matrix, table);
    if (table) {
      fill(matrix);
    }
    Dom.set(element, "data-result-count", ++count);
    if (!pairs.isEmpty()) {
      Announcer.say(
          Words.say(
              "Most alike: {0}",
              label(pairs.get(0)) + ", " + Format.fixed(pairs.get(0).cosine, 2)));
    }
  }

  private String label(Pair pair) {
    String other = sentences.get(pair.other);
    return nearest ? other : sentences.get(pair.one) + " \u2194 " + other;
  }

  private List<Pair> sorted() {
    int size = sentences.size();
    List<Pair> all = new ArrayList<>();
    for (int one = 0; one < (nearest ? 1 : size); one++) {
      for (int other = one + 1; other < size; other++) {
        all.add(new Pair(one, other, vectors.cosine(sentences.get(one), sentences.get(other))));
      }
    }
    double[] cosines = new double[all.size()];
    for (int i = 0; i < cosines.length; i++) {
      cosines[i] = all.get(i).cosine;
    }
    List<Pair> best = new ArrayList<>();
    for (int i : bestFirst(cosines)) {
      best.add(all.get(i));
    }
    return best;
  }

  private void fill(HTMLElement matrix) {
    for (int row = -1; row < sentences.size(); row++) {
      HTMLElement line = add(matrix, "tr", "");
      for (int column = -1; column < sentences.size(); column++) {
        if (row < 0 || column < 0) {
          int head = Math.max(row, column);
          HTMLElement cell = add(line, "th", head < 0 ? "#" : Integer.toString(head + 1));
          if (head >= 0) {
            cell.setAttribute("scope", row < 0 ? "col" : "row");
            cell.setAttribute("title", sentences.get(head));
          }
        } else {
          double cosine = vectors.cosine(sentences.get(row), sentences.get(column));
          HTMLElement cell = add(line, "td", Format.fixed(cosine, 2));
          Dom.style(cell, "--p", Math.max(cosine, 0));
        }
      }
    }
  }

  private static HTMLElement add(HTMLElement parent, String name, String text) {
    HTMLElement child = HTMLDocument.current().createElement(name);
    Dom.setText(child, text);
    parent.appendChild(child);
    return child;
  }

  @Override
  public void clear() {
    pairs = List.of();
    choices.clear();
    Dom.show(Dom.part(element, "table"), false);
  }

  @Override
  public String lines() {
    StringBuilder out = new StringBuilder();
    for (Pair pair : pairs) {
      out.append(sentences.get(pair.one)).append('\t').append(sentences.get(pair.other));
      out.append('\t').append(Format.fixed(pair.cosine, 2)).append('\n');
    }
    return out.toString();
  }

  @JSBody(
      params = "values",
      script =
          "return Int32Array.from(values.keys()).sort((one, other) => values[other] -"
              + " values[one]);")
  private static native int[] bestFirst(double[] values);
}
