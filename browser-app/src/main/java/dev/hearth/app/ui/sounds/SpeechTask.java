package dev.hearth.app.ui.sounds;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.manifest.ModelManifest;
import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model that tells speech from silence. */
public final class SpeechTask {
  private SpeechTask() {}

  public static TaskView open(Bench.Maker benches, ModelManifest manifest, SoundInput sound) {
    HTMLElement view = Dom.template("t-audio");
    HTMLElement panel = Dom.part(view, "#panel-live");
    HTMLElement live = Dom.template("t-speech-live");
    panel.replaceChild(live, Dom.part(panel, ".live"));
    Dom.part(view, "#panel-upload .heard").delete();
    // The default that core's translator has.
    double threshold = manifest.postprocessing().number("threshold", 0.5);
    SpeechView answers = new SpeechView(threshold);
    Bench bench = benches.make(view, answers);
    return AudioTask.tabs(
        bench, view, sound, new SpeechEar(bench, panel, sound, threshold, answers));
  }
}
