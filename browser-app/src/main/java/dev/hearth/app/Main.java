package dev.hearth.app;

import dev.hearth.app.ui.PageMain;
import dev.hearth.app.worker.WorkerMain;
import org.teavm.jso.JSBody;

/** The entry point of both the page and its workers, which share one script. */
public final class Main {
  private Main() {}

  /** Starts what this script was loaded for. */
  public static void main(String[] args) {
    if (hasDocument()) {
      PageMain.start();
    } else {
      WorkerMain.start();
    }
  }

  @JSBody(script = "return typeof document !== 'undefined';")
  private static native boolean hasDocument();
}
