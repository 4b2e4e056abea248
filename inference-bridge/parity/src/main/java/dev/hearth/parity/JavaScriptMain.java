package dev.hearth.parity;

import org.teavm.jso.JSExport;

/** The suite in JavaScript: {@link SuiteDriver} under its own names. */
public final class JavaScriptMain {
  private JavaScriptMain() {}

  /** Does nothing: the page calls what is exported. */
  public static void main(String[] args) {}

  @JSExport
  public static int list() {
    return SuiteDriver.list();
  }

  @JSExport
  public static int run(int index) {
    return SuiteDriver.run(index);
  }

  @JSExport
  public static int answerLength() {
    return SuiteDriver.answerLength();
  }

  @JSExport
  public static int answerAt(int index) {
    return SuiteDriver.answerAt(index);
  }

  @JSExport
  public static void bring(int length) {
    SuiteDriver.bring(length);
  }

  @JSExport
  public static void put(int at, int word) {
    SuiteDriver.put(at, word);
  }
}
