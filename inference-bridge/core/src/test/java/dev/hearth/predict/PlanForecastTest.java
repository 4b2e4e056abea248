package dev.hearth.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.runtime.Gate;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.text.UnicodeNormalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanForecastTest {
  private static final String SHARD =
      "{\"path\": \"m.onnx\", \"shards\": [{\"sha256\": \""
          + "0".repeat(64)
          + "\", \"bytes\": %d}]}";
  private static final String MANIFEST =
      """
      {"schema": 1, "name": "m", "version": "1.0.0", "title": "M", "license": "MIT",
       "task": "tensors", "runtime": "onnx",
       "variants": [
         {"name": "fp16", "artifacts": [SHARD], "needs": ["shader-f16"]},
         {"name": "fp32", "artifacts": [SHARD]},
         {"name": "int4", "artifacts": [SHARD], "onRequest": true}],
       "inputs": [{"name": "x", "type": "float32", "shape": [1]}],
       "outputs": [{"name": "y", "type": "float32", "shape": [1]}],
       "generator": "test"}
      """;
  private static final int LARGE = 4 << 20;

  private final Map<String, ProviderSupport> support = new HashMap<>();

  @Test
  void of_firstThatIsThere() {
    support.put("webgpu", ProviderSupport.no("no adapter"));
    PlanForecast plan = PlanForecast.of(manifest(LARGE), runtimes(), LoadOptions.DEFAULT);

    assertEquals("wasm fp32", name(plan.chosen()));
    assertEquals(
        List.of("webgpu fp16: no adapter", "wasm fp16: The variant fp16 needs shader-f16"),
        reasons(plan));
  }

  @Test
  void of_smallModelsBeginOnTheProcessor() {
    PlanForecast plan = PlanForecast.of(manifest(100), runtimes(), LoadOptions.DEFAULT);

    assertEquals("wasm fp32", name(plan.chosen()));
    assertEquals(
        List.of("webgpu fp16", "webgpu fp32"),
        plan.waiting().stream().map(PlanForecastTest::name).toList());
  }

  @Test
  void of_whatIsNotThereDoesNotWait() {
    support.put("webgpu", ProviderSupport.no("no adapter"));
    PlanForecast plan = PlanForecast.of(manifest(100), runtimes(), LoadOptions.DEFAULT);

    assertEquals("wasm fp32", name(plan.chosen()));
    assertEquals(List.of(), plan.waiting());
  }

  @Test
  void of_softwareAdaptersComeLast() {
    support.put("webgpu", new ProviderSupport(true, true, List.of("shader-f16"), ""));
    PlanForecast plan = PlanForecast.of(manifest(LARGE), runtimes(), LoadOptions.DEFAULT);

    assertEquals("wasm fp32", name(plan.chosen()));
    assertEquals(
        List.of("webgpu fp16", "webgpu fp32"),
        plan.waiting().stream().map(PlanForecastTest::name).toList());
  }

  @Test
  void of_nothingThere() {
    support.put("webgpu", ProviderSupport.no("no adapter"));
    PlanForecast plan =
        PlanForecast.of(manifest(LARGE), runtimes(), LoadOptions.provider("webgpu"));

    assertNull(plan.chosen());
    assertEquals(List.of("webgpu fp16: no adapter"), reasons(plan));
  }

  @Test
  void of_refusesAVariantThatIsNotThere() {
    LoadOptions options = new LoadOptions(List.of(), "fp8", true, List.of());

    InferenceException e =
        assertThrows(
            InferenceException.class, () -> PlanForecast.of(manifest(LARGE), runtimes(), options));

    assertEquals(Code.INVALID_INPUT, e.code());
  }

  private static ModelManifest manifest(int bytes) {
    return ModelManifest.parse(MANIFEST.replace("SHARD", SHARD.formatted(bytes)));
  }

  private static List<String> reasons(PlanForecast plan) {
    return plan.rejected().stream()
        .map(one -> name(one.candidate()) + ": " + one.reason().getMessage())
        .toList();
  }

  private static String name(Candidate candidate) {
    return candidate.provider() + " " + candidate.variant().name();
  }

  private Runtimes runtimes() {
    return new Runtimes() {
      @Override
      public SessionFactory factory(ModelRuntime runtime) {
        return new Factory();
      }

      @Override
      public Gate newGate() {
        return new Gate() {
          @Override
          public void enter() {}

          @Override
          public void leave() {}
        };
      }

      @Override
      public UnicodeNormalizer normalizer() {
        throw new AssertionError("not needed");
      }
    };
  }

  private final class Factory implements SessionFactory {
    @Override
    public List<String> providers() {
      return List.of("webgpu", "wasm");
    }

    @Override
    public ProviderSupport support(String provider) {
      ProviderSupport gpu = new ProviderSupport(true, false, List.of("shader-f16"), "");
      return support.getOrDefault(provider, provider.equals("wasm") ? ProviderSupport.yes() : gpu);
    }

    @Override
    public InferenceSession create(ModelFiles files, String provider) {
      throw new AssertionError("nothing is opened");
    }
  }
}
