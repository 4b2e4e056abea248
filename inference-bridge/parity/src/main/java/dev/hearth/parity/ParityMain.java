package dev.hearth.parity;

import dev.hearth.text.UnicodeNormalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.teavm.jso.JSExport;

/**
 * What a browser calls. Nothing but texts crosses, in which bytes are the characters 0 to 255, so
 * that the Wasm module needs no glue that a content security policy forbids.
 */
public final class ParityMain {
  private static final Map<String, String> GIVEN = new LinkedHashMap<>();

  private ParityMain() {}

  public static void main(String[] args) {
    // Everything is called from outside.
  }

  /** Gives what {@link #run} said it needs. */
  @JSExport
  public static void give(String name, String content) {
    GIVEN.put(name, content);
  }

  /** Returns the names of all cases, a line each; or what is needed first. */
  @JSExport
  public static String names() {
    return answer(() -> String.join("\n", suite().names()));
  }

  /**
   * Returns {@code ok}, a hash and a difference; {@code need} and what to give; or {@code failed}
   * and why.
   */
  @JSExport
  public static String run(String name) {
    return answer(() -> suite().run(name));
  }

  private interface Work {
    String run();
  }

  private static String answer(Work work) {
    try {
      return "ok " + work.run();
    } catch (Needed needed) {
      return "need " + needed.what;
    } catch (RuntimeException e) {
      return "failed " + e;
    }
  }

  private static GoldenSuite suite() {
    return new GoldenSuite(
        new Files() {
          @Override
          public byte[] bytes(String path) {
            return given("file " + path);
          }

          @Override
          public byte[] pixels(String path) {
            return given("pixels " + path);
          }
        },
        ParityMain::normalized);
  }

  private static byte[] given(String name) {
    String text = content(name);
    byte[] out = new byte[text.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) text.charAt(i);
    }
    return out;
  }

  private static String normalized(String text, UnicodeNormalizer.Form form) {
    return content(form.name() + " " + text);
  }

  private static String content(String name) {
    String found = GIVEN.get(name);
    if (found == null) {
      throw new Needed(name);
    }
    return found;
  }

  /** Ends a run that lacks an input: nothing here can wait for one. */
  private static final class Needed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String what;

    Needed(String what) {
      super(what);
      this.what = what;
    }
  }
}
