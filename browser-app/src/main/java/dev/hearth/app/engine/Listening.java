package dev.hearth.app.engine;

import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveDetection;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prediction;
import dev.hearth.task.audioclassification.LiveAudioClassifier;
import org.teavm.jso.typedarrays.Float32Array;

/** Tells what is heard in a stream of sound. */
final class Listening implements LiveAudioClassifier.Listener {
  private final int model;
  private final ModelManifest manifest;
  private final Outlet events;
  private final int bands;

  Listening(int model, ModelManifest manifest, int bands, Outlet events) {
    this.model = model;
    this.manifest = manifest;
    this.events = events;
    this.bands = bands;
  }

  @Override
  public void onSound(double levelDbfs, float[] frames) {
    events.send(
        Event.heard(
            model,
            Math.exp(levelDbfs / 20 * Math.log(10)),
            new Float32Array(Float32Array.fromJavaArray(frames)),
            bands));
  }

  @Override
  public void onWindow(Prediction<Classifications> window) {
    events.send(
        Event.window(
            model, Results.of(window.result(), Integer.MAX_VALUE), Messages.of(window.timings())));
  }

  @Override
  public void onWord(LiveDetection word) {
    events.send(Event.detected(model, Results.of(word, manifest.labels())));
  }
}
