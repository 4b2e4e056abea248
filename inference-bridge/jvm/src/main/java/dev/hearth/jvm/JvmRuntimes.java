package dev.hearth.jvm;

import dev.hearth.manifest.ModelRuntime;
import dev.hearth.predict.Runtimes;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.text.UnicodeNormalizer;
import java.util.concurrent.locks.ReentrantLock;

/** The one runtime of the JVM. */
public final class JvmRuntimes implements Runtimes {
  @Override
  public SessionFactory factory(ModelRuntime runtime) {
    if (runtime != ModelRuntime.ONNX) {
      throw new InferenceException(
          Code.PROVIDER_UNAVAILABLE,
          "Expected an ONNX model on the JVM, found " + runtime.id() + ", which needs a browser");
    }
    return new OrtJvmSessionFactory();
  }

  @Override
  public Gate newGate() {
    ReentrantLock lock = new ReentrantLock(true);
    return new Gate() {
      @Override
      public void enter() {
        lock.lock();
      }

      @Override
      public void leave() {
        lock.unlock();
      }
    };
  }

  @Override
  public UnicodeNormalizer normalizer() {
    return new JvmUnicodeNormalizer();
  }
}
