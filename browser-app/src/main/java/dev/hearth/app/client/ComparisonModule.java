package dev.hearth.app.client;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** Overlay of what hearth.js has for comparing versions: its names, no logic. */
final class ComparisonModule {
  private ComparisonModule() {}

  /** Takes the address of the manifest of one version. */
  @JSBody(
      params = "url",
      script = "return import('../hearth.js').then(hearth => hearth.versions(new URL('..', url)));")
  static native JSPromise<JSArrayReader<Offered>> versions(String url);

  @JSBody(
      params = {"version", "signal", "onChange"},
      script = "return {version: version, signal: signal, onChange: onChange};")
  static native JSObject options(String version, JSObject signal, OnChange onChange);

  @JSFunctor
  interface OnChange extends JSObject {
    void accept(Comparison comparison);
  }

  interface Offered extends JSObject {
    @JSProperty
    String getVersion();

    @JSProperty
    String getChannel();

    @JSProperty
    boolean isBlocked();
  }

  interface Comparison extends JSObject {
    @JSProperty
    Report getReport();

    void end();
  }

  interface Report extends JSObject {
    @JSProperty
    @Nullable String getEnded();

    @JSProperty
    String getBecause();

    @JSProperty
    Side getFirst();

    @JSProperty
    Side getOther();

    @JSProperty
    Inputs getInputs();

    @JSProperty
    Agreement getAgreement();

    @JSProperty
    JSArrayReader<Disagreement> getDisagreements();
  }

  interface Side extends JSObject {
    @JSProperty
    String getVersion();

    @JSProperty
    int getFailures();

    @JSProperty
    @Nullable Times getTotalMs();
  }

  interface Times extends JSObject {
    @JSProperty
    double getMedian();

    @JSProperty("p95")
    double getP95();
  }

  interface Inputs extends JSObject {
    @JSProperty
    int getCompared();

    @JSProperty
    int getSkipped();
  }

  /** The rate and its bounds are null where nothing was compared. */
  interface Agreement extends JSObject {
    @JSProperty
    int getAgreed();

    @JSProperty
    double getRate();

    @JSProperty
    double getLow();

    @JSProperty
    double getHigh();
  }

  interface Disagreement extends JSObject {
    @JSProperty
    int getInput();

    @JSProperty
    JSObject getFirst();

    @JSProperty
    JSObject getOther();
  }
}
