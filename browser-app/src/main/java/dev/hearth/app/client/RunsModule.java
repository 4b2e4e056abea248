package dev.hearth.app.client;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/** Overlay of runs.js: its names, no logic. */
final class RunsModule {
  private RunsModule() {}

  @JSBody(script = "return import('./runs.js');")
  static native JSPromise<Exports> load();

  @JSFunctor
  interface OnChange extends JSObject {
    void accept(String id);
  }

  @JSFunctor
  interface Stop extends JSObject {
    void run();
  }

  interface Exports extends JSObject {
    JSPromise<JSString> startBatch(JSObject model, JSObject inputs, @Nullable JSObject options);

    void show(String id);

    JSPromise<JSObject> resume();

    JSPromise<JSObject> cancel(String id);

    JSPromise<JSObject> retry(String id);

    JSPromise<JSObject> remove(String id);

    Stop watch(OnChange listener);

    JSPromise<JSArrayReader<Run>> list();

    JSPromise<JSObject> get(String id);

    JSPromise<JSObject> save(String id, String format);
  }

  interface Found extends JSObject {
    @JSProperty
    Run getRun();

    @JSProperty
    JSArrayReader<RunItem> getItems();
  }
}
