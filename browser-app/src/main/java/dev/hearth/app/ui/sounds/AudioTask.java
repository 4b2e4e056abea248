package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.ClassesView;
import dev.hearth.app.ui.bench.InputTabs;
import dev.hearth.app.ui.bench.TabbedTask;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model that names sounds. */
public final class AudioTask {
  private AudioTask() {}

  public static TaskView open(Bench.Maker benches, SoundInput sound) {
    HTMLElement view = Dom.template("t-audio");
    Bench bench = benches.make(view, new ClassesView());
    HTMLElement live = Dom.part(view, "#panel-live");
    return tabs(bench, view, sound, new WordsEar(bench, live, sound));
  }

  /** Returns the ways to give a sound, listening to it first where the model does. */
  static TaskView tabs(Bench bench, HTMLElement view, SoundInput sound, Ear ear) {
    SoundPanel sounds = new SoundPanel(bench, view, sound);
    InputTabs tabs = new InputTabs(bench, view);
    if (sound.listens()) {
      tabs.add("live", new LivePanel(bench, view, ear));
    } else {
      Dom.part(view, "#tab-live").delete();
    }
    tabs.add("record", new RecordPanel(bench, view, sound));
    tabs.add("upload", sounds);
    return new TabbedTask(view, tabs, sounds::take, bench::predictBatch);
  }
}
