package dev.hearth.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.Goldens.GoldenCase;
import dev.hearth.manifest.Goldens.GoldenTensor;
import dev.hearth.manifest.Shard;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionPlanTest {
  private static final Shard SHARD = new Shard("0".repeat(64), 16);
  private static final Artifact FILE = new Artifact("f", List.of(SHARD));
  private static final Variant FP32 = new Variant("fp32", List.of(FILE), List.of());
  private static final Candidate FIRST = new Candidate("webgl", FP32);
  private static final Candidate SECOND = new Candidate("wasm", FP32);

  /** y = 2 x at x = (1, 3). */
  private static final SelfTest DOUBLES =
      new SelfTest(
          new Goldens(
              "pencil",
              1e-6,
              0,
              FILE,
              List.of(
                  new GoldenCase(
                      "one",
                      List.of(new GoldenTensor("x", ElementType.FLOAT32, Shape.of(1, 2), 0)),
                      List.of(new GoldenTensor("y", ElementType.FLOAT32, Shape.of(1, 2), 8))))),
          floats(1, 3, 2, 6));

  @Test
  void choose_takesTheFirstThatPasses() {
    FakeSession session = new FakeSession(2);

    ExecutionPlan plan =
        ExecutionPlan.choose(List.of(FIRST, SECOND), candidate -> session, DOUBLES);

    assertEquals(FIRST, plan.candidate());
    assertSame(session, plan.session());
    assertEquals(new SelfTestReport(1, 2, 0), plan.selfTest());
    assertTrue(plan.rejected().isEmpty());
    assertFalse(session.closed);
  }

  @Test
  void choose_dropsWrongAnswersAndClosesTheirSession() {
    FakeSession wrong = new FakeSession(2.001f);
    FakeSession right = new FakeSession(2);

    ExecutionPlan plan =
        ExecutionPlan.choose(
            List.of(FIRST, SECOND), candidate -> candidate.equals(FIRST) ? wrong : right, DOUBLES);

    assertEquals(SECOND, plan.candidate());
    assertTrue(wrong.closed);
    assertEquals(Code.SELF_TEST_FAILED, plan.rejected().get(0).reason().code());
    assertTrue(plan.rejected().get(0).reason().getMessage().contains("y[0] = 2"));
  }

  @Test
  void choose_refusesNaN() {
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                ExecutionPlan.choose(
                    List.of(FIRST), candidate -> new FakeSession(Float.NaN), DOUBLES));

    assertEquals(Code.SELF_TEST_FAILED, e.code());
  }

  @Test
  void choose_namesEveryReasonWhenNoneWorks() {
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                ExecutionPlan.choose(
                    List.of(FIRST, SECOND),
                    candidate -> {
                      throw new InferenceException(
                          Code.PROVIDER_UNAVAILABLE, "no " + candidate.provider());
                    },
                    null));

    assertEquals(Code.PROVIDER_UNAVAILABLE, e.code());
    assertTrue(e.getMessage().contains("webgl: no webgl"), e.getMessage());
    assertTrue(e.getMessage().contains("wasm: no wasm"), e.getMessage());
  }

  @Test
  void choose_doesNotGoOnAfterABrokenDownload() {
    int[] tries = {0};
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                ExecutionPlan.choose(
                    List.of(FIRST, SECOND),
                    candidate -> {
                      tries[0]++;
                      throw new InferenceException(Code.INTEGRITY, "flipped");
                    },
                    null));

    assertEquals(Code.INTEGRITY, e.code());
    assertEquals(1, tries[0]);
  }

  @Test
  void run_refusesFeedsThatDoNotFit() {
    FakeSession session = new FakeSession(1);

    for (Map<String, Tensor> feeds :
        List.<Map<String, Tensor>>of(
            Map.of(),
            Map.of("z", FloatTensor.of(Shape.of(1, 2), 1, 2)),
            Map.of("x", FloatTensor.of(Shape.of(2), 1, 2)),
            Map.of("x", IntTensor.of(Shape.of(1, 2), 1, 2)))) {
      InferenceException e = assertThrows(InferenceException.class, () -> session.run(feeds));
      assertEquals(Code.INVALID_INPUT, e.code());
    }
  }

  private static byte[] floats(float... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }
}
