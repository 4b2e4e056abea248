package dev.hearth.app.client;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;

/** Overlay of hearth.js: its names, no logic. */
final class HearthModule {
  private HearthModule() {}

  @JSBody(
      params = {"url", "provider", "version", "signal", "onProgress", "onEvent"},
      script =
          "return import('../hearth.js').then(hearth => hearth.open(url,"
              + " {provider: provider || undefined, version: version || undefined,"
              + " signal: signal, onProgress: onProgress, onEvent: onEvent}));")
  static native JSPromise<Model> open(
      String url,
      String provider,
      String version,
      JSObject signal,
      OnProgress onProgress,
      OnEvent onEvent);

  @JSBody(
      params = {"source", "provider", "signal", "onProgress", "onEvent"},
      script =
          "return import('../hearth.js').then(hearth => hearth.open(source,"
              + " {provider: provider || undefined,"
              + " signal: signal, onProgress: onProgress, onEvent: onEvent}));")
  static native JSPromise<Model> openFiles(
      JSObject source, String provider, JSObject signal, OnProgress onProgress, OnEvent onEvent);

  @JSBody(
      params = "model",
      script =
          "return import('../hearth.js').then(hearth =>"
              + " hearth.versions(new URL('..', model.url)));")
  static native JSPromise<JSArrayReader<Offered>> versions(Model model);

  interface Offered extends JSObject {
    @JSProperty
    String getVersion();

    @JSProperty
    String getChannel();

    @JSProperty
    boolean isBlocked();
  }

  @JSFunctor
  interface OnProgress extends JSObject {
    void accept(Progress progress);
  }

  @JSFunctor
  interface OnEvent extends JSObject {
    void accept(Event event);
  }

  /** An event of a model; {@code type} says which properties there are. */
  interface Event extends JSObject {
    @JSProperty
    String getType();

    @JSProperty
    String getState();

    @JSProperty
    String getVersion();

    @JSProperty
    String getReason();
  }

  interface Release extends JSObject {
    @JSProperty
    String getVersion();

    @JSProperty
    String getChannel();

    @JSProperty
    boolean isSigned();
  }

  @JSFunctor
  interface OnSound extends JSObject {
    void accept(Sound event);
  }

  @JSFunctor
  interface OnFrame extends JSObject {
    void accept(Prediction seen);
  }

  @JSFunctor
  interface OnRefused extends JSObject {
    void refused();
  }

  @JSFunctor
  interface OptionsOf extends JSObject {
    @Nullable JSObject get();
  }

  @JSFunctor
  interface PartOf extends JSObject {
    JSObject of(int width, int height);
  }

  @JSFunctor
  interface Wanted extends JSObject {
    boolean isWanted();
  }

  @JSFunctor
  interface OnFailure extends JSObject {
    void accept(JSObject error);
  }

  interface Progress extends JSObject {
    @JSProperty
    String getStage();

    @JSProperty
    double getBytes();

    @JSProperty
    double getTotalBytes();
  }

  interface Model extends JSObject {
    @JSProperty
    @Nullable String getUrl();

    @JSProperty
    JSObject getManifest();

    @JSProperty
    Plan getPlan();

    @JSProperty
    Transfer getTransfer();

    @JSProperty
    @Nullable Release getRelease();

    JSPromise<Prediction> predict(JSObject input, JSObject options);

    JSPromise<Prediction> again(JSObject options);

    JSPromise<Prediction> detect(JSObject input, JSObject options);

    Stream stream(JSObject media, OnSound callback);

    void close();
  }

  interface Plan extends JSObject {
    @JSProperty
    String getProvider();

    @JSProperty
    String getVariant();

    @JSProperty
    int getThreads();

    @JSProperty
    JSArrayReader<Rejection> getRejected();

    @JSProperty
    @Nullable Report getSelfTest();

    @JSProperty
    Worker getWorker();
  }

  interface Transfer extends JSObject {
    @JSProperty
    double getNetworkBytes();

    @JSProperty
    double getDeviceBytes();

    @JSProperty
    double getDiscardedBytes();

    @JSProperty
    double getRepairedBytes();

    @JSProperty
    String getRefusal();
  }

  interface Worker extends JSObject {
    @JSProperty
    boolean isUsed();

    @JSProperty
    String getReason();
  }

  interface Rejection extends JSObject {
    @JSProperty
    String getProvider();

    @JSProperty
    String getReason();
  }

  interface Report extends JSObject {
    @JSProperty
    int getCases();

    @JSProperty
    double getMaxAbsDiff();
  }

  interface Timings extends JSObject {
    @JSProperty
    double getPreprocessMs();

    @JSProperty
    double getRunMs();

    @JSProperty
    double getPostprocessMs();
  }

  interface Classification extends JSObject {
    @JSProperty
    int getIndex();

    @JSProperty
    String getLabel();

    @JSProperty
    double getProbability();

    /** Of a word in a sound. */
    @JSProperty
    double getTimeSeconds();
  }

  interface Prediction extends JSObject {
    @JSProperty
    JSObject getResult();

    /** The result where it is a list of classes. */
    @JSProperty("result")
    JSArrayReader<Classification> getClasses();

    @JSProperty
    Timings getTimings();

    @JSProperty
    JSObject getFeeds();

    /** Of a whole sound. */
    @JSProperty
    JSArrayReader<Classification> getWords();

