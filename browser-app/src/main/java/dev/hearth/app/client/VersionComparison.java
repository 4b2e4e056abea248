package dev.hearth.app.client;

import dev.hearth.app.client.ComparisonModule.Comparison;
import dev.hearth.app.client.ComparisonModule.Disagreement;
import dev.hearth.app.client.ComparisonModule.Report;
import dev.hearth.app.client.ComparisonModule.Side;
import dev.hearth.app.client.ComparisonModule.Times;
import dev.hearth.app.client.HearthModule.AbortController;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;

/** Another version that tries what a model answers, on this device. */
public final class VersionComparison {
  /**
   * Times of one version for the inputs that both have tried, of the last hundred.
   *
   * @param medianMs 0 where there is none yet
   * @param p95Ms 0 where there is none yet
   */
  public record Speed(String version, double medianMs, double p95Ms) {}

  /**
   * What two versions said to the same input.
   *
   * @param input which one it was, from 1
   */
  public record Difference(int input, String first, String other) {}

  /**
   * What has come of it so far.
   *
   * @param because why it ended; "" while it goes on
   * @param skipped inputs that were passed over
   * @param failed inputs that either version failed at
   * @param low what the true share that agrees is above, with 95 % confidence
   * @param high what it is below
   * @param last the last difference, null where there is none
   */
  public record Progress(
      String because,
      Speed first,
      Speed other,
      int compared,
      int agreed,
      int skipped,
      int failed,
      double low,
      double high,
      @Nullable Difference last) {}

  /** Told of each change. Must not block. */
  public interface Listener {
    void onChange(VersionComparison comparison, Progress progress);
  }

  private final AbortController opening = HearthModule.abortController();
  private final Listener listener;
  private @Nullable Comparison running;

  /** Makes one that has yet to begin: {@link RemoteModel#compare} does that. */
  public VersionComparison(Listener listener) {
    this.listener = listener;
  }

  /** Returns what {@link HearthModule.Model#compareWith} is to be given. */
  JSObject options(String version) {
    return ComparisonModule.options(version, opening.getSignal(), comparison -> tell());
  }

  void began(Comparison comparison) {
    running = comparison;
    tell();
  }

  // What becomes of one that never began, its caller is told.
  private void tell() {
    Comparison comparison = running;
    if (comparison != null) {
      listener.onChange(this, progress(comparison.getReport()));
    }
  }

  /** Ends it, also while the other version is loaded. May be called twice. */
  public void stop() {
    opening.abort();
    Comparison comparison = running;
    if (comparison != null) {
      comparison.end();
    }
  }

  /**
   * Returns all that is known as JSON, for whoever made the inputs to keep.
   *
   * @throws IllegalStateException before it has begun
   */
  public String json() {
    Comparison comparison = running;
    if (comparison == null) {
      throw new IllegalStateException("Expected a comparison that has begun");
    }
    return indented(comparison.getReport());
  }

  private static Progress progress(Report report) {
    JSArrayReader<Disagreement> all = report.getDisagreements();
    int compared = report.getInputs().getCompared();
    return new Progress(
        report.getBecause(),
        speed(report.getFirst()),
        speed(report.getOther()),
        compared,
        report.getAgreement().getAgreed(),
        report.getInputs().getSkipped(),
        report.getFirst().getFailures() + report.getOther().getFailures(),
        compared == 0 ? 0 : report.getAgreement().getLow(),
        compared == 0 ? 1 : report.getAgreement().getHigh(),
        all.getLength() == 0 ? null : difference(all.get(all.getLength() - 1)));
  }

  private static Speed speed(Side side) {
    Times times = side.getTotalMs();
    return new Speed(
        side.getVersion(),
        times == null ? 0 : times.getMedian(),
        times == null ? 0 : times.getP95());
  }

  private static Difference difference(Disagreement made) {
    return new Difference(made.getInput(), said(made.getFirst()), said(made.getOther()));
  }

  /** The words of a whole sound, or else the best class with its probability. */
  @JSBody(
      params = "result",
      script =
          "if (result.words && result.words.length)"
              + " return result.words.map(word => word.label).join(' ');"
              + "const best = (result.result || result)[0];"
              + "return best ? best.label + ' (' + Math.round(best.probability * 100)"
              + " + '\\u00a0%)' : '';")
  private static native String said(JSObject result);

  @JSBody(params = "value", script = "return JSON.stringify(value, null, 2);")
  private static native String indented(JSObject value);
}
