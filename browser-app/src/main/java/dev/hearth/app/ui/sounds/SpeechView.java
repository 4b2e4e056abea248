package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.AnswerView;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.dom.html.HTMLElement;

/** The stretches of speech in a sound. */
final class SpeechView implements AnswerView {
  private final HTMLElement element = Dom.template("t-speech");
  private final HTMLElement list = Dom.part(element, ".stretches");
  private final Found found =
      new Found(Dom.part(element, ".export"), "speech.csv", "start_seconds", "end_seconds");
  private int count;
  private double spoken;
  private int answers;

  SpeechView(double threshold) {
    Dom.setText(
        element,
        ".threshold",
        Words.say("Counts as speech from {0} on", Format.wholePercent(threshold + 1e-9)));
    clear();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void show(Seen seen) {
    forget();
    for (Span span : Spans.ofSpeech(seen)) {
      append(span);
    }
    total();
    answers++;
    Dom.set(element, "data-result-count", answers);
    Announcer.say(Dom.text(element, ".total-count"));
  }

  /** Adds one that was heard live. */
  void add(Span span) {
    append(span);
    total();
    Announcer.say(Words.say("Speech ended"));
  }

  @Override
  public void clear() {
    forget();
    total();
  }

  private void forget() {
    list.clear();
    found.clear();
    count = 0;
    spoken = 0;
  }

  private void append(Span span) {
    HTMLElement item = Dom.template("t-stretch");
    Dom.set(item, "data-start", span.from());
    Dom.set(item, "data-end", span.to());
    String from = Format.clock(span.from(), true);
    Dom.setText(item, ".stretch", from + " \u2013 " + Format.clock(span.to(), true));
    Dom.setText(
        item, ".stretch-length", Words.say("{0} s", Format.fixed(span.to() - span.from(), 1)));
    list.appendChild(item);
    found.add(Found.seconds(span.from()), Found.seconds(span.to()));
    count++;
    spoken += span.to() - span.from();
  }

  private void total() {
    Dom.setText(
        element,
        ".total-count",
        count == 0
            ? Words.say("No speech found")
            : count == 1
                ? Words.say("1 stretch of speech")
                : Words.say("{0} stretches of speech", Integer.toString(count)));
    Dom.setText(
        element, ".total-seconds", Words.say("{0} seconds in all", Format.fixed(spoken, 1)));
  }
}
