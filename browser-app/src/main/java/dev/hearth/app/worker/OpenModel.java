package dev.hearth.app.worker;

import dev.hearth.app.protocol.Reply;
import dev.hearth.js.Http;
import dev.hearth.js.HttpShardSource;
import dev.hearth.js.Platform;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Variant;
import dev.hearth.onnx.OrtSessionFactory;
import dev.hearth.predict.ArtifactReader;
import dev.hearth.predict.ExecutionPlan;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.SelfTest;
import dev.hearth.predict.SelfTestReport;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.tfjs.TfjsSessionFactory;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;

/** A model read, checked and running. */
final class OpenModel {
  // More threads than free cores are slower than one.
  private static final int MOST_THREADS = 4;

  private final String manifestText;
  private final ModelManifest manifest;
  private final ExecutionPlan plan;

  private OpenModel(String manifestText, ModelManifest manifest, ExecutionPlan plan) {
    this.manifestText = manifestText;
    this.manifest = manifest;
    this.plan = plan;
  }

  /**
   * Loads a model, blocking.
   *
   * @param manifestUrl the address of its manifest.json; the blobs lie two folders up
   * @param provider the only provider to try, or "" for all
   */
  static OpenModel open(String manifestUrl, String provider, Progress progress) {
    progress.enter("MANIFEST");
    String text = Http.text(manifestUrl);
    ModelManifest manifest = ModelManifest.parse(text);
    ArtifactReader reader =
        new ArtifactReader(
            new HttpShardSource(Platform.resolve("../../blobs/", manifestUrl)), progress::read);
    Variant variant = manifest.variants().get(0);
    Goldens goldens = manifest.goldens();
    progress.total(variant.bytes() + (goldens == null ? 0 : goldens.data().bytes()));
    progress.enter("DOWNLOAD");
    ModelFiles files = reader.read(variant);
    SelfTest selfTest = goldens == null ? null : new SelfTest(goldens, reader.read(goldens.data()));
    SessionFactory factory = factory(manifest.runtime());
    ExecutionPlan plan =
        ExecutionPlan.choose(
            candidates(
                provider.isEmpty() ? providers(manifest.runtime()) : List.of(provider), variant),
            candidate -> {
              progress.enter("COMPILE");
              InferenceSession session = factory.create(files, candidate.provider());
              progress.enter("SELF_TEST");
              return session;
            },
            selfTest);
    return new OpenModel(text, manifest, plan);
  }

  ModelManifest manifest() {
    return manifest;
  }

  InferenceSession session() {
    return plan.session();
  }

  /** Returns what the page is told of the model. */
  Reply describe() {
    Reply reply = ModelHost.reply(Reply.Kind.OPENED);
    reply.setText(manifestText);
    reply.setProvider(plan.candidate().provider());
    reply.setVariant(plan.candidate().variant().name());
    JSArray<JSString> providers = new JSArray<>();
    for (String provider : providers(manifest.runtime())) {
      providers.push(JSString.valueOf(provider));
    }
    reply.setProviders(providers);
    JSArray<JSString> rejected = new JSArray<>();
    for (Rejected one : plan.rejected()) {
      rejected.push(
          JSString.valueOf(one.candidate().provider() + ": " + one.reason().getMessage()));
    }
    reply.setRejected(rejected);
    SelfTestReport report = plan.selfTest();
    reply.setCases(report == null ? 0 : report.cases());
    reply.setMaxAbsDiff(report == null ? 0 : report.maxAbsDiff());
    return reply;
  }

  private static List<String> providers(ModelRuntime runtime) {
    return runtime == ModelRuntime.ONNX ? List.of("wasm") : List.of("wasm", "webgl", "cpu");
  }

  private static List<Candidate> candidates(List<String> providers, Variant variant) {
    List<Candidate> out = new ArrayList<>();
    for (String provider : providers) {
      out.add(new Candidate(provider, variant));
    }
    return out;
  }

  private static SessionFactory factory(ModelRuntime runtime) {
    String vendor = Platform.resolve("../vendor/", "");
    int threads =
        Platform.crossOriginIsolated()
            ? Math.min(MOST_THREADS, (Platform.hardwareConcurrency() + 1) / 2)
            : 1;
    return runtime == ModelRuntime.ONNX
        ? new OrtSessionFactory(vendor + "onnxruntime-web/ort.wasm.min.mjs", threads)
        : new TfjsSessionFactory(vendor + "tfjs/", threads);
  }
}
