package dev.hearth.benchmark;

import dev.hearth.audio.AudioFeatures;
import dev.hearth.audio.FeatureConfig;
import dev.hearth.browser.BrowserPictures;
import dev.hearth.decode.Candidates;
import dev.hearth.decode.NonMaxSuppression;
import dev.hearth.decode.NonMaxSuppression.Kept;
import dev.hearth.image.Bitmap;
import dev.hearth.image.Filter;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.image.ImagePreprocessing.Layout;
import dev.hearth.image.ImagePreprocessor;
import dev.hearth.image.PerChannel;
import dev.hearth.js.JsUnicodeNormalizer;
import dev.hearth.js.TypedArrays;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;
import org.teavm.jso.JSExport;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Uint8ClampedArray;

/** What the benchmark's page times: the library as an app calls it. */
public final class BenchmarkMain {
  private static final ImagePreprocessor CROPPED = preprocessor(Fit.CROP);
  private static final ImagePreprocessor STRETCHED = preprocessor(Fit.STRETCH);
  private static final AudioFeatures WHISPER = new AudioFeatures(FeatureConfig.whisper(80));

  private BenchmarkMain() {}

  /** Does nothing: the page calls what is exported. */
  public static void main(String[] args) {}

  private static ImagePreprocessor preprocessor(Fit fit) {
    return new ImagePreprocessor(
        new ImagePreprocessing(
            224,
            224,
            Color.RGB,
            fit,
            Filter.BILINEAR,
            256,
            false,
            1 / 255.0,
            PerChannel.of(.485, .456, .406),
            PerChannel.of(.229, .224, .225),
            Layout.NCHW));
  }

  /** Returns float[1, 3, 224, 224]: shorter side to 256, the centre of 224 x 224, normalised. */
  @JSExport
  public static Float32Array cropped(Uint8ClampedArray rgba, int width, int height) {
    return values(CROPPED, new Bitmap(width, height, TypedArrays.bytes(rgba)));
  }

  /** Returns float[1, 3, 224, 224]: resized to 224 x 224, normalised. */
  @JSExport
  public static Float32Array stretched(Uint8ClampedArray rgba, int width, int height) {
    return values(STRETCHED, new Bitmap(width, height, TypedArrays.bytes(rgba)));
  }

  /** Returns {@link #stretched} of a photo's file, decoded and read as the app does. */
  @JSExport
  public static JSPromise<Float32Array> photo(Blob file) {
    return JSPromise.callAsync(() -> values(STRETCHED, BrowserPictures.read(file)));
  }

  private static Float32Array values(ImagePreprocessor preprocessor, Bitmap picture) {
    return Float32Array.fromJavaArray(preprocessor.process(picture).orElseThrow());
  }

  /** Returns Whisper's features, float[frames, 80]. */
  @JSExport
  public static Float32Array logMel(Float32Array samples) {
    return Float32Array.fromJavaArray(WHISPER.compute(samples.toJavaArray()));
  }

  /** Returns the numbers of the boxes that are kept, highest score first. */
  @JSExport
  public static Int32Array nms(
      Float32Array edges, Float32Array scores, Int32Array classes, double iouThreshold) {
    float[] at = edges.toJavaArray();
    float[] score = scores.toJavaArray();
    int[] classIndex = classes.toJavaArray();
    Candidates candidates = new Candidates();
    for (int i = 0; i < score.length; i++) {
      int p = 4 * i;
      candidates.add(at[p], at[p + 1], at[p + 2], at[p + 3], score[i], classIndex[i], i);
    }
    Kept[] kept =
        new NonMaxSuppression(
                NonMaxSuppression.Method.HARD, iouThreshold, 1, 0, false, score.length)
            .apply(candidates);
    int[] out = new int[kept.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = kept[i].index();
    }
    return Int32Array.fromJavaArray(out);
  }

  /** Returns BERT's tokenizer. */
  @JSExport
  public static TextEncoder wordPiece(String vocabTxt) {
    return encoder(Tokenizer.fromVocabTxt(vocabTxt, null, new JsUnicodeNormalizer()));
  }

  /** Returns GPT-2's tokenizer. */
  @JSExport
  public static TextEncoder bpe(String vocabJson, String mergesTxt) {
    return encoder(
        Tokenizer.fromVocabAndMerges(vocabJson, mergesTxt, null, new JsUnicodeNormalizer()));
  }

  private static TextEncoder encoder(Tokenizer tokenizer) {
    return text -> {
      Encoding encoding = tokenizer.encode(text);
      return Int32Array.fromJavaArray(encoding.inputIds());
    };
  }
}
