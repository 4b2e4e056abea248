package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.app.ui.own.Own.LabelTaker;
import dev.hearth.app.ui.own.OwnFiles.Collected;
import dev.hearth.guess.FolderModels.Found;
import dev.hearth.js.Promises;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.source.BadInputException;
import dev.hearth.source.GivenPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** A person's own model, dropped and run. */
final class OwnView implements View {
  private static final long TELL_MILLIS = 1000;

  private final HTMLElement element = Dom.template("t-own");
  private final HTMLElement slot = Dom.part(element, ".own-found");
  private final Go go;
  private final Dom.Listener over = this::over;
  private final Dom.Listener drop = this::drop;
  private int reading;
  private long told;
  private @Nullable LabelTaker labels;

  /**
   * Begins to show it.
   *
   * @param known the model that was looked at before; null for none
   */
  OwnView(Go go, @Nullable Own known) {
    this.go = go;
    Dom.root().setAttribute("data-state", "own");
    Dom.on(Dom.part(element, ".own-files"), "change", event -> take(OwnFiles.of(event)));
    Dom.on(Dom.part(element, ".own-folder"), "change", event -> take(OwnFiles.of(event)));
    Dom.on(HTMLDocument.current(), "dragover", over);
    Dom.on(HTMLDocument.current(), "drop", drop);
    JSObject brought = OwnFiles.brought();
    if (OwnFiles.count(brought) > 0) {
      take(brought);
    } else if (known != null) {
      found(known);
    }
  }

  /** Says that a model's files have to be given again. */
  void forgotten(String name) {
    say(
        Words.say("Give the files of {0} again", name),
        Words.say(
            "They never left this device, and no copy was kept: a page that is loaded anew knows"
                + " nothing of them."));
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    reading++;
    Dom.off(HTMLDocument.current(), "dragover", over);
    Dom.off(HTMLDocument.current(), "drop", drop);
  }

  private void over(JSObject event) {
    Dom.preventDefault(event);
  }

  private void drop(JSObject event) {
    Dom.preventDefault(event);
    take(OwnFiles.of(event));
  }

  private void take(JSObject list) {
    if (OwnFiles.count(list) > 0) {
      begin(() -> read(Promises.await(OwnFiles.collect(list))));
    }
  }

  // What was found before stays until the next is read.
  private void begin(Reading reader) {
    int mine = ++reading;
    Dom.root().setAttribute("data-state", "reading");
    say(Words.say("Reading the files"), "");
    Tasks.start(
        () -> {
          Runnable then = read(reader);
          if (mine == reading) {
            then.run();
          }
        },
        failure -> {
          if (mine == reading) {
            refused(failure);
          }
        });
  }

  /** Reads something, blocking, and returns what is then to be shown. */
  private interface Reading {
    Runnable read() throws IOException;
  }

  private static Runnable read(Reading reader) {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private Runnable read(Collected collected) throws IOException {
    List<OwnFile> files = OwnFile.all(collected);
    LabelTaker taker = labels;
    if (files.size() == 1 && files.get(0).isLabels()) {
      if (taker == null) {
        throw new BadInputException(
            Words.say(
                "{0} holds labels at most. Give the model first, or both together.",
                files.get(0).place()));
      }
      taker.take(files.get(0));
      return this::settled;
    }
    List<GivenPackage> packages = GivenPackage.in(List.copyOf(files));
    List<Choice> choices = packages.isEmpty() ? models(collected.getName(), files) : of(packages);
    return choices.size() > 1 ? () -> choose(choices) : choices.get(0).reading().read();
  }

  /**
   * One of several models.
   *
   * @param detail what tells it from others of the same title
   */
  private record Choice(String title, String detail, Reading reading) {}

  private List<Choice> models(String together, List<OwnFile> files) throws IOException {
    List<Choice> out = new ArrayList<>();
    for (Found one : OwnModel.find(together, files)) {
      out.add(
          new Choice(
              one.file().place(),
              Format.size(one.file().bytes()),
              () -> showing(OwnModel.read(together, files, one))));
    }
    return out;
  }

  private List<Choice> of(List<GivenPackage> packages) {
    List<Choice> out = new ArrayList<>();
    for (GivenPackage one : packages) {
      ModelManifest manifest = one.manifest();
      String version = manifest.name() + " " + manifest.version();
      out.add(new Choice(manifest.title(), version, () -> showing(checked(one))));
    }
    return out;
  }

  private Runnable showing(Own own) {
    return () -> found(own);
  }

  private Own checked(GivenPackage given) throws IOException {
    String title = given.manifest().title();
    return OwnPackage.read(given, bytes -> progress(title, bytes));
  }

  // Told to who listens at most once a second.
  private void progress(String title, long bytes) {
    long now = System.currentTimeMillis();
    if (now - told >= TELL_MILLIS) {
      told = now;
      say(Words.say("Checking {0}", title), Words.say("{0} so far", Format.size(bytes)));
    }
  }

  private void choose(List<Choice> choices) {
    HTMLElement choice = Dom.template("t-own-choice");
    for (Choice one : choices) {
      HTMLElement button = Dom.template("t-own-chosen");
      Dom.setText(button, ".label", one.title());
      Dom.setText(button, ".quiet", one.detail());
      Dom.on(button, "click", event -> begin(one.reading()));
      Dom.part(choice, ".actions").appendChild(button);
    }
    settled();
    labels = null;
    slot.clear();
    slot.appendChild(choice);
    Dom.root().setAttribute("data-state", "choosing");
    Announcer.say(Dom.text(choice, "h2"));
  }

  private void found(Own own) {
    OwnMain.keep(own);
    settled();
    slot.clear();
    labels = own.show(slot, go);
    Announcer.say(Words.say("{0} is read", own.name()));
  }

  private void settled() {
    Dom.show(Dom.part(element, ".own-said"), false);
    Dom.root().setAttribute("data-state", "inspected");
  }

  private void refused(RuntimeException failure) {
    String message = failure.getMessage();
    say(Words.say("This cannot be run here"), message == null ? "" : message);
    Dom.root().setAttribute("data-state", "refused");
  }

  private void say(String title, String text) {
    HTMLElement said = Dom.part(element, ".own-said");
    Dom.show(said, true);
    Dom.setText(said, "h2", title);
    Dom.setText(said, "p", text);
  }
}
