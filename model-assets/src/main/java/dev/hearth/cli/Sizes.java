package dev.hearth.cli;

import java.util.Locale;

/** Numbers for people. */
final class Sizes {
  private Sizes() {}

  /** Returns {@code 1 shard}, {@code 2 shards}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  static String of(long bytes) {
    if (bytes < 1 << 10) {
      return bytes + " bytes";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.2f MiB", bytes / 1048576.0);
  }
}
