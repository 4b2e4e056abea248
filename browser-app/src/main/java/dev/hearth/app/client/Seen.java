package dev.hearth.app.client;

import dev.hearth.app.client.HearthModule.Prediction;
import dev.hearth.decode.Classification;
import dev.hearth.predict.Timings;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;

/** A prediction with what the model saw. */
public final class Seen {
  private final Prediction prediction;

  Seen(Prediction prediction) {
    this.prediction = prediction;
  }

  Prediction prediction() {
    return prediction;
  }

  /** Returns the result as hearth.d.ts says for the model's task. */
  public JSObject result() {
    return prediction.getResult();
  }

  /** Returns the classes of a result that is a list of them, best first. */
  public List<Classification> classes() {
    JSArrayReader<HearthModule.Classification> all = prediction.getClasses();
    List<Classification> classes = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      HearthModule.Classification one = all.get(i);
      classes.add(new Classification(one.getIndex(), one.getLabel(), one.getProbability()));
    }
    return classes;
  }

  /** Returns how long each step took. */
  public Timings timings() {
    HearthModule.Timings timings = prediction.getTimings();
    return new Timings(timings.getPreprocessMs(), timings.getRunMs(), timings.getPostprocessMs());
  }

  /** Returns the tensors the model was fed, by name, as hearth.d.ts has them. */
  public JSObject feeds() {
    return prediction.getFeeds();
  }

  /** Returns the shape of the model's first input tensor; empty where there is none. */
  public int[] inputShape() {
    return HearthModule.firstShape(prediction.getFeeds());
  }

  /**
   * Returns the values of the model's first input tensor, in the manifest's layout; the caller's
   * own, and empty where there is none of floats.
   */
  public float[] input() {
    return HearthModule.firstOf(prediction.getFeeds()).toJavaArray();
  }

  /** Returns this with the times of an earlier one added: of an answer that both led to. */
  public Seen after(Seen earlier) {
    return new Seen(sum(earlier.prediction, prediction));
  }

  @JSBody(
      params = {"first", "second"},
      script =
          "const timings = {};"
              + "Object.keys(second.timings).forEach("
              + "  step => timings[step] = first.timings[step] + second.timings[step]);"
              + "return Object.assign({}, second, {timings: timings});")
  private static native Prediction sum(Prediction first, Prediction second);
}
