package dev.hearth.app.worker;

/** The worker's entry point. */
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String[] args) {}
}
