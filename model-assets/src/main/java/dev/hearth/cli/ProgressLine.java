package dev.hearth.cli;

import dev.hearth.progress.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Progress on the error stream: a bar that moves and goes in a terminal, elsewhere a line every ten
 * seconds. Work that is done sooner shows nothing there.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final int COLUMNS = 79;
  private static final int UPDATE_MILLIS = 200;
  private static final long MEBIBYTE = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final boolean terminal;
  private final Duration patience;
  private final Instant start = Instant.now();
  private @Nullable ProgressBar bar;
  private @Nullable Line line;
  private String what = "";
  private long bytes;
  private long done;
  private Instant said = Instant.now();

  ProgressLine(PrintWriter err) {
    this(err, Ansi.AUTO.enabled(), PATIENCE);
  }

  ProgressLine(PrintWriter err, boolean terminal, Duration patience) {
    this.err = err;
    this.terminal = terminal;
    this.patience = patience;
  }

  @Override
  public void stage(String newWhat, long newBytes) {
    close();
    what = newWhat;
    bytes = newBytes;
    done = 0;
    if (terminal) {
      line = new Line(err, start.plus(patience));
      bar =
          builder(line, bytes)
              .setTaskName(what)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(UPDATE_MILLIS)
              .build();
    }
  }

  /** Begins a bar, or without a number of bytes the words and the seconds. */
  private static ProgressBarBuilder builder(Line line, long bytes) {
    ProgressBarBuilder builder = new ProgressBarBuilder().setConsumer(line);
    if (bytes > 0) {
      boolean large = bytes >= MEBIBYTE;
      return builder.setInitialMax(bytes).setUnit(large ? " MiB" : " bytes", large ? MEBIBYTE : 1);
    }
    return builder.setRenderer(
        (state, length) ->
            fitted(
                state.getTaskName() + ", " + state.getTotalElapsed().toSeconds() + " s", length));
  }

  private static String fitted(String text, int length) {
    return text.length() < length
        ? text + " ".repeat(length - text.length())
        : text.substring(0, length);
  }

  @Override
  public void advance(long moreBytes) {
    done += moreBytes;
    if (bar != null) {
      bar.stepTo(done);
    } else if (Duration.between(said, Instant.now()).compareTo(SILENCE) > 0) {
      said = Instant.now();
      err.println(
          what + ": " + mebibytes(done) + (bytes > 0 ? " of " + mebibytes(bytes) : "") + " MiB");
      err.flush();
    }
  }

  private static String mebibytes(long count) {
    return String.format(Locale.ROOT, "%.1f", (double) count / MEBIBYTE);
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (bar != null && line != null) {
      bar.close();
      // The bar draws from another thread, also once more after its end.
      line.close();
      bar = null;
    }
  }

  /** One line of the terminal, written over and over; nothing before a time and after its end. */
  private static final class Line implements ProgressBarConsumer {
    private final PrintWriter err;
    private final Instant begin;
    private boolean drawn;
    private boolean closed;

    Line(PrintWriter err, Instant begin) {
      this.err = err;
      this.begin = begin;
    }

    @Override
    public int getMaxRenderedLength() {
      return COLUMNS;
    }

    @Override
    public synchronized void accept(String text) {
      if (!closed && !Instant.now().isBefore(begin)) {
        err.print("\r" + text);
        err.flush();
        drawn = true;
      }
    }

    @Override
    public void clear() {
      // Closing does it.
    }

    @Override
    public synchronized void close() {
      if (drawn && !closed) {
        err.print("\r" + " ".repeat(COLUMNS) + "\r");
        err.flush();
      }
      closed = true;
    }
  }
}
