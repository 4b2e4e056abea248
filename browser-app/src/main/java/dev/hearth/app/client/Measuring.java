package dev.hearth.app.client;

import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.json.Names;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * What measures models and describes the device: {@code app/measure.js}.
 *
 * <p>Calls block the calling thread, never the page: make them from {@link
 * dev.hearth.js.Tasks#start}.
 */
public final class Measuring {
  private final Module module;
  private HearthModule.@Nullable AbortController running;

  private Measuring(Module module) {
    this.module = module;
  }

  /** Loads the script. */
  public static Measuring load() {
    return new Measuring(await(load("./measure.js")));
  }

  /** Hears how far a benchmark is. Must not block. */
  @JSFunctor
  public interface OnProgress extends JSObject {
    void accept(Progress progress);
  }

  /** Hears what has been measured so far. Must not block. */
  @JSFunctor
  public interface OnReport extends JSObject {
    void accept(Report report);
  }

  /** How far a benchmark is. */
  public interface Progress extends JSObject {
    @JSProperty
    double getDone();

    @JSProperty
    double getTotal();

    /** Returns {@code load} or {@code run}. */
    @JSProperty
    String getPhase();

    @JSProperty
    String getModel();
  }

  /** A benchmark's report, as its JSON is. */
  public interface Report extends JSObject {
    @JSProperty
    boolean isComplete();

    @JSProperty
    DeviceFacts getDevice();

    @JSProperty
    JSArrayReader<Row> getRows();
  }

  /** One way to run one model on one kind of input. */
  public interface Row extends JSObject {
    @JSProperty
    String getModel();

    @JSProperty
    String getTitle();

    @JSProperty
    String getProvider();

    @JSProperty
    String getVariant();

    @JSProperty
    int getThreads();

    @JSProperty
    String getInput();

    /** Returns {@code measured} or {@code failed}. */
    @JSProperty
    String getStatus();

    @JSProperty
    String getReason();

    @JSProperty
    JSArrayReader<JSString> getNotes();
  }

  /** A series of times in milliseconds. */
  public interface Figures extends JSObject {
    @JSProperty
    double getMedian();

    @JSProperty
    double getP95();
  }

  /** Returns a series of a row, such as {@code runMs}; null where it was not measured. */
  @JSBody(
      params = {"row", "name"},
      script = "return row[name];")
  public static native @Nullable Figures figures(Row row, String name);

  /** Returns a number of a row, such as {@code coldLoadMs}; NaN where it was not measured. */
  @JSBody(
      params = {"row", "name"},
      script = "return row[name] === null || row[name] === undefined ? NaN : row[name];")
  public static native double number(Row row, String name);

  /**
   * Measures what a query asks for; returns what it has where it is cancelled.
   *
   * @throws InferenceException INVALID_INPUT if the query asks for what cannot be
   */
  public Report run(String query, OnProgress onProgress, OnReport onReport) {
    HearthModule.AbortController controller = HearthModule.abortController();
    running = controller;
    try {
      return await(benchmark(module, query, controller.getSignal(), onProgress, onReport));
    } finally {
      running = null;
    }
  }

  /** Ends the benchmark that runs. May be called twice. */
  public void cancel() {
    HearthModule.AbortController controller = running;
    if (controller != null) {
      controller.abort();
    }
  }

  /**
   * Returns a report as text.
   *
   * @param form {@code Json}, {@code Csv} or {@code Markdown}
   */
  public String text(Report report, String form) {
    return text(module, report, form);
  }

  /** Looks at the device. */
  public DeviceFacts device() {
    return await(device(module));
  }

  /** Returns the features of the WebGPU adapter, separated by commas. */
  @JSBody(params = "gpu", script = "return gpu.features.join(', ');")
  public static native String features(DeviceFacts.WebGpu gpu);

  /**
   * Returns the limits of the WebGPU adapter, such as {@code maxBufferSize 268435456}, one a line.
   */
  @JSBody(
      params = "gpu",
      script = "return Object.entries(gpu.limits).map(limit => limit.join(' ')).join('\\n');")
  public static native String limits(DeviceFacts.WebGpu gpu);

  /** Returns what an element shows as Markdown. */
  public String markdown(HTMLElement element) {
    return markdown(module, element);
  }

  /** Returns the state of the page's service worker, "" for none. */
  public ServiceWorker serviceWorker() {
    return await(serviceWorker(module));
  }

  /** Returns whether the page may use {@code camera} or {@code microphone}. */
  public String permission(String name) {
    return await(permission(module, name)).stringValue();
  }

  /** Foretells where a model would run. */
  public Forecast plan(String model) {
    return await(plan(module, model));
  }

  /** Returns what a model says of itself. */
  public AboutModel about(String model) {
    return await(about(module, model));
  }

  /** Returns what the site carries beside its own. */
  public JSArrayReader<Part> parts() {
    return await(parts(module));
  }

  /** What a model says of itself. */
  public interface AboutModel extends JSObject {
    @JSProperty
    String getVersion();

    @JSProperty
    String getLicense();

    @JSProperty
    String getRuntime();

    /** Returns their names, separated by commas. */
    @JSProperty
    String getVariants();

    /** Returns the text of its card, "" without one. */
    @JSProperty
    String getCard();
  }

  /** Something that the site carries. */
  public interface Part extends JSObject {
    @JSProperty
    String getName();

    @JSProperty
    String getVersion();

    @JSProperty
    String getLicence();
  }

  /** Where a model would run. */
  public interface Forecast extends JSObject {
    @JSProperty
    String getRuntime();

    @JSProperty
    @Nullable Candidate getChosen();

    @JSProperty
    int getThreads();

    @JSProperty
    JSArrayReader<Candidate> getCandidates();

    @JSProperty
    JSArrayReader<Rejection> getRejected();
  }

  /** A provider and variant. */
  public interface Candidate extends JSObject {
    @JSProperty
    String getProvider();

    @JSProperty
    String getVariant();
  }

  /** A provider and variant that cannot be used. */
  public interface Rejection extends Candidate {
    @JSProperty
    String getReason();
  }

  /** The page's service worker. */
  public interface ServiceWorker extends JSObject {
    @JSProperty
    String getState();

    @JSProperty
    boolean isControls();
  }

  private static <T extends JSObject> T await(JSPromise<T> promise) {
    return Promises.await(promise, Measuring::failure);
  }

  private static InferenceException failure(JsException e) {
    return new InferenceException(
        Names.constant(Code.values(), HearthModule.code(e.reason())),
        HearthModule.message(e.reason()));
  }

  private interface Module extends JSObject {}

  @JSBody(params = "path", script = "return import(path);")
  private static native JSPromise<Module> load(String path);

  @JSBody(
      params = {"module", "query", "signal", "onProgress", "onReport"},
      script =
          "return new Promise(done => done(module.benchmark(module.settingsOf(query),"
              + " {signal: signal, onProgress: onProgress, onReport: onReport})));")
  private static native JSPromise<Report> benchmark(
      Module module, String query, JSObject signal, OnProgress onProgress, OnReport onReport);

  @JSBody(
      params = {"module", "report", "form"},
      script = "return module['to' + form](report);")
  private static native String text(Module module, Report report, String form);

  @JSBody(params = "module", script = "return module.device();")
  private static native JSPromise<DeviceFacts> device(Module module);

  @JSBody(
      params = {"module", "element"},
      script = "return module.markdownOf(element);")
  private static native String markdown(Module module, HTMLElement element);

  @JSBody(params = "module", script = "return module.serviceWorker();")
  private static native JSPromise<ServiceWorker> serviceWorker(Module module);

  @JSBody(
      params = {"module", "name"},
      script = "return module.permission(name);")
  private static native JSPromise<JSString> permission(Module module, String name);

  @JSBody(
      params = {"module", "model"},
      script = "return module.about(model);")
  private static native JSPromise<AboutModel> about(Module module, String model);

  @JSBody(params = "module", script = "return module.parts();")
  private static native JSPromise<JSArrayReader<Part>> parts(Module module);

  @JSBody(
      params = {"module", "model"},
      script = "return module.hearth().then(hearth => hearth.plan(model));")
  private static native JSPromise<Forecast> plan(Module module, String model);
}
