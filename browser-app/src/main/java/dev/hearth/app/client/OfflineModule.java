package dev.hearth.app.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
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
    boolean isUnderWay();

    @JSProperty
    double getMissingBytes();
  }

  @JSFunctor
  interface OnChanged extends JSObject {
    void run();
  }

  interface Kept extends JSObject {
    @JSProperty
    String getManifest();

    @JSProperty
    String getTitle();

    @JSProperty
    String getVersion();

    @JSProperty
    double getBytes();

    @JSProperty
    double getFreedBytes();

    @JSProperty
    double getUsedMs();
  }

  interface Inventory extends JSObject {
    @JSProperty
    JSArrayReader<Kept> getModels();

    @JSProperty
    double getRuntimeBytes();

    @JSProperty
    double getPageBytes();

    @JSProperty
    double getUsageBytes();

    @JSProperty
    double getQuotaBytes();
  }

  interface Counts extends JSObject {
    @JSProperty
    int getRequests();

    @JSProperty
    int getElsewhere();

    @JSProperty
    double getSentBytes();

    @JSProperty
    int getBlocked();

    @JSProperty
    String getSince();
  }

  interface Request extends JSObject {
    @JSProperty
    String getUrl();

    @JSProperty
    boolean isByWorker();

    @JSProperty
    double getSentBytes();
  }

  interface Exports extends JSObject {
    JSPromise<Inventory> inventory();

    JSPromise<JSObject> remove(String manifestUrl);

    JSPromise<JSObject> removeRuntimes();

    JSPromise<JSObject> removeAll();

    void watchRequests(OnChanged listener);

    Counts requestCounts();

    JSArrayReader<Request> requestList();

    boolean isInstalled();

    void watch(OnChange listener);

    JSPromise<State> state(String name);

    JSPromise<JSObject> keep(String name, OnBytes onProgress, JSObject signal);

    JSPromise<JSObject> remember(String manifestUrl);

    void applyUpdate();

    String threadsNote();
  }
}
