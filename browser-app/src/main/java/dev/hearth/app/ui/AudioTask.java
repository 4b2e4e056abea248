package dev.hearth.app.ui;

import dev.hearth.manifest.AudioPreprocessing;
import java.util.List;

/** The inputs of a model that names sounds. */
final class AudioTask {
  private AudioTask() {}

  static TaskView open(Bench bench, AudioPreprocessing audio) {
    SoundPanel sounds = new SoundPanel(bench);
    InputTabs tabs =
        new InputTabs(
            bench,
            List.of(
                new InputTabs.Tab("live", "mic", Text.LIVE, new LivePanel(bench, audio)),
                new InputTabs.Tab("record", "record", Text.RECORD, new RecordPanel(bench, audio)),
                new InputTabs.Tab("upload", "upload", Text.UPLOAD, sounds)));
    return new TaskView(bench, tabs, sounds::take);
  }
}
