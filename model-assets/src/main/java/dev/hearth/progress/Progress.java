package dev.hearth.progress;

/** Told how far long work is. */
public interface Progress {
  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void stage(String what, long bytes) {}

        @Override
        public void advance(long bytes) {}
      };

  /**
   * Begins a part of the work; the one before has ended.
   *
   * @param what such as {@code Hashing}
   * @param bytes how many bytes will pass, 0 where that is not known
   */
  void stage(String what, long bytes);

  /** Tells that so many more bytes have passed. */
  void advance(long bytes);
}
