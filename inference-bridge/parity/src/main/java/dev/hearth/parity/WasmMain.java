package dev.hearth.parity;

import org.teavm.interop.Export;

/** The suite in Wasm GC: {@link SuiteDriver} under its own names, without any of JSO. */
public final class WasmMain {
  private WasmMain() {}

  /** Does nothing: the page calls what is exported. */
  public static void main(String[] args) {}

  @Export(name = "list")
  public static int list() {
    return SuiteDriver.list();
  }

  @Export(name = "run")
  public static int run(int index) {
    return SuiteDriver.run(index);
  }

  @Export(name = "answerLength")
  public static int answerLength() {
    return SuiteDriver.answerLength();
  }

  @Export(name = "answerAt")
  public static int answerAt(int index) {
    return SuiteDriver.answerAt(index);
  }

  @Export(name = "bring")
  public static void bring(int length) {
    SuiteDriver.bring(length);
  }

  @Export(name = "put")
  public static void put(int at, int word) {
    SuiteDriver.put(at, word);
  }
}
