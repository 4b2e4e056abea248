package dev.hearth.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private final List<Long> waits = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Retries retries = new Retries(4, 400, 3, waits::add);
  private int tried;
  private int signs;

  private String after(int failures, InferenceException failure) {
    return retries.call(
        () -> {
          if (tried++ < failures) {
            throw failure;
          }
          return "bytes";
        },
        told::add,
        () -> signs++);
  }

  @Test
  void call_waitsLongerAfterEachFailure() {
    assertEquals("bytes", after(3, FakeSource.lost()));

    assertEquals(List.of(400L, 1000L, 200L, 1000L, 1000L, 1000L, 600L), waits);
    assertEquals(
        List.of(
            "The connection broke off: try 2 of 4 follows in 400 ms",
            "The connection broke off: try 3 of 4 follows in 1200 ms",
            "The connection broke off: try 4 of 4 follows in 3600 ms"),
        told);
  }

  @Test
  void call_waitsAsLongAsTheServerAsks() {
    after(1, InferenceException.passing(Code.NETWORK, "Busy", 2500));

    assertEquals(List.of("Busy: try 2 of 4 follows in 2500 ms"), told);
    assertEquals(List.of(1000L, 1000L, 500L), waits);
    assertEquals(3, signs);
  }

  @Test
  void call_waitsNoLessThanItWouldAndNoMoreThanHalfAMinute() {
    after(1, InferenceException.passing(Code.NETWORK, "Busy", 100));
    tried = 0;
    after(1, InferenceException.passing(Code.NETWORK, "Busy", 86_400_000));

    assertEquals(
        List.of("Busy: try 2 of 4 follows in 400 ms", "Busy: try 2 of 4 follows in 30000 ms"),
        told);
  }

  @Test
  void call_givesUpAndSaysHowOftenItTried() {
    InferenceException e =
        assertThrows(InferenceException.class, () -> after(4, FakeSource.lost()));

    assertEquals(Code.NETWORK, e.code());
    assertEquals("The connection broke off (tried 4 times)", e.getMessage());
    assertEquals(4, tried);
    assertEquals(List.of(400L, 1000L, 200L, 1000L, 1000L, 1000L, 600L), waits);
  }

  @Test
  void call_doesNotRepeatWhatDoesNotPass() {
    InferenceException missing = new InferenceException(Code.NETWORK, "HTTP status 404");

    assertSame(missing, assertThrows(InferenceException.class, () -> after(1, missing)));
    assertEquals(1, tried);
    assertEquals(List.of(), waits);
  }

  @Test
  void none_triesOnceAndSaysNothingOfIt() {
    InferenceException lost = FakeSource.lost();

    assertSame(
        lost,
        assertThrows(
            InferenceException.class,
            () ->
                Retries.NONE.call(
                    () -> {
                      throw lost;
                    },
                    told::add,
                    () -> signs++)));
    assertEquals(List.of(), told);
    assertEquals(0, signs);
  }

  @Test
  void constructor_refusesNoTryAtAll() {
    assertThrows(IllegalArgumentException.class, () -> new Retries(0, 1, 1, waits::add));
  }
}
