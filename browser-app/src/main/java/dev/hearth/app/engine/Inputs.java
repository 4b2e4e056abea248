package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.InputMessage;
import dev.hearth.audio.AudioClip;
import dev.hearth.audio.WavReader;
import dev.hearth.browser.BrowserPictures;
import dev.hearth.image.Bitmap;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.questionanswering.Question;
import dev.hearth.task.tabular.TableInput;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Int8Array;

/** What a person brings, in the form a model's translator takes. */
final class Inputs {
  private Inputs() {}

  /**
   * Returns the input of a task, decoded; blocking.
   *
   * @throws InferenceException INVALID_INPUT if it is not what the task takes
   */
  static Object read(ModelManifest manifest, InputMessage input) {
    String kind = input.getKind();
    return switch (manifest.task().input()) {
      case IMAGE -> {
        check(manifest, kind, "image");
        yield picture(manifest, input);
      }
      case AUDIO -> sound(manifest, input);
      case TEXT -> {
        check(manifest, kind, "text");
        yield text(manifest, input);
      }
      case TABLE -> {
        check(manifest, kind, "row");
        yield cells(new TableInput(manifest), input.getRow());
      }
      case TENSORS -> throw wrong(manifest, "feeds: use run", kind);
    };
  }

  static AudioClip sound(ModelManifest manifest, InputMessage input) {
    if (input.getKind().equals("wav")) {
      return WavReader.read(new Int8Array((ArrayBuffer) input.getData()).toJavaArray());
    }
    check(manifest, input.getKind(), "audio");
    return new AudioClip(input.getSamples().toJavaArray(), input.getSampleRateHz());
  }

  private static Bitmap picture(ModelManifest manifest, InputMessage input) {
    return BrowserPictures.read(
        input.getPicture(),
        (Blob) input.getPhoto(),
        Preprocessing.needed(manifest.image(), "image"));
  }

  private static Object text(ModelManifest manifest, InputMessage input) {
    String context = input.getContext();
    if (manifest.task() != Task.QUESTION_ANSWERING) {
      return input.getText();
    }
    if (context == null) {
      throw wrong(manifest, "a question and a context", "a text alone");
    }
    return new Question(input.getText(), context);
  }

  private static List<String> cells(TableInput table, JSMapLike<JSObject> row) {
    List<String> cells = new ArrayList<>();
    for (String column : table.columns()) {
      if (!has(row, column)) {
        throw new InferenceException(
            Code.INVALID_INPUT,
            "Expected a row with the columns "
                + String.join(", ", table.columns())
                + ", found none named "
                + column);
      }
      cells.add(text(row.get(column)));
    }
    return cells;
  }

  private static void check(ModelManifest manifest, String kind, String expected) {
    if (!kind.equals(expected)) {
      throw wrong(manifest, expected.equals("row") ? "a row" : "an input of " + expected, kind);
    }
  }

  private static InferenceException wrong(ModelManifest manifest, String expected, String found) {
    return new InferenceException(
        Code.INVALID_INPUT,
        "Expected " + expected + " for " + manifest.task().id() + ", found " + found);
  }

  @JSBody(
      params = {"row", "column"},
      script = "return Object.hasOwn(row, column) && row[column] != null;")
  private static native boolean has(JSObject row, String column);

  @JSBody(params = "value", script = "return '' + value;")
  private static native String text(JSObject value);
}
