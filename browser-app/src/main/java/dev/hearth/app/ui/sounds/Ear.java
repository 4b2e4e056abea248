package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.LiveListener;
import dev.hearth.app.client.Seen;
import dev.hearth.decode.Classification;
import java.util.function.Consumer;
import org.teavm.jso.JSObject;

/** Shows what is heard live. */
abstract class Ear implements LiveListener {
  private Consumer<RuntimeException> onFailure = failure -> {};

  void whenFailed(Consumer<RuntimeException> consumer) {
    onFailure = consumer;
  }

  /** Listening begins, to a MediaStream. */
  abstract void begin(JSObject stream);

  /** Listening ended. May be called twice. */
  abstract void end();

  abstract void themeChanged();

  @Override
  public void onHeard(double level, float[] frames, int bands) {}

  @Override
  public void onWindow(Seen seen) {}

  @Override
  public void onEvent(Classification word, double timeSeconds) {}

  @Override
  public void onSpeech(double probability, boolean speaking, String change, double timeSeconds) {}

  @Override
  public void onFailure(RuntimeException failure) {
    onFailure.accept(failure);
  }
}
