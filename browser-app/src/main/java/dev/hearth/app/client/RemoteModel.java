package dev.hearth.app.client;

import dev.hearth.app.protocol.Reply;
import dev.hearth.app.protocol.Request;
import dev.hearth.decode.Classification;
import dev.hearth.decode.Classifications;
import dev.hearth.js.Promises;
import dev.hearth.json.Names;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Timings;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.file.Blob;
import org.teavm.jso.function.JSConsumer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * A model that runs in a worker of its own.
 *
 * <p>Calls block the calling thread, never the page: call them from {@link
 * dev.hearth.js.Tasks#start}. Requests are served one after the other. {@link #close()} ends the
 * worker at once, whatever it is doing, and lets waiting calls fail with CANCELLED.
 */
public final class RemoteModel implements AutoCloseable {
  private final JSObject worker;
  private final List<Waiting> pending = new ArrayList<>();
  private final LoadingListener loading;
  private @Nullable LiveListener live;
  private @Nullable ModelManifest manifest;
  private @Nullable Plan plan;
  private boolean closed;
  private int lastId;

  /** Who waits for the answer to a request; a handful at most, so a list does. */
  private record Waiting(int id, JSConsumer<Reply> resolve) {}

  private RemoteModel(LoadingListener loading) {
    this.loading = loading;
    this.worker = startWorker("app/start.js", this::receive, this::fail);
  }

  /**
   * Returns a model that is about to load, so that it can be closed while it does.
   *
   * @param loading told how far it is
   */
  public static RemoteModel start(LoadingListener loading) {
    return new RemoteModel(loading);
  }

  /**
   * Loads the model.
   *
   * @param manifestUrl the address of a manifest.json of this site
   * @param provider the execution provider to use, or "" to let the plan choose
   * @throws InferenceException if the model cannot be had or cannot run here; close() then
   */
  public void open(String manifestUrl, String provider) {
    Request request = request(Request.Kind.OPEN);
    request.setUrl(manifestUrl);
    request.setProvider(provider);
    Reply reply = call(request, null);
    manifest = ModelManifest.parse(reply.getText());
    plan =
        new Plan(
            reply.getProvider(),
            reply.getVariant(),
            strings(reply.getProviders()),
            strings(reply.getRejected()),
            reply.getCases(),
            reply.getMaxAbsDiff());
  }

  /** Returns the opened model's manifest. */
  public ModelManifest manifest() {
    return opened(manifest);
  }

  /** Returns where the opened model runs, and why. */
  public Plan plan() {
    return opened(plan);
  }

  /**
   * Classifies a picture.
   *
   * @param picture an ImageBitmap, which is transferred: the page cannot use it any more
   * @param photo the file that it is of, or null
   * @throws InferenceException INVALID_INPUT if the model cannot take it; the model stays usable
   */
  public Seen classifyImage(JSObject picture, @Nullable Blob photo) {
    Request request = request(Request.Kind.IMAGE);
    request.setPicture(picture);
    request.setPhoto(photo);
    return seen(call(request, picture));
  }

  /**
   * Classifies a sound.
   *
   * @param samples mono, -1 to 1, given away
   * @throws InferenceException INVALID_INPUT if the model cannot take it; the model stays usable
   */
  public Seen classifyAudio(float[] samples, int sampleRateHz) {
    return seen(call(sound(Request.Kind.AUDIO, samples, sampleRateHz), null));
  }

  /**
   * Finds the words in a sound file.
   *
   * @param file the bytes of a WAV file of any rate, mono or stereo; transferred
   * @throws InferenceException INVALID_INPUT if it is not one; the model stays usable
   */
  public HeardClip classifyWav(Int8Array file) {
    Request request = request(Request.Kind.WAV);
    request.setFile(file);
    Reply reply = call(request, file.getBuffer());
    double[] values = reply.getWords().toJavaArray();
    List<HeardWord> words = new ArrayList<>();
    for (int i = 0; i < values.length; i += 3) {
      words.add(new HeardWord(word((int) values[i], values[i + 1]), values[i + 2]));
    }
    return new HeardClip(seen(reply), words, reply.getSeconds());
  }

  /** Begins to listen, forgetting what was heard before. */
  public void listen(int sampleRateHz, LiveListener listener) {
    Request request = request(Request.Kind.LISTEN);
    request.setSampleRateHz(sampleRateHz);
    call(request, null);
    live = listener;
  }

  /** Hands over the next live samples, mono, -1 to 1, given away. Returns at once. */
  public void hear(Float32Array samples) {
    Request request = request(Request.Kind.LIVE);
    request.setSamples(samples);
    post(worker, request, samples.getBuffer());
  }

  /** Stops telling the live listener. */
  public void stopListening() {
    live = null;
  }

  /** Ends the worker. May be called twice. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      terminate(worker);
      fail("");
    }
  }

  private Request request(String kind) {
    Request request = Request.create();
    request.setId(++lastId);
    request.setKind(kind);
    return request;
  }

  private Request sound(String kind, float[] samples, int sampleRateHz) {
    Request request = request(kind);
    request.setSamples(Float32Array.copyFromJavaArray(samples));
    request.setSampleRateHz(sampleRateHz);
    return request;
  }

  private Reply call(Request request, @Nullable JSObject transfer) {
    if (closed) {
      throw cancelled();
    }
    JSPromise<Reply> answer =
        new JSPromise<>((resolve, reject) -> pending.add(new Waiting(request.getId(), resolve)));
    post(worker, request, transfer);
    Reply reply = Promises.await(answer);
    if (!reply.getKind().equals(Reply.Kind.FAILED)) {
      return reply;
    }
    throw closed ? cancelled() : failure(reply);
  }

  // Called by the worker's events: must not block.
  private void receive(Reply reply) {
    LiveListener listener = live;
    switch (reply.getKind()) {
      case Reply.Kind.PROGRESS ->
          loading.onProgress(
              Names.constant(LoadingStage.values(), reply.getStage()),
              (long) reply.getBytes(),
              (long) reply.getTotalBytes());
      case Reply.Kind.HEARD -> {
        if (listener != null) {
          listener.onHeard(reply.getLevel(), reply.getFrames().toJavaArray(), reply.getBands());
        }
      }
      case Reply.Kind.WINDOW -> {
        if (listener != null) {
          listener.onWindow(prediction(reply));
        }
      }
      case Reply.Kind.EVENT -> {
        if (listener != null) {
          listener.onEvent(word(reply.getIndex(), reply.getLevel()));
        }
      }
      default -> answer(reply);
    }
  }

  private void answer(Reply reply) {
    for (int i = 0; i < pending.size(); i++) {
      Waiting waiting = pending.get(i);
      if (waiting.id() == reply.getId()) {
        pending.remove(i);
        waiting.resolve().accept(reply);
        return;
      }
    }
    LiveListener listener = live;
    if (reply.getKind().equals(Reply.Kind.FAILED) && listener != null) {
      live = null;
      listener.onFailure(failure(reply));
    }
  }

  // The worker itself is broken or ended: nobody will answer any more.
  private void fail(String message) {
    List<Waiting> waiting = new ArrayList<>(pending);
    pending.clear();
    Reply reply = Reply.create();
    reply.setKind(Reply.Kind.FAILED);
    reply.setCode(Code.RUNTIME_FAILED.name());
    reply.setText("The worker failed: " + message);
    for (Waiting one : waiting) {
      one.resolve().accept(reply);
    }
    LiveListener listener = live;
    live = null;
    if (listener != null && !closed) {
      listener.onFailure(failure(reply));
    }
  }

  private Prediction<Classifications> prediction(Reply reply) {
    return new Prediction<>(
        new Classifications(manifest().labels(), reply.getProbabilities().copyToJavaArray()),
        new Timings(reply.getPreprocessMs(), reply.getRunMs(), reply.getPostprocessMs()));
  }

  private Classification word(int index, double probability) {
    return new Classification(index, manifest().labels().get(index), probability);
  }

  private Seen seen(Reply reply) {
    return new Seen(prediction(reply), reply.getFrames().toJavaArray());
  }

  private static InferenceException failure(Reply reply) {
    return new InferenceException(Names.constant(Code.values(), reply.getCode()), reply.getText());
  }

  private static InferenceException cancelled() {
    return new InferenceException(Code.CANCELLED, "The model was closed.");
  }

  private static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("Expected an opened model: call open first");
    }
    return value;
  }

  private static List<String> strings(JSArrayReader<JSString> values) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < values.getLength(); i++) {
      out.add(values.get(i).stringValue());
    }
    return out;
  }

  @JSFunctor
  private interface OnReply extends JSObject {
    void accept(Reply reply);
  }

  @JSFunctor
  private interface OnError extends JSObject {
    void accept(String message);
  }

  // Requests posted before the worker's module has run are kept by the browser until it listens.
  @JSBody(
      params = {"url", "onReply", "onError"},
      script =
          "const worker = new Worker(url, {type: 'module'});"
              + "worker.onmessage = e => onReply(e.data);"
              + "worker.onerror = e => onError('' + (e.message || 'it could not be loaded'));"
              + "return worker;")
  private static native JSObject startWorker(String url, OnReply onReply, OnError onError);

  @JSBody(
      params = {"worker", "request", "transfer"},
      script = "worker.postMessage(request, transfer ? [transfer] : []);")
  private static native void post(JSObject worker, Request request, @Nullable JSObject transfer);

  @JSBody(params = "worker", script = "worker.terminate();")
  private static native void terminate(JSObject worker);
}
