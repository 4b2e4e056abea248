package dev.hearth.app.ui;

import dev.hearth.app.client.OtherVersion;
import dev.hearth.app.client.RemoteModel;
import dev.hearth.app.client.VersionComparison;
import dev.hearth.app.client.VersionComparison.Difference;
import dev.hearth.app.client.VersionComparison.Progress;
import dev.hearth.app.client.VersionComparison.Speed;
import dev.hearth.app.ui.media.Files;
import dev.hearth.js.Tasks;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** Two versions of a model on what a person gives it; hidden where the site offers only one. */
final class ComparePanel {
  private final RemoteModel model;
  private final HTMLElement element = Dom.template("t-compare");
  private final HTMLElement choice = part("select");
  private final HTMLElement start = part(".start");
  private @Nullable VersionComparison comparison;
  private String fileName = "";
  private boolean stopped;
  private int lastDifference;

  /** Makes the panel of an opened model. */
  ComparePanel(RemoteModel model) {
    this.model = model;
    Dom.setText(part(".about"), Text.compareAbout(model.manifest().task()));
    Dom.on(element, "toggle", event -> look());
    Dom.on(start, "click", event -> start());
    Dom.on(part(".stop"), "click", event -> stop());
    Dom.on(part(".export"), "click", event -> export());
    show("idle");
    look();
  }

  HTMLElement element() {
    return element;
  }

  private HTMLElement part(String selector) {
    return Dom.part(element, selector);
  }

  // Without an answer there is nothing to choose from, and the list stays as it was.
  private void look() {
    Tasks.start(() -> list(model.otherVersions()), failure -> {});
  }

  private void list(List<OtherVersion> versions) {
    String chosen = Dom.value(choice);
    choice.clear();
    for (OtherVersion one : versions) {
      HTMLElement option = HTMLDocument.current().createElement("option");
      option.setAttribute("value", one.version());
      option.setTextContent(Text.offered(one.version(), one.channel()));
      Dom.flag(option, "selected", one.version().equals(chosen));
      choice.appendChild(option);
    }
    Dom.flag(start, "disabled", versions.isEmpty());
    Dom.show(element, !versions.isEmpty() || comparison != null);
  }

  private void start() {
    String version = Dom.value(choice);
    VersionComparison begun = new VersionComparison(this::changed);
    comparison = begun;
    stopped = false;
    lastDifference = 0;
    fileName = Text.reportFile(model.manifest().name(), model.manifest().version(), version);
    say(Text.compareLoading(version));
    show("loading");
    part(".stop").focus();
    Tasks.start(
        () -> {
          model.compare(begun, version);
          if (begun == comparison) {
            say(Text.comparing(version));
          }
        },
        failure -> {
          if (begun == comparison) {
            comparison = null;
            failed(failure);
          }
        });
  }

  private void failed(RuntimeException failure) {
    Code code = failure instanceof InferenceException e ? e.code() : Code.RUNTIME_FAILED;
    say(Text.notCompared(code, String.valueOf(failure.getMessage())));
    show("idle");
    start.focus();
  }

  private void stop() {
    VersionComparison running = comparison;
    if (running != null) {
      stopped = true;
      running.stop();
    }
  }

  private void export() {
    VersionComparison running = comparison;
    if (running != null) {
      Files.save(fileName, running.json());
    }
  }

  private void changed(VersionComparison of, Progress progress) {
    if (of == comparison) {
      show(progress);
    }
  }

  private void show(Progress progress) {
    row(".first", progress.first(), progress.compared());
    row(".other", progress.other(), progress.compared());
    Dom.setText(part(".agreement"), Text.agreement(progress));
    Difference last = progress.last();
    Dom.show(part(".differed"), last != null);
    if (last != null) {
      String words = Text.difference(last.first(), last.other());
      Dom.setText(part(".difference"), words);
      if (last.input() != lastDifference) {
        lastDifference = last.input();
        Announcer.say(Text.spokenDifference(words));
      }
    }
    Dom.show(part(".left-out"), progress.skipped() + progress.failed() > 0);
    Dom.setText(part(".left"), Text.leftOut(progress.skipped(), progress.failed()));
    if (progress.because().isEmpty()) {
      show("running");
    } else {
      say(stopped ? Text.STOPPED : Text.compareEnded(progress.because()));
      show("ended");
      if (stopped) {
        start.focus();
      }
    }
  }

  private void row(String selector, Speed speed, int compared) {
    HTMLElement row = part(selector);
    Dom.setText(row, "th", speed.version());
    Dom.setText(row, ".median", Text.time(speed.medianMs(), compared));
    Dom.setText(row, ".p95", Text.time(speed.p95Ms(), compared));
    Dom.set(row, "data-compared", compared);
  }

  private void say(String words) {
    Dom.setText(part(".state"), words);
  }

  /** What can be done is in the style sheet: idle, loading, running or ended. */
  private void show(String state) {
    element.setAttribute("data-compare", state);
    Dom.flag(choice, "disabled", state.equals("loading") || state.equals("running"));
  }
}
