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
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.PlannedSession.Opener;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannedSessionTest {
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

  private static final Map<String, Tensor> FEEDS =
      Map.of("x", FloatTensor.of(Shape.of(1, 2), 1, 4));

  private final List<String> events = new ArrayList<>();

  @Test
  void open_takesTheFirstThatPasses() {
    FakeSession session = new FakeSession(2);

    PlannedSession planned = open(candidate -> session, DOUBLES);

    ExecutionPlan plan = planned.plan();
    assertEquals(FIRST, plan.candidate());
    assertSame(session, planned.current());
    assertEquals(new SelfTestReport(1, 2, 0), plan.selfTest());
    assertTrue(plan.rejected().isEmpty());
    assertEquals(List.of(SECOND), plan.waiting());
    assertEquals(
        List.of("PROBING webgl", "LOADING webgl", "SELF_TESTING webgl", "READY webgl"), events);
    assertFalse(session.closed);
  }

  @Test
  void open_dropsWrongAnswersAndClosesTheirSession() {
    FakeSession wrong = new FakeSession(2.001f);
    FakeSession right = new FakeSession(2);

    ExecutionPlan plan = open(candidate -> candidate.equals(FIRST) ? wrong : right, DOUBLES).plan();

    assertEquals(SECOND, plan.candidate());
    assertTrue(wrong.closed);
    assertEquals(Code.SELF_TEST_FAILED, plan.rejected().get(0).reason().code());
    assertTrue(plan.rejected().get(0).reason().getMessage().contains("y[0] = 2"));
  }

  @Test
  void open_refusesNaN() {
    InferenceException e =
        assertThrows(
            InferenceException.class, () -> open(candidate -> new FakeSession(Float.NaN), DOUBLES));

    assertEquals(Code.SELF_TEST_FAILED, e.code());
  }

  @Test
  void open_hasTheCodeOfWhatNeedsNoDevice_andNeverAnOldTimeout() {
    for (Code code : List.of(Code.UNSUPPORTED_OPERATOR, Code.RUNTIME_FAILED)) {
      InferenceException e =
          assertThrows(
              InferenceException.class,
              () ->
                  open(
                      candidate -> {
                        throw new InferenceException(
                            candidate.provider().equals("wasm") ? code : Code.OUT_OF_MEMORY, "no");
                      },
                      null));
      assertEquals(code, e.code());
    }
    Rejected hung = new Rejected(SECOND, new InferenceException(Code.TIMEOUT, "silence"));
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                PlannedSession.open(
                    List.of(SECOND),
                    List.of(hung),
                    candidate -> new FakeSession(2),
                    null,
                    new OpenGate(),
                    this::hear));
    assertEquals(Code.RUNTIME_FAILED, e.code());
  }

  @Test
  void open_namesEveryReasonWhenNoneWorks() {
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                open(
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
  void open_doesNotGoOnAfterABrokenDownload() {
    int[] tries = {0};
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () ->
                open(
                    candidate -> {
                      tries[0]++;
                      throw new InferenceException(Code.INTEGRITY, "flipped");
                    },
                    null));

    assertEquals(Code.INTEGRITY, e.code());
    assertEquals(1, tries[0]);
  }

  @Test
  void open_leavesOutWhatHasFailedBefore() {
    PlannedSession planned =
        PlannedSession.open(
            List.of(FIRST, SECOND),
            List.of(new Rejected(FIRST, new InferenceException(Code.TIMEOUT, "hung"))),
            candidate -> new FakeSession(2),
            DOUBLES,
            new OpenGate(),
            this::hear);

    assertEquals(SECOND, planned.plan().candidate());
    assertEquals("hung", planned.plan().rejected().get(0).reason().getMessage());
  }

  @Test
  void open_triesSoftwareAdaptersLast() {
    Opener opener = supporting("webgl", new ProviderSupport(true, true, List.of(), ""));

    assertEquals(SECOND, open(opener, DOUBLES).plan().candidate());
    assertEquals(List.of(FIRST), open(opener, DOUBLES).plan().waiting());
    assertEquals(
        FIRST,
        PlannedSession.open(List.of(FIRST), List.of(), opener, DOUBLES, new OpenGate(), this::hear)
            .plan()
            .candidate());
  }

  @Test
  void open_saysWhyAProviderIsNotThere() {
    ExecutionPlan plan =
        open(supporting("webgl", ProviderSupport.no("no context")), DOUBLES).plan();

    assertEquals(SECOND, plan.candidate());
    assertEquals(Code.PROVIDER_UNAVAILABLE, plan.rejected().get(0).reason().code());
    assertEquals("no context", plan.rejected().get(0).reason().getMessage());
  }

  @Test
  void open_takesVariantsOnlyWhereTheirNeedsAreMet() {
    Candidate half =
        new Candidate("webgl", new Variant("fp16", List.of(FILE), List.of("shader-f16")));
    List<Candidate> both = List.of(half, FIRST);
    Opener without = supporting("wasm", ProviderSupport.yes());
    Opener with = supporting("webgl", new ProviderSupport(true, false, List.of("shader-f16"), ""));

    assertEquals(
        FIRST,
        PlannedSession.open(both, List.of(), without, DOUBLES, new OpenGate(), this::hear)
            .plan()
            .candidate());
    assertEquals(
        half,
        PlannedSession.open(both, List.of(), with, DOUBLES, new OpenGate(), this::hear)
            .plan()
            .candidate());
  }

  @Test
  void run_goesOnWithTheNextCandidateWhenADeviceIsLost() {
    FakeSession lost = new FakeSession(2);
    PlannedSession planned =
        open(candidate -> candidate.equals(FIRST) ? lost : new FakeSession(2), DOUBLES);
    events.clear();
    lost.failure = new InferenceException(Code.DEVICE_LOST, "unplugged");

    assertEquals(8, planned.run(FEEDS).get("y").at(1));
    assertEquals(SECOND, planned.plan().candidate());
    assertEquals("unplugged", planned.plan().rejected().get(0).reason().getMessage());
    assertEquals(
        List.of("LOST webgl", "PROBING wasm", "LOADING wasm", "SELF_TESTING wasm", "READY wasm"),
        events);
    assertTrue(lost.closed);
  }

  @Test
  void run_opensTheOnlyCandidateOnceMoreWhenItsDeviceIsLost() {
    List<FakeSession> opened = new ArrayList<>();
    PlannedSession planned =
        PlannedSession.open(
            List.of(FIRST),
            List.of(),
            candidate -> {
              opened.add(new FakeSession(2));
              return opened.get(opened.size() - 1);
            },
            DOUBLES,
            new OpenGate(),
            this::hear);
    opened.get(0).failure = new InferenceException(Code.DEVICE_LOST, "unplugged");

    assertEquals(8, planned.run(FEEDS).get("y").at(1));

    opened.get(1).failure = new InferenceException(Code.DEVICE_LOST, "unplugged again");
    assertEquals(
        "unplugged again",
        assertThrows(InferenceException.class, () -> planned.run(FEEDS)).getMessage());
    assertEquals(2, opened.size());
  }

  @Test
  void run_comesBackToALostDeviceIfNothingElseWorks() {
    List<FakeSession> opened = new ArrayList<>();
    PlannedSession planned =
        open(
            candidate -> {
              if (candidate.equals(SECOND)) {
                throw new InferenceException(Code.UNSUPPORTED_OPERATOR, "no kernel");
              }
              opened.add(new FakeSession(2));
              return opened.get(opened.size() - 1);
            },
            DOUBLES);
    opened.get(0).failure = new InferenceException(Code.DEVICE_LOST, "unplugged");

    assertEquals(8, planned.run(FEEDS).get("y").at(1));
    assertEquals(FIRST, planned.plan().candidate());
    assertEquals(
        List.of("unplugged", "no kernel"),
        planned.plan().rejected().stream().map(one -> one.reason().getMessage()).toList());
  }

  @Test
  void run_goesOnNamingEveryReasonOnceNothingIsLeft() {
    FakeSession first = new FakeSession(2);
    PlannedSession planned =
        open(
            candidate -> {
              if (candidate.equals(SECOND)) {
                throw new InferenceException(Code.UNSUPPORTED_OPERATOR, "no kernel");
              }
              return first;
            },
            DOUBLES);
    first.failure = new InferenceException(Code.OUT_OF_MEMORY, "full");

    for (int i = 0; i < 2; i++) {
      InferenceException e = assertThrows(InferenceException.class, () -> planned.run(FEEDS));
      assertEquals(Code.UNSUPPORTED_OPERATOR, e.code());
      assertTrue(e.getMessage().contains("webgl: full. wasm: no kernel"), e.getMessage());
    }
  }

  @Test
  void run_triesOnceMoreAndNoMore() {
    FakeSession first = new FakeSession(2);
    FakeSession second = new FakeSession(2);
    PlannedSession planned = open(candidate -> candidate.equals(FIRST) ? first : second, null);
    first.failure = new InferenceException(Code.OUT_OF_MEMORY, "first");
    second.failure = new InferenceException(Code.OUT_OF_MEMORY, "second");

    assertEquals(
        "second", assertThrows(InferenceException.class, () -> planned.run(FEEDS)).getMessage());
  }

  @Test
  void run_blamesTheInputIfTheGoldensStillPass() {
    FakeSession first = new FakeSession(2);
    PlannedSession planned =
        open(candidate -> candidate.equals(FIRST) ? first : new FakeSession(2), DOUBLES);
    first.failure = new InferenceException(Code.RUNTIME_FAILED, "index out of range");
    first.failures = 1;

    assertThrows(InferenceException.class, () -> planned.run(FEEDS));
    assertEquals(FIRST, planned.plan().candidate());

    first.failures = 2;
    assertEquals(8, planned.run(FEEDS).get("y").at(1));
    assertEquals(SECOND, planned.plan().candidate());
  }

  @Test
  void run_afterCloseIsRefused() {
    PlannedSession planned = open(candidate -> new FakeSession(2), DOUBLES);
    planned.close();
    planned.close();

    assertThrows(IllegalStateException.class, () -> planned.run(FEEDS));
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

  @Test
  void lossyVariant_isHeldToItsOwnTolerance() {
    // y = 2.1 x at x = (1, 3): off by 0.3, of 6 at most.
    Variant int8 = new Variant("int8", List.of(FILE), List.of(), 0.0501, false);
    Variant tighter = new Variant("tighter", List.of(FILE), List.of(), 0.049, false);
    List<Candidate> candidates =
        List.of(new Candidate("wasm", tighter), new Candidate("wasm", int8));

    PlannedSession session =
        PlannedSession.open(
            candidates,
            List.of(),
            candidate -> new FakeSession(2.1f),
            DOUBLES,
            new OpenGate(),
            this::hear);

    assertEquals("int8", session.plan().candidate().variant().name());
    assertEquals(Code.SELF_TEST_FAILED, session.plan().rejected().get(0).reason().code());
    assertThrows(
        InferenceException.class,
        () -> DOUBLES.run(new FakeSession(2.1f)),
        "nothing more for weights as they were");
  }

  @Test
  void variantOnRequest_isTakenByItsNameAlone() {
    Variant lossy = new Variant("int4", List.of(FILE), List.of(), 0.2, true);
    List<Variant> variants = List.of(lossy, FP32);

    assertEquals(
        List.of(SECOND),
        ExecutionPlan.candidates(variants, 1, List.of("wasm"), LoadOptions.DEFAULT));
    assertEquals(
        List.of(new Candidate("wasm", lossy)),
        ExecutionPlan.candidates(
            variants, 1, List.of("wasm"), new LoadOptions(List.of(), "int4", true, List.of())));
  }

  private PlannedSession open(Opener opener, @Nullable SelfTest selfTest) {
    return PlannedSession.open(
        List.of(FIRST, SECOND), List.of(), opener, selfTest, new OpenGate(), this::hear);
  }

  private static Opener supporting(String provider, ProviderSupport support) {
    return new Opener() {
      @Override
      public ProviderSupport support(Candidate candidate) {
        return candidate.provider().equals(provider) ? support : ProviderSupport.yes();
      }

      @Override
      public InferenceSession open(Candidate candidate) {
        return new FakeSession(2);
      }
    };
  }

  private void hear(PlanEvent event) {
    events.add(event.state() + " " + event.candidate().provider());
  }

  private static final class OpenGate implements Gate {
    @Override
    public void enter() {}

    @Override
    public void leave() {}
  }

  private static byte[] floats(float... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }
}
