package dev.hearth.app.client;

import dev.hearth.app.client.HearthModule.AbortController;
import dev.hearth.app.client.HearthModule.Beside;
import dev.hearth.app.client.HearthModule.Model;
import dev.hearth.app.client.HearthModule.Rejection;
import dev.hearth.app.client.HearthModule.Report;
import dev.hearth.app.client.HearthModule.Sound;
import dev.hearth.app.client.HearthModule.Stream;
import dev.hearth.decode.Classification;
import dev.hearth.js.JsException;
import dev.hearth.js.Promises;
import dev.hearth.json.Names;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.LoadingStage;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.transfer.Transfer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * A model opened through hearth.js, as any page opens it.
 *
 * <p>Calls block the calling thread, never the page: call them from {@link
 * dev.hearth.js.Tasks#start}. {@link #close()} ends the model at once, whatever it is doing, and
 * lets waiting calls fail with CANCELLED.
 */
public final class RemoteModel implements AutoCloseable {
  private final AbortController opening = HearthModule.abortController();
  private final LoadingListener loading;
  private final ReleaseListener releases;
  private @Nullable Model model;
  private @Nullable ModelManifest manifest;
  private @Nullable JSObject manifestRead;
  private @Nullable Stream listening;
  private @Nullable Beside beside;
  private @Nullable JSPromise<JSArrayReader<HearthModule.Offered>> versions;

  private RemoteModel(LoadingListener loading, ReleaseListener releases) {
    this.loading = loading;
    this.releases = releases;
  }

  /**
   * Returns a model that is about to load, so that it can be closed while it does.
   *
   * @param loading told how far it is
   * @param releases told what becomes of its versions
   */
  public static RemoteModel start(LoadingListener loading, ReleaseListener releases) {
    return new RemoteModel(loading, releases);
  }

  /**
   * Loads the model.
   *
   * @param name a model's name, the address of its folder or of one version's, or that of a
   *     manifest.json
   * @param provider the execution provider to use, or "" to let the plan choose
   * @param version the only version to use, or "" for the one that this device is offered
   * @throws InferenceException if the model cannot be had or cannot run here; close() then
   */
  public void open(String name, String provider, String version) {
    Model opened =
        await(
            HearthModule.open(
                name, provider, version, opening.getSignal(), this::progressed, this::tell));
    model = opened;
  }

  /**
   * Loads a model of files that a person brought.
   *
   * @param files with what is said of them, as DescribedFiles of hearth.d.ts
   * @param provider as for {@link #open}
   * @throws InferenceException if the model cannot run here, or what is said does not suffice
   */
  public void openFiles(JSObject files, String provider) {
    model =
        await(
            HearthModule.openFiles(
                files, provider, opening.getSignal(), this::progressed, this::tell));
  }

  private void progressed(HearthModule.Progress progress) {
    loading.onProgress(
        Names.constant(LoadingStage.values(), progress.getStage()),
        (long) progress.getBytes(),
        (long) progress.getTotalBytes());
  }

  /** Returns the address of the opened model's manifest, "" for a model of files. */
  public String url() {
    String url = model().getUrl();
    return url == null ? "" : url;
  }

  /** Returns the manifest of the version that serves now. */
  public ModelManifest manifest() {
    JSObject now = model().getManifest();
    if (manifest == null || now != manifestRead) {
      manifest = ModelManifest.parse(HearthModule.json(now));
      manifestRead = now;
    }
    return manifest;
  }

  /** Returns where the opened model runs, and why. */
  public Plan plan() {
    HearthModule.Plan plan = model().getPlan();
    List<String> rejected = new ArrayList<>();
    JSArrayReader<Rejection> reasons = plan.getRejected();
    for (int i = 0; i < reasons.getLength(); i++) {
      rejected.add(reasons.get(i).getProvider() + ": " + reasons.get(i).getReason());
    }
    if (!plan.getWorker().isUsed()) {
      rejected.add("worker: " + plan.getWorker().getReason());
    }
    Report report = plan.getSelfTest();
    return new Plan(
        plan.getProvider(),
        plan.getVariant(),
        plan.getThreads(),
        rejected,
        report == null ? 0 : report.getCases(),
        report == null ? 0 : report.getMaxAbsDiff());
  }

  /** Returns which version serves now, and why; null where the address is that of one version. */
  public @Nullable Release release() {
    HearthModule.Release release = model().getRelease();
    return release == null
        ? null
        : new Release(release.getVersion(), release.getChannel(), release.isSigned());
  }

  /** Returns the versions of the opened model that people may open. */
  public List<Offered> versions() {
    JSArrayReader<HearthModule.Offered> versions = await(asked());
    List<Offered> offered = new ArrayList<>();
    for (int i = 0; i < versions.getLength(); i++) {
      HearthModule.Offered one = versions.get(i);
      if (!one.isBlocked()) {
        offered.add(new Offered(one.getVersion(), one.getChannel()));
      }
    }
    return offered;
  }

  // One answer serves all that describes the version that serves now.
  private JSPromise<JSArrayReader<HearthModule.Offered>> asked() {
    JSPromise<JSArrayReader<HearthModule.Offered>> answer = versions;
    if (answer == null) {
      answer = HearthModule.versions(model());
      versions = answer;
    }
    return answer;
  }

  /** Returns where the opened model's bytes came from. */
  public Transfer transfer() {
    HearthModule.Transfer transfer = model().getTransfer();
    return new Transfer(
        (long) transfer.getNetworkBytes(),
        (long) transfer.getDeviceBytes(),
        (long) transfer.getDiscardedBytes(),
        (long) transfer.getRepairedBytes(),
        transfer.getRefusal());
  }

  /**
   * Answers an input, as {@code predict} of hearth.d.ts does.
   *
   * @param input what the model's task takes; an ImageBitmap or Float32Array is given away
   * @param options of that call, or null
   * @throws InferenceException INVALID_INPUT if the model cannot take it; the model stays usable
   */
  public Seen predict(JSObject input, @Nullable JSObject options) {
    return new Seen(await(model().predict(input, HearthModule.options(options))));
  }

  /**
   * Makes sense once more of what the model answered last, as {@code again} of hearth.d.ts does.
   *
   * @param options of that call, or null
   * @throws InferenceException INVALID_INPUT if there is nothing of the kind: predict then
   */
  public Seen again(@Nullable JSObject options) {
    return new Seen(await(model().again(HearthModule.options(options))));
  }

  /**
   * Answers a sound.
   *
   * @param samples mono, -1 to 1
   * @throws InferenceException INVALID_INPUT if the model cannot take it; the model stays usable
   */
  public Seen predict(float[] samples, int sampleRateHz) {
    return predict(
        new Float32Array(Float32Array.fromJavaArray(samples)), HearthModule.rate(sampleRateHz));
  }

  /**
   * Runs the model on tensors as they are.
   *
   * @param feeds by name, as hearth.d.ts has them; copied
   * @return the outputs by name as the result
   * @throws InferenceException INVALID_INPUT if the model cannot take them; it stays usable
   */
  public Seen run(JSObject feeds) {
    return new Seen(await(HearthModule.run(model(), feeds)));
  }

  /**
   * Finds in a whole sound what listening to it would.
   *
   * @param sound a WAV file of any rate, mono or stereo, or an AudioBuffer
   * @throws InferenceException INVALID_INPUT if it is not one; the model stays usable
   */
  public HeardClip detect(JSObject sound) {
    HearthModule.Prediction heard = await(model().detect(sound, HearthModule.options(null)));
    JSArrayReader<HearthModule.Classification> found = heard.getWords();
    List<HeardWord> words = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      words.add(new HeardWord(word(found.get(i)), found.get(i).getTimeSeconds()));
    }
    return new HeardClip(new Seen(heard), words, heard.getSeconds());
  }

  /**
   * Begins to listen, forgetting what was heard before. Returns at once.
   *
   * @param microphone a MediaStream, which stays the caller's to stop
   */
  public void listen(JSObject microphone, LiveListener listener) {
    stopListening();
    Stream stream = model().stream(microphone, event -> tell(event, listener));
    listening = stream;
    HearthModule.onFailure(
        stream,
        error -> {
          if (stream == listening) {
            listening = null;
            listener.onFailure(failure(error));
          }
        });
  }

  /** Stops telling the live listener. */
  public void stopListening() {
    Stream stream = listening;
    listening = null;
    if (stream != null) {
      stream.stop();
    }
  }

  /**
   * Begins to predict the frames that a video shows, the latest whenever the model is free. Returns
   * at once.
   *
   * @param video a playing video element, which stays the caller's
   */
  public VideoStream watch(HTMLElement video, VideoListener listener) {
    return new VideoStream(
        HearthModule.watch(
            model(),
            video,
            listener::options,
            listener::part,
            listener::wantsFeeds,
            seen -> listener.onSeen(new Seen(seen)),
            listener::onRefused),
        error -> listener.onFailure(failure(error)));
  }

  /** Returns a part of a frame, in its pixels. */
  public static JSObject part(double x, double y, double width, double height) {
    return HearthModule.region(x, y, width, height);
  }

  /**
   * Adds what compares two versions of the opened model on a person's own input, once it is known
   * that the site offers several.
   *
   * @param slot the part of the page that it is added to
   */
  public void offerComparison(HTMLElement slot) {
    HearthModule.offerComparison(model(), slot, asked());
  }

  /**
   * Adds what puts a server's answers beside this device's, where the site names a server. Nothing
   * is sent before a person allows it there.
   *
   * @param slot the part of the page that it is added to
   */
  public void offerServer(HTMLElement slot) {
    beside = HearthModule.besideServer(model(), slot);
  }

  /** Tells what stands beside a server's answers of a prediction that is shown. */
  public void shown(Seen seen) {
    Beside panel = beside;
    if (panel != null) {
      panel.shown(seen.prediction());
    }
  }

  /** Ends the model. May be called twice. */
  @Override
  public void close() {
    listening = null;
    Beside panel = beside;
    beside = null;
    if (panel != null) {
      panel.end();
    }
    opening.abort();
    Model open = model;
    model = null;
    if (open != null) {
      open.close();
    }
  }

  private void tell(HearthModule.Event event) {
    if (event.getType().equals("version")) {
      versions = null;
      releases.onVersion(event.getState(), event.getVersion(), event.getReason());
    }
  }

  private void tell(Sound event, LiveListener listener) {
    switch (event.getType()) {
      case "heard" ->
          listener.onHeard(event.getLevel(), event.getFrames().toJavaArray(), event.getBands());
      case "window" -> listener.onWindow(new Seen((HearthModule.Prediction) (JSObject) event));
      case "detected" -> {
        HearthModule.Classification word = (HearthModule.Classification) (JSObject) event;
        listener.onEvent(word(word), word.getTimeSeconds());
      }
      case "speech" ->
          listener.onSpeech(
              event.getProbability(),
              event.isSpeaking(),
              HearthModule.change(event),
              event.getTimeSeconds());
      default -> throw new IllegalArgumentException("No such event: " + event.getType());
    }
  }

  private static Classification word(HearthModule.Classification word) {
    return new Classification(word.getIndex(), word.getLabel(), word.getProbability());
  }

  private Model model() {
    return opened(model);
  }

  private static <T extends JSObject> T await(JSPromise<T> promise) {
    return Promises.await(promise, RemoteModel::failure);
  }

  private static InferenceException failure(JsException e) {
    return failure(e.reason());
  }

  private static InferenceException failure(JSObject error) {
    return new InferenceException(
        Names.constant(Code.values(), HearthModule.code(error)), HearthModule.message(error));
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new InferenceException(Code.CANCELLED, "The model was closed.");
    }
    return value;
  }
}
