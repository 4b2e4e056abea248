package dev.hearth.app.ui.model;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.HeatMap;
import dev.hearth.app.ui.kit.Theme;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.AudioPreprocessing;
import dev.hearth.manifest.ModelManifest;
import org.teavm.jso.canvas.CanvasRenderingContext2D;
import org.teavm.jso.canvas.ImageData;
import org.teavm.jso.dom.html.HTMLCanvasElement;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** Draws a model's input tensor as the picture or spectrogram that it is. */
final class InputPreview {
  private final ModelManifest manifest;
  private final HTMLCanvasElement canvas;

  InputPreview(ModelManifest manifest, HTMLCanvasElement canvas) {
    this.manifest = manifest;
    this.canvas = canvas;
    Dom.flag(canvas, "data-wide", bands() > 0);
  }

  /** Draws the values of an input of that shape, in the manifest's layout. */
  void show(float[] input, int[] shape) {
    ImagePreprocessing image = manifest.image();
    if (image != null) {
      // The manifest does not say the size where that follows the picture.
      int rows = image.layout() == Layout.NCHW ? 2 : 1;
      if (shape.length == 4
          && input.length == shape[rows] * shape[rows + 1] * image.color().channels()) {
        put(shape[rows + 1], shape[rows], picture(image, input));
      }
    } else if (bands() > 0 && input.length % bands() == 0) {
      int bands = bands();
      put(input.length / bands, bands, spectrogram(input, bands));
    }
  }

  /** Returns the bands of a spectrogram; 0 where the input is none. */
  private int bands() {
    AudioPreprocessing audio = manifest.audio();
    if (audio != null) {
      return audio.logMel().melBands();
    }
    JsonObject waveform = manifest.preprocessing().waveform();
    if (waveform == null
        || !waveform.has("features")
        || waveform.bool("bandsFirst", false)
        || !waveform.string("layout", "TF").contains("TF")) {
      return 0;
    }
    JsonObject features = waveform.object("features");
    int bands = features.integer("bins", features.integer("melBands", 0));
    return features.integer("coefficients", bands);
  }

  private void put(int width, int height, Uint8ClampedArray rgba) {
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    CanvasRenderingContext2D context = (CanvasRenderingContext2D) canvas.getContext("2d");
    context.putImageData(new ImageData(rgba, width, height), 0, 0);
  }

  private static Uint8ClampedArray picture(ImagePreprocessing image, float[] input) {
    int channels = image.color().channels();
    int pixels = input.length / channels;
    boolean planar = image.layout() == Layout.NCHW;
    Uint8ClampedArray rgba = new Uint8ClampedArray(pixels * 4);
    for (int rgb = 0; rgb < 3; rgb++) {
      int channel = channels == 1 ? 0 : image.color() == Color.BGR ? 2 - rgb : rgb;
      double mean = image.mean().get(channel);
      double std = image.std().get(channel);
      for (int i = 0; i < pixels; i++) {
        float value = input[planar ? channel * pixels + i : i * channels + channel];
        rgba.set(i * 4 + rgb, (int) ((value * std + mean) / image.scale() + 0.5));
      }
    }
    for (int i = 0; i < pixels; i++) {
      rgba.set(i * 4 + 3, 255);
    }
    return rgba;
  }

  private static Uint8ClampedArray spectrogram(float[] input, int bands) {
    int frames = input.length / bands;
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float value : input) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double range = high > low ? high - low : 1;
    HeatMap colours = new HeatMap(Theme.isDark());
    Uint8ClampedArray rgba = new Uint8ClampedArray(frames * bands * 4);
    for (int frame = 0; frame < frames; frame++) {
      for (int band = 0; band < bands; band++) {
        double share = (input[frame * bands + band] - low) / range;
        colours.put(rgba, ((bands - 1 - band) * frames + frame) * 4, share);
      }
    }
    return rgba;
  }
}
