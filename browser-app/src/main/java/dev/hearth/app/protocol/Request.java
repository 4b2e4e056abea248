package dev.hearth.app.protocol;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/** What the page asks of the worker; {@link Kind} says which properties are set. */
public abstract class Request implements JSObject {
  /** The kinds of request. */
  public static final class Kind {
    /** Load the model whose manifest is at {@code url}, on {@code provider} or any for "". */
    public static final String OPEN = "open";

    /** Classify {@code picture}, which is transferred. */
    public static final String IMAGE = "image";

    /** Classify {@code samples} of {@code sampleRateHz}, which are transferred. */
    public static final String AUDIO = "audio";

    /** Find the words in the WAV {@code file}, which is transferred. */
    public static final String WAV = "wav";

    /** Begin to listen: {@link #LIVE} follows, at {@code sampleRateHz}. */
    public static final String LISTEN = "listen";

    /** The next {@code samples} of live sound, which are transferred; answered by events only. */
    public static final String LIVE = "live";

    private Kind() {}
  }

  /** Returns an empty request. */
  @JSBody(script = "return {};")
  public static native Request create();

  @JSProperty
  public abstract int getId();

  @JSProperty
  public abstract void setId(int id);

  @JSProperty
  public abstract String getKind();

  @JSProperty
  public abstract void setKind(String kind);

  @JSProperty
  public abstract String getUrl();

  @JSProperty
  public abstract void setUrl(String url);

  @JSProperty
  public abstract String getProvider();

  @JSProperty
  public abstract void setProvider(String provider);

  /** An ImageBitmap. */
  @JSProperty
  public abstract JSObject getPicture();

  @JSProperty
  public abstract void setPicture(JSObject picture);

  /** The file that the picture is of; null where it is of none. */
  @JSProperty
  public abstract @Nullable Blob getPhoto();

  @JSProperty
  public abstract void setPhoto(@Nullable Blob photo);

  @JSProperty
  public abstract Int8Array getFile();

  @JSProperty
  public abstract void setFile(Int8Array file);

  /** Mono, -1 to 1. */
  @JSProperty
  public abstract Float32Array getSamples();

  @JSProperty
  public abstract void setSamples(Float32Array samples);

  @JSProperty
  public abstract int getSampleRateHz();

  @JSProperty
  public abstract void setSampleRateHz(int sampleRateHz);
}
