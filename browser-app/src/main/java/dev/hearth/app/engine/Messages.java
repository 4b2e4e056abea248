package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.TensorMessage;
import dev.hearth.js.TypedArrays;
import dev.hearth.predict.ExecutionPlan;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.PlanForecast;
import dev.hearth.predict.SelfTestReport;
import dev.hearth.predict.Timings;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import dev.hearth.transfer.Transfer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.core.JSString;

/** Tensors and plans on their way through messages; arrays are shared. */
final class Messages {
  private Messages() {}

  /**
   * Returns the tensor of a message.
   *
   * @throws InferenceException INVALID_INPUT if its parts do not fit each other
   */
  static Tensor tensor(String name, TensorMessage message) {
    JSObject data = message.getData();
    if (!isShape(message.getShape())) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected feed " + name + " with a shape of whole numbers");
    }
    String problem = problem(message.getType(), data, message.getShape());
    if (problem != null) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected feed " + name + " of " + problem);
    }
    Shape shape = TypedArrays.shape(message.getShape());
    return TypedArrays.tensor(name, message.getType(), shape, data);
  }

  static JSObject of(Tensor tensor) {
    return tensor(
        tensor.type().id(),
        TypedArrays.dims(tensor.shape()),
        tensor instanceof StringTensor texts ? TypedArrays.strings(texts) : TypedArrays.of(tensor));
  }

  /** Returns the handle of a kept tensor, 0 for one that is in the message. */
  @JSBody(params = "message", script = "return message && message.handle || 0;")
  static native int handle(TensorMessage message);

  static JSObject kept(DeviceTensor tensor, int handle) {
    return kept(tensor.type().id(), TypedArrays.dims(tensor.shape()), handle);
  }

  @JSBody(
      params = {"type", "shape", "handle"},
      script = "return {type: type, shape: shape, handle: handle};")
  private static native JSObject kept(String type, JSObject shape, int handle);

  static JSObject of(Map<String, Tensor> tensors) {
    JSMapLike<JSObject> out = JSObjects.create();
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      out.set(entry.getKey(), of(entry.getValue()));
    }
    return out;
  }

  static JSObject infos(List<TensorInfo> infos) {
    JSArray<JSObject> out = new JSArray<>();
    for (TensorInfo info : infos) {
      JSArray<JSObject> shape = new JSArray<>();
      for (Dimension dimension : info.dimensions()) {
        shape.push(
            dimension.isFree()
                ? JSString.valueOf(dimension.name())
                : JSNumber.valueOf(dimension.size()));
      }
      out.push(info(info.name(), info.type().id(), info.isOfAnyRank() ? null : shape));
    }
    return out;
  }

  static JSObject of(Timings timings) {
    return timings(timings.preprocessMs(), timings.runMs(), timings.postprocessMs());
  }

  static JSObject of(Transfer transfer) {
    return transfer(
        (double) transfer.networkBytes(),
        (double) transfer.deviceBytes(),
        (double) transfer.discardedBytes(),
        (double) transfer.repairedBytes(),
        transfer.refusal());
  }

  @JSBody(
      params = {"networkBytes", "deviceBytes", "discardedBytes", "repairedBytes", "refusal"},
      script =
          "return {networkBytes: networkBytes, deviceBytes: deviceBytes,"
              + " discardedBytes: discardedBytes, repairedBytes: repairedBytes, refusal: refusal};")
  private static native JSObject transfer(
      double networkBytes,
      double deviceBytes,
      double discardedBytes,
      double repairedBytes,
      String refusal);

  static JSObject plan(String runtime, int threads, ExecutionPlan plan) {
    Candidate chosen = plan.candidate();
    SelfTestReport report = plan.selfTest();
    return plan(
        runtime,
        chosen.provider(),
        chosen.variant().name(),
        threads(chosen, threads),
        report == null ? null : report(report.cases(), report.values(), report.maxAbsDiff()),
        candidates(plan.rejected(), chosen, plan.waiting()),
        rejected(plan.rejected()));
  }

  static JSObject forecast(String runtime, int threads, PlanForecast plan) {
    Candidate chosen = plan.chosen();
    return forecast(
        runtime,
        chosen == null ? null : candidate(chosen.provider(), chosen.variant().name()),
        chosen == null ? 0 : threads(chosen, threads),
        candidates(plan.rejected(), chosen, plan.waiting()),
        rejected(plan.rejected()));
  }

  private static int threads(Candidate chosen, int threads) {
    return chosen.provider().equals("wasm") ? threads : 1;
  }

  private static JSObject candidates(
      List<Rejected> rejected, @Nullable Candidate chosen, List<Candidate> waiting) {
    JSArray<JSObject> out = new JSArray<>();
    Set<String> known = new HashSet<>();
    for (Rejected one : rejected) {
      add(out, known, one.candidate());
    }
    if (chosen != null) {
      add(out, known, chosen);
    }
    for (Candidate candidate : waiting) {
      add(out, known, candidate);
    }
    return out;
  }

  private static JSObject rejected(List<Rejected> all) {
    JSArray<JSObject> out = new JSArray<>();
    for (Rejected one : all) {
      out.push(
          rejected(
              one.candidate().provider(),
              one.candidate().variant().name(),
              one.reason().code().name(),
              String.valueOf(one.reason().getMessage())));
    }
    return out;
  }

  // A device that was lost may come back.
  private static void add(JSArray<JSObject> candidates, Set<String> known, Candidate candidate) {
    String variant = candidate.variant().name();
    if (known.add(candidate.provider() + " " + variant)) {
      candidates.push(candidate(candidate.provider(), variant));
    }
  }

  @JSBody(
      params = "shape",
      script = "return Array.isArray(shape) && shape.every(n => n === (n & 0x7fffffff));")
  private static native boolean isShape(JSObject shape);

  // Half-precision numbers come as they are stored, or as the browsers' own halves.
  @JSBody(
      params = {"type", "data", "shape"},
      script =
          """
          const forms = {
            float32: ['Float32Array'], float64: ['Float64Array'],
            float16: ['Uint16Array', 'Float16Array'],
            int8: ['Int8Array'], uint8: ['Uint8Array', 'Uint8ClampedArray'], bool: ['Uint8Array'],
            int16: ['Int16Array'], uint16: ['Uint16Array'],
            int32: ['Int32Array'], uint32: ['Uint32Array'],
            int64: ['BigInt64Array'], uint64: ['BigUint64Array'],
            int4: ['Int8Array', 'Uint8Array'], uint4: ['Uint8Array'],
            string: ['Array'],
          };
          const form = forms[type];
          const found = data == null ? '' + data : data.constructor.name;
          if (!form) return 'one of the types ' + Object.keys(forms).join(', ') + ', found ' + type;
          if (!form.includes(found)) return type + ' in ' + form.join(' or ') + ', found ' + found;
          const count = shape.reduce((product, size) => product * size, 1);
          const length = type.endsWith('int4') ? Math.ceil(count / 2) : count;
          if (data.length !== length) return length + ' elements, found ' + data.length;
          const other = type === 'string' ? data.findIndex(text => typeof text !== 'string') : -1;
          if (other >= 0) return 'strings, found ' + typeof data[other];
          return null;
          """)
  private static native @Nullable String problem(String type, JSObject data, JSObject shape);

  @JSBody(
      params = {"type", "shape", "data"},
      script = "return {type: type, shape: shape, data: data};")
  private static native JSObject tensor(String type, JSObject shape, JSObject data);

  @JSBody(
      params = {"name", "type", "shape"},
      script = "return {name: name, type: type, shape: shape};")
  private static native JSObject info(String name, String type, @Nullable JSObject shape);

  @JSBody(
      params = {"preprocessMs", "runMs", "postprocessMs"},
      script = "return {preprocessMs: preprocessMs, runMs: runMs, postprocessMs: postprocessMs};")
  private static native JSObject timings(double preprocessMs, double runMs, double postprocessMs);

  @JSBody(
      params = {"provider", "variant"},
      script = "return {provider: provider, variant: variant};")
  private static native JSObject candidate(String provider, String variant);

  @JSBody(
      params = {"provider", "variant", "code", "reason"},
      script = "return {provider: provider, variant: variant, code: code, reason: reason};")
  private static native JSObject rejected(
      String provider, String variant, String code, String reason);

  @JSBody(
      params = {"cases", "values", "maxAbsDiff"},
      script = "return {cases: cases, values: values, maxAbsDiff: maxAbsDiff};")
  private static native JSObject report(int cases, int values, double maxAbsDiff);

  @JSBody(
      params = {"runtime", "chosen", "threads", "candidates", "rejected"},
      script =
          "return {runtime: runtime, chosen: chosen, threads: threads, candidates: candidates, rejected: rejected};")
  private static native JSObject forecast(
      String runtime,
      @Nullable JSObject chosen,
      int threads,
      JSObject candidates,
      JSObject rejected);

  @JSBody(
      params = {"runtime", "provider", "variant", "threads", "selfTest", "candidates", "rejected"},
      script =
          "return {runtime: runtime, provider: provider, variant: variant, threads: threads, selfTest: selfTest, candidates: candidates, rejected: rejected};")
  private static native JSObject plan(
      String runtime,
      String provider,
      String variant,
      int threads,
      @Nullable JSObject selfTest,
      JSObject candidates,
      JSObject rejected);
}
