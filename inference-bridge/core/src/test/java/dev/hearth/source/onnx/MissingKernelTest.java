package dev.hearth.source.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sentences of onnxruntime-web 1.30.0. */
class MissingKernelTest {
  private static final String BEGIN = "Can't create a session. ERROR_CODE: 9, ERROR_MESSAGE: ";
  private static final OnnxSummary MODEL =
      new OnnxSummary(
          9,
          Map.of("", 17L, "com.microsoft", 1L),
          "",
          "",
          Map.of(),
          Map.of("Abs", 1, "Novel", 1, "com.microsoft:Rfft", 2),
          Map.of(),
          Set.of(),
          List.of());

  @Test
  void missingImplementation_isTold() {
    assertEquals(
        new MissingKernel("Rfft", "com.microsoft", 1, true),
        MissingKernel.in(
            BEGIN + "Could not find an implementation for Rfft(1) node with name 'a'", MODEL));
    assertEquals(
        new MissingKernel("Abs", "ai.onnx", 17, true),
        MissingKernel.in(
            BEGIN + "Could not find an implementation for Abs(13) node with name ''", MODEL));
  }

  @Test
  void unknownOperator_isTold() {
    assertEquals(
        new MissingKernel("Novel", "ai.onnx", 17, false),
        MissingKernel.in(BEGIN + "No Op registered for Novel with domain_version of 17", MODEL));
    assertEquals(
        new MissingKernel("Rfft", "com.microsoft", 1, false),
        MissingKernel.in(
            BEGIN + "Fatal error: com.microsoft:Rfft(-1) is not a registered function/op", MODEL));
  }

  @Test
  void otherSentences_tellOfNone() {
    assertNull(MissingKernel.in(BEGIN + "bad_alloc", MODEL));
    assertNull(MissingKernel.in(BEGIN + "No Op registered for Another with", MODEL));
  }
}
