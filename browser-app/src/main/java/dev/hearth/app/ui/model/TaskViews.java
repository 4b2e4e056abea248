package dev.hearth.app.ui.model;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.pictures.PictureTask;
import dev.hearth.app.ui.sounds.AudioTask;
import dev.hearth.app.ui.sounds.SoundInput;
import dev.hearth.app.ui.texts.TextTask;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import org.jspecify.annotations.Nullable;

/** Which view a task has. */
final class TaskViews {
  private TaskViews() {}

  /** Returns the view of an opened model; null where there is none for its task. */
  static @Nullable TaskView open(Bench.Maker benches, ModelManifest manifest) {
    ImagePreprocessing image = manifest.image();
    if (manifest.task().input() == Task.Input.IMAGE && image != null) {
      return PictureTask.open(benches, manifest, image);
    }
    SoundInput sound = SoundInput.of(manifest);
    if (manifest.task() == Task.AUDIO_CLASSIFICATION && sound != null) {
      return AudioTask.open(benches, sound);
    }
    return TextTask.open(benches, manifest);
  }
}
