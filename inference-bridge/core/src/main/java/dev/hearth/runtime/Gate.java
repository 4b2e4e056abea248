package dev.hearth.runtime;

/**
 * Lets one thread at a time through. A port, because monitors do not work in browsers: TeaVM 0.15.0
 * forgets all who wait for one but the first. A thread inside must not enter again.
 */
public interface Gate {
  /** Lets everybody through. */
  Gate OPEN =
      new Gate() {
        @Override
        public void enter() {}

        @Override
        public void leave() {}
      };

  /** Waits until no other thread is inside. */
  void enter();

  /** Lets the next one in. */
  void leave();
}
