package dev.hearth.app.ui.media;

import dev.hearth.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSBoolean;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Float32Array;

/** Sounds as files. */
public final class Sounds {
  private static final int LEAST_HZ = 8_000;
  private static final int MOST_HZ = 96_000;

  private Sounds() {}

  /** Returns true if a file says that it is a WAV file, blocking. */
  public static boolean isWav(Blob file) {
    return Promises.await(startsAsWav(file)).booleanValue();
  }

  /**
   * Has the browser decode a file, and resample it, blocking.
   *
   * @return an AudioBuffer
   * @throws dev.hearth.js.JsException EncodingError if the browser cannot
   */
  public static JSObject decode(Blob file, int sampleRateHz) {
    return Promises.await(decoded(file, Math.max(LEAST_HZ, Math.min(MOST_HZ, sampleRateHz))));
  }

  /** Returns the greatest absolute values of so many equal parts of an AudioBuffer. */
  public static float[] peaks(JSObject buffer, int parts) {
    return peaksOf(buffer, parts).toJavaArray();
  }

  /**
   * Returns a WAV file of 16 bits.
   *
   * @param samples mono, -1 to 1
   */
  public static Blob wav(float[] samples, int sampleRateHz) {
    return wavOf(Float32Array.fromJavaArray(samples), sampleRateHz);
  }

  @JSBody(
      params = "file",
      script =
          "return file.slice(0, 12).arrayBuffer().then(data => {"
              + "const text = String.fromCharCode.apply(null, new Uint8Array(data));"
              + "return text.slice(0, 4) === 'RIFF' && text.slice(8) === 'WAVE'; });")
  private static native JSPromise<JSBoolean> startsAsWav(Blob file);

  @JSBody(
      params = {"file", "rate"},
      script =
          "return file.arrayBuffer()"
              + ".then(data => new OfflineAudioContext(1, 1, rate).decodeAudioData(data));")
  private static native JSPromise<JSObject> decoded(Blob file, int rate);

  @JSBody(
      params = {"buffer", "parts"},
      script =
          // Parameters are renamed to single letters, which no name here may be.
          "const out = new Float32Array(parts);"
              + "for (let channel = 0; channel < buffer.numberOfChannels; channel++) {"
              + "const data = buffer.getChannelData(channel);"
              + "for (let at = 0; at < data.length; at++) {"
              + "const part = Math.floor(at * parts / data.length);"
              + "out[part] = Math.max(out[part], Math.abs(data[at]));"
              + "} } return out;")
  private static native Float32Array peaksOf(JSObject buffer, int parts);

  @JSBody(
      params = {"samples", "rate"},
      script =
          "const view = new DataView(new ArrayBuffer(44 + samples.length * 2));"
              + "const text = (at, value) => { for (let i = 0; i < value.length; i++)"
              + " view.setUint8(at + i, value.charCodeAt(i)); };"
              + "text(0, 'RIFF'); view.setUint32(4, 36 + samples.length * 2, true);"
              + "text(8, 'WAVEfmt '); view.setUint32(16, 16, true); view.setUint16(20, 1, true);"
              + "view.setUint16(22, 1, true); view.setUint32(24, rate, true);"
              + "view.setUint32(28, rate * 2, true); view.setUint16(32, 2, true);"
              + "view.setUint16(34, 16, true); text(36, 'data');"
              + "view.setUint32(40, samples.length * 2, true);"
              + "for (let i = 0; i < samples.length; i++) view.setInt16(44 + i * 2,"
              + " Math.max(-1, Math.min(1, samples[i])) * 32767, true);"
              + "return new Blob([view], {type: 'audio/wav'});")
  private static native Blob wavOf(Float32Array samples, int rate);
}
