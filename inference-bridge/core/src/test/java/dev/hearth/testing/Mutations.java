package dev.hearth.testing;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Inputs that are nearly right: what breaks parsers. */
public final class Mutations {
  private static final List<String> PARTS =
      List.of(
          "",
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "1e30",
          "3.5",
          "99999999999",
          "\"\"",
          "{}",
          "[]",
          "\u0000",
          "\ud83d",
          "\\u",
          "\\ud800",
          " ",
          "*",
          "(",
          ")",
          "+",
          "?",
          "{1,",
          "|",
          "a");

  private Mutations() {}

  private record Change(double at, double length, String part) {
    String of(String text) {
      int start = (int) (at * text.length());
      int end = Math.min(text.length(), start + (int) (length * length * 12));
      return text.substring(0, start) + part + text.substring(end);
    }
  }

  private static Arbitrary<Change> changes() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.of(PARTS))
        .as(Change::new);
  }

  /** Returns one of some texts with up to four changes. */
  public static Arbitrary<String> of(String... texts) {
    return Combinators.combine(Arbitraries.of(texts), changes().list().ofMinSize(1).ofMaxSize(4))
        .as(
            (text, changes) -> {
              String out = text;
              for (Change change : changes) {
                out = change.of(out);
              }
              return out;
            });
  }

  /** Returns bytes with up to eight of them changed and perhaps an end cut off. */
  public static Arbitrary<byte[]> of(byte[] bytes) {
    Arbitrary<int[]> change =
        Combinators.combine(
                Arbitraries.integers().between(0, bytes.length - 1),
                Arbitraries.integers().between(0, 255))
            .as((at, value) -> new int[] {at, value});
    return Combinators.combine(
            change.list().ofMaxSize(8), Arbitraries.integers().between(0, bytes.length * 3))
        .as(
            (changes, length) -> {
              byte[] out = java.util.Arrays.copyOf(bytes, Math.min(length, bytes.length));
              for (int[] one : changes) {
                if (one[0] < out.length) {
                  out[one[0]] = (byte) one[1];
                }
              }
              return out;
            });
  }
}
