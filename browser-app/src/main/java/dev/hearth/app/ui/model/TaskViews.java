package dev.hearth.app.ui.model;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.pictures.PictureTask;
import dev.hearth.app.ui.sounds.AudioTask;
import dev.hearth.app.ui.sounds.SoundInput;
import dev.hearth.app.ui.sounds.SpeechTask;
import dev.hearth.app.ui.tables.TableTask;
import dev.hearth.app.ui.tensors.TensorTask;
import dev.hearth.app.ui.texts.TextTask;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;

/** Which view a task has. */
final class TaskViews {
  private TaskViews() {}

  /** Returns the view of an opened model, blocking: that of its tensors where no other fits. */
  static TaskView open(Bench.Maker benches, ModelManifest manifest) {
    ImagePreprocessing image = manifest.image();
    if (manifest.task().input() == Task.Input.IMAGE && image != null) {
      return PictureTask.open(benches, manifest, image);
    }
    SoundInput sound = SoundInput.of(manifest);
    if (manifest.task() == Task.AUDIO_CLASSIFICATION && sound != null) {
      return AudioTask.open(benches, sound);
    }
    if (manifest.task() == Task.VOICE_ACTIVITY_DETECTION && sound != null) {
      return SpeechTask.open(benches, manifest, sound);
    }
    if (manifest.task() == Task.TABULAR_CLASSIFICATION
        || manifest.task() == Task.TABULAR_REGRESSION) {
      return TableTask.open(benches, manifest);
    }
    TaskView text = TextTask.open(benches, manifest);
    return text == null ? TensorTask.open(benches, manifest) : text;
  }
}
