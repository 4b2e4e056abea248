package dev.hearth.app.protocol;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;

/** What the worker tells the page; {@link Kind} says which properties are set. */
public abstract class Reply implements JSObject {
  /** The kinds of reply. Those that end a request carry its id; the others are events. */
  public static final class Kind {
    /** Loading has come to {@code stage}, with {@code bytes} of {@code totalBytes} read. */
    public static final String PROGRESS = "progress";

    /** The model is loaded: {@code text} is its manifest, the rest tells the plan. */
    public static final String OPENED = "opened";

    /** A prediction: {@code probabilities}, the three times, and {@code frames}, the input. */
    public static final String PREDICTED = "predicted";

    /** The request is done and has nothing to say. */
    public static final String DONE = "done";

    /** The request failed: {@code code} and {@code text}. */
    public static final String FAILED = "failed";

    /** Live sound: the {@code level}, and new {@code frames} of {@code bands} log-mel bands. */
    public static final String HEARD = "heard";

    /** Live sound: a prediction of the last window, as {@link #PREDICTED}. */
    public static final String WINDOW = "window";

    /** Live sound: a word was recognised, {@code index} with {@code level} as its probability. */
    public static final String EVENT = "event";

    private Kind() {}
  }

  /** Returns an empty reply. */
  @JSBody(script = "return {};")
  public static native Reply create();

  @JSProperty
  public abstract int getId();

  @JSProperty
  public abstract void setId(int id);

  @JSProperty
  public abstract String getKind();

  @JSProperty
  public abstract void setKind(String kind);

  @JSProperty
  public abstract String getText();

  @JSProperty
  public abstract void setText(String text);

  /** The name of an InferenceException.Code. */
  @JSProperty
  public abstract String getCode();

  @JSProperty
  public abstract void setCode(String code);

  @JSProperty
  public abstract String getStage();

  @JSProperty
  public abstract void setStage(String stage);

  @JSProperty
  public abstract double getBytes();

  @JSProperty
  public abstract void setBytes(double bytes);

  @JSProperty
  public abstract double getTotalBytes();

  @JSProperty
  public abstract void setTotalBytes(double totalBytes);

  @JSProperty
  public abstract String getProvider();

  @JSProperty
  public abstract void setProvider(String provider);

  @JSProperty
  public abstract String getVariant();

  @JSProperty
  public abstract void setVariant(String variant);

  /** The providers this site carries for the model's runtime, best first. */
  @JSProperty
  public abstract JSArray<JSString> getProviders();

  @JSProperty
  public abstract void setProviders(JSArray<JSString> providers);

  /** Why candidates before the chosen one were not taken, one sentence each. */
  @JSProperty
  public abstract JSArray<JSString> getRejected();

  @JSProperty
  public abstract void setRejected(JSArray<JSString> rejected);

  /** Golden cases run on this device; 0 where the package has none. */
  @JSProperty
  public abstract int getCases();

  @JSProperty
  public abstract void setCases(int cases);

  @JSProperty
  public abstract double getMaxAbsDiff();

  @JSProperty
  public abstract void setMaxAbsDiff(double maxAbsDiff);

  @JSProperty
  public abstract Float64Array getProbabilities();

  @JSProperty
  public abstract void setProbabilities(Float64Array probabilities);

  @JSProperty
  public abstract double getPreprocessMs();

  @JSProperty
  public abstract void setPreprocessMs(double preprocessMs);

  @JSProperty
  public abstract double getRunMs();

  @JSProperty
  public abstract void setRunMs(double runMs);

  @JSProperty
  public abstract double getPostprocessMs();

  @JSProperty
  public abstract void setPostprocessMs(double postprocessMs);

  /** The model's input as it was fed, for "what the model sees". */
  @JSProperty
  public abstract Float32Array getFrames();

  @JSProperty
  public abstract void setFrames(Float32Array frames);

  @JSProperty
  public abstract int getBands();

  @JSProperty
  public abstract void setBands(int bands);

  /** Three numbers a word found in a file: its index, its probability, its end in seconds. */
  @JSProperty
  public abstract Float64Array getWords();

  @JSProperty
  public abstract void setWords(Float64Array words);

  @JSProperty
  public abstract double getSeconds();

  @JSProperty
  public abstract void setSeconds(double seconds);

  @JSProperty
  public abstract double getLevel();

  @JSProperty
  public abstract void setLevel(double level);

  @JSProperty
  public abstract int getIndex();

  @JSProperty
  public abstract void setIndex(int index);
}
