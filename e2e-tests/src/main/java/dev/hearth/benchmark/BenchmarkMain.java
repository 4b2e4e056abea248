package dev.hearth.benchmark;

import dev.hearth.app.ui.media.Pictures;
import dev.hearth.audio.AudioFeatures;
import dev.hearth.audio.FeatureConfig;
import dev.hearth.decode.Candidates;
import dev.hearth.decode.NonMaxSuppression;
import dev.hearth.decode.NonMaxSuppression.Kept;
import dev.hearth.decode.NonMaxSuppression.Method;
import dev.hearth.image.Bitmap;
import dev.hearth.image.Filter;
import dev.hearth.image.Framing;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.PerChannel;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.Sizing;
import dev.hearth.js.JsUnicodeNormalizer;
import dev.hearth.js.TypedArrays;
import dev.hearth.text.Tokenizer;
import dev.hearth.text.UnicodeNormalizer;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSExport;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBufferView;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;

/** What the benchmark runs of ours, compiled as the page's own script is. */
public final class BenchmarkMain {
  private static final ImagePreprocessor PICTURES =
      new ImagePreprocessor(
          new ImagePreprocessing(
              Color.RGB,
              Fit.FREE,
              Sizing.shortest(256, 0),
              ResizeMethod.pillow(Filter.BILINEAR),
              Framing.centre(224, 224),
              null,
              false,
              1 / 255.0,
              PerChannel.of(.485, .456, .406),
              PerChannel.of(.229, .224, .225),
              Layout.NCHW));
  private static final AudioFeatures WHISPER = new AudioFeatures(FeatureConfig.whisper(80));

  /** BERT's and GPT-2's, once they are loaded. */
  private static final List<Tokenizer> TOKENIZERS = new ArrayList<>();

  private BenchmarkMain() {}

  /** Does nothing: the page calls what is exported. */
  public static void main(String[] args) {}

  /** Returns the normalised middle of a picture's red, green, blue and alpha. */
  @JSExport
  public static Float32Array resize(ArrayBufferView rgba, int width, int height) {
    return processed(new Bitmap(width, height, TypedArrays.bytes(rgba)));
  }

  /** Returns the same of a photo's file, by the page's own way to its pixels. */
  @JSExport
  public static JSPromise<Float32Array> photo(Blob file) {
    return JSPromise.callAsync(
        () ->
            processed(dev.hearth.app.worker.Pictures.read(Pictures.decode(file, error -> error))));
  }

  private static Float32Array processed(Bitmap picture) {
    return Float32Array.fromJavaArray(PICTURES.process(picture).orElseThrow());
  }

  /** Returns Whisper's features of a sound of 16 kHz, bands first. */
  @JSExport
  public static Float32Array logMel(Float32Array samples) {
    return Float32Array.fromJavaArray(WHISPER.computeBandsFirst(samples.toJavaArray()));
  }

  /** Returns the kept boxes of left, top, right, bottom, best first. */
  @JSExport
  public static Int32Array nms(Float32Array boxes, Float32Array scores, double iouThreshold) {
    float[] edges = boxes.toJavaArray();
    float[] values = scores.toJavaArray();
    Candidates candidates = new Candidates();
    for (int i = 0; i < values.length; i++) {
      candidates.add(
          edges[4 * i], edges[4 * i + 1], edges[4 * i + 2], edges[4 * i + 3], values[i], 0, i);
    }
    Kept[] kept =
        new NonMaxSuppression(Method.HARD, iouThreshold, 0.5, 0, true, values.length)
            .apply(candidates);
    int[] out = new int[kept.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = kept[i].index();
    }
    return Int32Array.fromJavaArray(out);
  }

  /** Makes both tokenizers. */
  @JSExport
  public static void load(String vocabTxt, String vocabJson, String mergesTxt) {
    UnicodeNormalizer platform = new JsUnicodeNormalizer();
    TOKENIZERS.add(Tokenizer.fromVocabTxt(vocabTxt, null, platform));
    TOKENIZERS.add(Tokenizer.fromVocabAndMerges(vocabJson, mergesTxt, null, platform));
  }

  /** Returns BERT's token ids of a text. */
  @JSExport
  public static Int32Array wordPiece(String text) {
    return Int32Array.fromJavaArray(TOKENIZERS.get(0).encode(text).inputIds());
  }

  /** Returns GPT-2's token ids of a text. */
  @JSExport
  public static Int32Array bytePairs(String text) {
    return Int32Array.fromJavaArray(TOKENIZERS.get(1).encode(text).inputIds());
  }
}
