package dev.hearth.app.engine;

import dev.hearth.decode.BoundingBox;
import dev.hearth.decode.Classification;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.Detection;
import dev.hearth.decode.Embedding;
import dev.hearth.decode.Keypoint;
import dev.hearth.decode.LiveDetection;
import dev.hearth.decode.SegmentationMask;
import dev.hearth.decode.SpeechSegment;
import dev.hearth.decode.TextSpan;
import dev.hearth.image.Bitmap;
import dev.hearth.js.TypedArrays;
import dev.hearth.task.tabular.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSString;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;

/** Results as plain JavaScript objects, as hearth.d.ts describes them. */
final class Results {
  private Results() {}

  /**
   * Returns a translator's result.
   *
   * @param top most classes to give
   */
  static JSObject of(Object result, int top) {
    if (result instanceof List<?> list) {
      return list(list, top);
    } else if (result instanceof Classifications classes) {
      return list(classes.top(top), top);
    } else if (result instanceof Classification one) {
      return classification(one.index(), one.label(), one.probability());
    } else if (result instanceof Detection one) {
      BoundingBox box = one.box();
      JSObject landmarks = one.keypoints().isEmpty() ? null : list(one.keypoints(), top);
      return detection(
          one.label(), one.score(), box.left(), box.top(), box.width(), box.height(), landmarks);
    } else if (result instanceof Keypoint one) {
      return keypoint(one.name(), one.x(), one.y(), one.score());
    } else if (result instanceof TextSpan one) {
      return span(one.label(), one.text(), one.score(), one.start(), one.end());
    } else if (result instanceof SpeechSegment one) {
      return segment(one.startSeconds(), one.endSeconds());
    } else if (result instanceof Quantity one) {
      return quantity(one.value(), one.unit());
    } else if (result instanceof Embedding one) {
      return embedding(floats(one.values()));
    } else if (result instanceof SegmentationMask mask) {
      return mask(
          mask.width(),
          mask.height(),
          TypedArrays.unsigned(mask.classes()),
          strings(mask.labels()),
          Float64Array.copyFromJavaArray(mask.shares()));
    } else if (result instanceof Bitmap picture) {
      return picture(picture.width(), picture.height(), TypedArrays.unsigned(picture.rgba()));
    }
    throw new IllegalArgumentException("Expected a task's result");
  }

  static JSObject of(LiveDetection word, List<String> labels) {
    return word(word.label(), labels.get(word.label()), word.score(), word.timeSeconds());
  }

  static JSArray<JSObject> strings(List<String> values) {
    JSArray<JSObject> out = new JSArray<>();
    for (String value : values) {
      out.push(JSString.valueOf(value));
    }
    return out;
  }

  private static JSArray<JSObject> list(List<?> results, int top) {
    JSArray<JSObject> out = new JSArray<>();
    for (Object one : results) {
      out.push(of(one, top));
    }
    return out;
  }

  private static Float32Array floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return Float32Array.fromJavaArray(out);
  }

  @JSBody(
      params = {"index", "label", "probability"},
      script = "return {index, label, probability};")
  private static native JSObject classification(int index, String label, double probability);

  @JSBody(
      params = {"label", "score", "x", "y", "width", "height", "landmarks"},
      script =
          "const found = {label, score, box: {x, y, width, height}};"
              + "if (landmarks) found.landmarks = landmarks;"
              + "return found;")
  private static native JSObject detection(
      String label,
      double score,
      double x,
      double y,
      double width,
      double height,
      @Nullable JSObject landmarks);

  @JSBody(
      params = {"name", "x", "y", "score"},
      script = "return {name, x, y, score};")
  private static native JSObject keypoint(String name, double x, double y, double score);

  @JSBody(
      params = {"label", "text", "score", "start", "end"},
      script = "return {label, text, score, start, end};")
  private static native JSObject span(String label, String text, double score, int start, int end);

  @JSBody(
      params = {"startSeconds", "endSeconds"},
      script = "return {startSeconds, endSeconds};")
  private static native JSObject segment(double startSeconds, double endSeconds);

  @JSBody(
      params = {"value", "unit"},
      script = "return {value, unit};")
  private static native JSObject quantity(double value, String unit);

  @JSBody(params = "embedding", script = "return {embedding};")
  private static native JSObject embedding(Float32Array embedding);

  @JSBody(
      params = {"width", "height", "classes", "labels", "shares"},
      script = "return {width, height, classes, labels, shares: Array.from(shares)};")
  private static native JSObject mask(
      int width, int height, JSObject classes, JSObject labels, Float64Array shares);

  @JSBody(
      params = {"width", "height", "rgba"},
      script =
          "return {width, height, data: new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.length)};")
  private static native JSObject picture(int width, int height, JSObject rgba);

  @JSBody(
      params = {"index", "label", "probability", "timeSeconds"},
      script = "return {index, label, probability, timeSeconds};")
  private static native JSObject word(
      int index, String label, double probability, double timeSeconds);
}
