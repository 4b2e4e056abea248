package dev.hearth.app.ui;

import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model that names sounds. */
final class AudioTask {
  private AudioTask() {}

  static TaskView open(Bench bench, HTMLElement view, SoundInput sound) {
    SoundPanel sounds = new SoundPanel(bench, view);
    InputTabs tabs = new InputTabs(bench, view);
    tabs.add("live", new LivePanel(bench, view, sound));
    tabs.add("record", new RecordPanel(bench, view, sound));
    tabs.add("upload", sounds);
    return new TaskView(tabs, sounds::take);
  }
}
