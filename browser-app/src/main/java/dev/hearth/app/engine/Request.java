package dev.hearth.app.engine;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.typedarrays.Float32Array;

/** What the engine is asked; {@link Kind} says which properties are set. */
public abstract class Request implements JSObject {

  /** The kinds of request. */
  static final class Kind {
    /** Load the model at {@code url}, or of {@code files}, by their {@code manifest} if any. */
    static final String OPEN = "open";

    /** Turn {@code input} into a result. */
    static final String PREDICT = "predict";

    /** Turn what the model answered to the last {@code input} into another result. */
    static final String AGAIN = "again";

    /** Turn {@code input} into feeds. */
    static final String PREPROCESS = "preprocess";

    /** Run {@code feeds}; {@code keep} leaves the outputs on the device. */
    static final String RUN = "run";

    /** Bring the kept output of {@code handle} here. */
    static final String DOWNLOAD = "download";

    /** Give the kept output of {@code handle} back. */
    static final String FREE = "free";

    /** Find what live listening would in a whole sound, {@code input}. */
    static final String DETECT = "detect";

    /** Begin to listen: {@link #HEAR} follows, at {@code sampleRateHz}. */
    static final String LISTEN = "listen";

    /** The next {@code samples} of live sound; answered by events only. */
    static final String HEAR = "hear";

    /** Bring {@code shards} onto the device, and open nothing. */
    static final String KEEP = "keep";

    /** Say where the model at {@code url} would be tried, and open nothing. */
    static final String PLAN = "plan";

    /** Say what memory is held. */
    static final String MEMORY = "memory";

    /** Lose the GPU device in use, as a driver's restart does: for tests. */
    static final String LOSE = "lose";

    /** Close the model. */
    static final String CLOSE = "close";

    private Kind() {}
  }

  @JSProperty
  abstract int getId();

  /** The number of the model, which the asker chooses. */
  @JSProperty
  abstract int getModel();

  @JSProperty
  abstract String getKind();

  /** The address of the site's folder, with a slash. */
  @JSProperty
  abstract String getBase();

  @JSProperty
  abstract String getUrl();

  /** Of the manifest at that address; empty where the site does not tell. */
  @JSProperty
  abstract String getSha256();

  /** The files of a model without a package, or the shards of one; null for one of a site. */
  @JSBody(params = "request", script = "return request.files || null;")
  static native @Nullable JSArrayReader<FileMessage> files(Request request);

  /** What is said of those files, as the text of a hearth.json; empty for raw tensors. */
  @JSBody(params = "request", script = "return request.description || '';")
  static native String description(Request request);

  /** The manifest of the package whose shards those files are; empty where they are none. */
  @JSBody(params = "request", script = "return request.manifest || '';")
  static native String manifest(Request request);

  @JSProperty
  abstract JSArrayReader<ShardMessage> getShards();

  /** The only providers to try, separated by commas, or "". */
  @JSProperty
  abstract String getProvider();

  /** The only variant to try, or "". */
  @JSProperty
  abstract String getVariant();

  @JSProperty
  abstract JSArrayReader<RejectedMessage> getExclude();

  @JSProperty("goldens")
  abstract boolean isSelfTested();

  @JSProperty
  abstract int getThreads();

  @JSProperty
  abstract InputMessage getInput();

  @JSProperty
  abstract OptionsMessage getOptions();

  /** With a prediction: whether its feeds are wanted, too. */
  @JSProperty("feeds")
  abstract boolean isWithFeeds();

  @JSProperty
  abstract JSMapLike<TensorMessage> getFeeds();

  /** Whether outputs may stay, or stay, on the device. */
  @JSProperty("keep")
  abstract boolean isKept();

  /** Whether the feeds' arrays are the asker's, who uses them again. */
  @JSProperty
  abstract boolean isLent();

  @JSProperty
  abstract int getHandle();

  @JSProperty
  abstract int getSampleRateHz();

  /** Mono, -1 to 1. */
  @JSProperty
  abstract Float32Array getSamples();

  /** A model's file: its path inside the model, and its bytes, an ArrayBuffer or a Blob. */
  interface FileMessage extends JSObject {
    @JSProperty
    String getPath();

    /** Of a model that is described; empty otherwise. */
    @JSProperty
    String getSha256();

    @JSProperty
    JSObject getData();
  }

  /** What is checked before it is kept, and where it is. */
  interface ShardMessage extends JSObject {
    @JSProperty
    String getUrl();

    @JSProperty
    String getSha256();

    @JSProperty
    int getBytes();
  }

  /** A candidate that has failed before. */
  interface RejectedMessage extends JSObject {
    @JSProperty
    String getProvider();

    @JSProperty
    String getVariant();

    @JSProperty
    String getCode();

    @JSProperty
    String getReason();
  }

  /** A tensor, or the handle of one that is kept on the device. */
  interface TensorMessage extends JSObject {
    @JSProperty
    String getType();

    @JSProperty
    JSArrayReader<org.teavm.jso.core.JSNumber> getShape();

    @JSProperty
    JSObject getData();
  }

  /** What a person brings. */
  abstract static class InputMessage implements JSObject {
    @JSProperty
    abstract String getKind();

    /** An ImageBitmap or a Blob. */
    @JSProperty
    abstract JSObject getPicture();

    @JSProperty
    abstract void setPicture(JSObject picture);

    @JSProperty
    abstract Float32Array getSamples();

    @JSProperty
    abstract int getSampleRateHz();

    /** The bytes of a WAV file, an ArrayBuffer. */
    @JSProperty
    abstract JSObject getData();

    @JSProperty
    abstract String getText();

    /** The text that answers a question, or null. */
    @JSBody(params = "input", script = "return input.context == null ? null : input.context;")
    static native @Nullable String context(InputMessage input);

    @JSProperty
    abstract JSMapLike<JSObject> getRow();
  }

  /** How a prediction is wanted; NaN for what is not said. */
  interface OptionsMessage extends JSObject {
    /** Most classes to give. */
    @JSProperty
    double getTopK();

    @JSProperty
    double getScoreThreshold();

    @JSProperty
    double getIouThreshold();
  }
}
