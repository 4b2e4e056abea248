package dev.hearth.app.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** Overlay of offline.js: its names, no logic. */
final class OfflineModule {
  private OfflineModule() {}

  @JSBody(script = "return import('./offline.js');")
  static native JSPromise<Exports> load();

  @JSFunctor
  interface OnChange extends JSObject {
    void accept(String change);
  }

  @JSFunctor
  interface OnBytes extends JSObject {
    void accept(double bytes, double totalBytes);
  }

  interface State extends JSObject {
    @JSProperty
    boolean isWorks();

    @JSProperty
    boolean isPinned();

    @JSProperty
    double getMissingBytes();
  }

  interface Exports extends JSObject {
    boolean isInstalled();

    void watch(OnChange listener);

    JSPromise<State> state(String name);

    JSPromise<JSObject> keep(String name, OnBytes onProgress, JSObject signal);

    JSPromise<JSObject> remember(String manifestUrl);

    void applyUpdate();

    String threadsNote();
  }
}