    @JSProperty
    double getSeconds();
  }

  interface Stream extends JSObject {
    JSPromise<JSObject> stop();
  }

  @JSBody(
      params = {"model", "video", "options", "part", "feeds", "onFrame", "onRefused"},
      script =
          "return model.stream(video,"
              + " (result, details) => onFrame(Object.assign({result: result}, details)),"
              + " {region: part, feeds: feeds, onRefused: () => onRefused(),"
              + " get topK() { return (options() || {}).topK; },"
              + " get scoreThreshold() { return (options() || {}).scoreThreshold; },"
              + " get iouThreshold() { return (options() || {}).iouThreshold; }});")
  static native Stream watch(
      Model model,
      HTMLElement video,
      OptionsOf options,
      PartOf part,
      Wanted feeds,
      OnFrame onFrame,
      OnRefused onRefused);

  @JSBody(
      params = {"x", "y", "width", "height"},
      script = "return {x: x, y: y, width: width, height: height};")
  static native JSObject region(double x, double y, double width, double height);

  /** Returns the last 100 latencies, the least first. */
  @JSBody(params = "stream", script = "return Float64Array.from(stream.stats.latencies).sort();")
  static native Float64Array latencies(Stream stream);

  /** An event of live sound; {@code type} says which properties there are. */
  interface Sound extends JSObject {
    @JSProperty
    String getType();

    @JSProperty
    double getLevel();

    @JSProperty
    Float32Array getFrames();

    @JSProperty
    int getBands();

    @JSProperty
    double getProbability();

    @JSProperty
    boolean isSpeaking();

    @JSProperty
    double getTimeSeconds();
  }

  @JSBody(params = "event", script = "return event.change || '';")
  static native String change(Sound event);

  @JSBody(
      params = {"model", "feeds"},
      script =
          "const start = performance.now();"
              + "return model.run(feeds).then(fetches => { return {result: fetches, feeds: feeds,"
              + " timings: {preprocessMs: 0, runMs: performance.now() - start,"
              + " postprocessMs: 0}}; });")
  static native JSPromise<Prediction> run(Model model, JSObject feeds);

  /** What can give up an {@link #open}. */
  interface AbortController extends JSObject {
    @JSProperty
    JSObject getSignal();

    void abort();
  }

  @JSBody(script = "return new AbortController();")
  static native AbortController abortController();

  @JSBody(params = "more", script = "return Object.assign({details: true, transfer: true}, more);")
  static native JSObject options(@Nullable JSObject more);

  @JSBody(params = "sampleRateHz", script = "return {sampleRateHz: sampleRateHz};")
  static native JSObject rate(int sampleRateHz);

  /**
   * Adds the panel that compares two versions, where a model has several. Without an answer to that
   * there is nothing to choose from.
   *
   * @param known what {@link #versions} has just been asked
   */
  @JSBody(
      params = {"model", "slot", "known"},
      script =
          "let first = known;"
              + "const versions = () => {"
              + " const all = first || import('../hearth.js')"
              + ".then(hearth => hearth.versions(new URL('..', model.url)));"
              + " first = null; return all.then(all => all.filter(one => !one.blocked)); };"
              + "known.then(all => all.filter(one => !one.blocked).length > 1 &&"
              + " import('./compare.js').then(module => module.attach(slot, model, versions)))"
              + ".catch(() => {});")
  static native void offerComparison(
      Model model, HTMLElement slot, JSPromise<JSArrayReader<Offered>> known);

  /** What stands beside a server's answers; nothing, where the site names no server. */
  interface Beside extends JSObject {
    void shown(Prediction prediction);

    void end();
  }

  /** Adds the panel that compares with a server, where site.json names one. */
  @JSBody(
      params = {"model", "slot"},
      script =
          "let panel = null, last = null, over = false, endpoint = null;"
              // What is wrong with the settings is said where the page starts.
              + "try { endpoint = JSON.parse(self.siteText || '{}').endpoint; } catch (e) {}"
              + "if (endpoint) import('./server.js').then(module => { if (over) return;"
              + " panel = module.attach(slot, model, endpoint); if (last) panel.shown(last); })"
              + ".catch(reportError);"
              + "return {shown: one => { last = one; if (panel) panel.shown(one); },"
              + " end: () => { over = true; if (panel) panel.end(); }};")
  static native Beside besideServer(Model model, HTMLElement slot);

  @JSBody(
      params = "error",
      script = "return error && typeof error.code === 'string' ? error.code : 'RUNTIME_FAILED';")
  static native String code(JSObject error);

  @JSBody(params = "error", script = "return error && error.message || '' + error;")
  static native String message(JSObject error);

  @JSBody(params = "value", script = "return JSON.stringify(value);")
  static native String json(JSObject value);

  @JSBody(
      params = "feeds",
      script =
          "const [first] = Object.values(feeds || {});"
              + "return first && first.data instanceof Float32Array ? first.data : new Float32Array();")
  static native Float32Array firstOf(JSObject feeds);

  @JSBody(
      params = "feeds",
      script = "const [first] = Object.values(feeds || {}); return first ? first.shape : [];")
  static native int[] firstShape(JSObject feeds);

  @JSBody(
      params = {"stream", "onFailure"},
      script = "stream.done.catch(onFailure);")
  static native void onFailure(Stream stream, OnFailure onFailure);
}
