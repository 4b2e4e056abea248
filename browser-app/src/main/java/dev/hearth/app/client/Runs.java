package dev.hearth.app.client;

import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.json.Names;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * Batches, which outlive the page: each goes on when the page is next open, one at a time in one
 * tab, and its results stay until they are deleted.
 *
 * <p>Calls block the calling thread, never the page: make them from {@link
 * dev.hearth.js.Tasks#start}.
 */
public final class Runs {
  private Runs() {}

  /** Hears of changes. Must not block. */
  public interface Listener {
    /** Called for each change of a run, in whichever tab. */
    void onChange(String id);
  }

  /** A run with its inputs, in order. */
  public record Opened(Run run, List<RunItem> items) {}

  /** Ends what {@link #watch} began. */
  public interface Watch {
    void end();
  }

  /**
   * Keeps a batch and begins with it once those before it are done.
   *
   * @param model a name or address as hearth.js takes it
   * @param inputs a FileList or an array, of blobs or {@code {name, input}} with anything {@code
   *     predict} takes
   * @param options {@code {title, provider, version, variant, predict: {topK, ...}}}, or null
   * @return the id of the run
   * @throws InferenceException QUOTA if this device does not keep it
   */
  public static String startBatch(String model, JSObject inputs, @Nullable JSObject options) {
    return start(JSString.valueOf(model), inputs, options);
  }

  /**
   * Does the same with a model's files.
   *
   * @param files an array of {@code {path, data}}, each data a blob; or such files with what is
   *     said of them, as hearth.js opens them
   */
  public static String startBatchOfFiles(
      JSObject files, JSObject inputs, @Nullable JSObject options) {
    return start(files, inputs, options);
  }

  /** Returns the options of a batch; an empty text for what is left to the model. */
  @JSBody(
      params = {"title", "provider", "version"},
      script =
          "return {title: title, provider: provider || undefined, version: version || undefined};")
  public static native JSObject options(String title, String provider, String version);

  /** Returns the address of the view of a run. */
  public static String address(String id) {
    return "./?view=runs&run=" + id;
  }

  /** Shows a run in this page, which leaves the view it shows now. */
  public static void show(String id) {
    module().show(id);
  }

  /** Returns all runs, the latest first. */
  public static List<Run> list() {
    return listOf(await(module().list()));
  }

  /** Returns a run; null if there is none. */
  public static @Nullable Opened get(String id) {
    JSObject found = await(module().get(id));
    if (found == null) {
      return null;
    }
    RunsModule.Found run = (RunsModule.Found) found;
    return new Opened(run.getRun(), listOf(run.getItems()));
  }

  /** Goes on with what is left of an earlier visit, if no other tab does. */
  public static void resume() {
    begin(module().resume());
  }

  /** Ends a run; what it has found stays. */
  public static void cancel(String id) {
    await(module().cancel(id));
  }

  /** Runs again what failed or was not reached. */
  public static void retry(String id) {
    await(module().retry(id));
  }

  /** Deletes a run with its inputs and results. */
  public static void remove(String id) {
    await(module().remove(id));
  }

  /**
   * Saves a run as a file.
   *
   * @param format {@code csv} or {@code json}
   */
  public static void save(String id, String format) {
    await(module().save(id, format));
  }

  /** Tells a listener of changes until that is ended. */
  public static Watch watch(Listener listener) {
    RunsModule.Stop stop = module().watch(listener::onChange);
    return stop::run;
  }

  private static String start(JSObject model, JSObject inputs, @Nullable JSObject options) {
    return await(module().startBatch(model, inputs, options)).stringValue();
  }

  private static <T extends JSObject> List<T> listOf(JSArrayReader<T> all) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      list.add(all.get(i));
    }
    return list;
  }

  // It may last for hours, and says in the run what became of it.
  @JSBody(params = "promise", script = "promise.catch(reportError);")
  private static native void begin(JSPromise<JSObject> promise);

  private static RunsModule.Exports module() {
    return await(RunsModule.load());
  }

  private static <T extends JSObject> T await(JSPromise<T> promise) {
    return Promises.await(promise, Runs::failure);
  }

  private static InferenceException failure(JsException e) {
    return new InferenceException(
        Names.constant(Code.values(), HearthModule.code(e.reason())),
        HearthModule.message(e.reason()));
  }
}
