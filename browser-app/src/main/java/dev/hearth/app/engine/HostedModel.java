package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.FileMessage;
import dev.hearth.app.engine.Request.InputMessage;
import dev.hearth.app.engine.Request.OptionsMessage;
import dev.hearth.app.engine.Request.TensorMessage;
import dev.hearth.browser.BrowserModels;
import dev.hearth.browser.BrowserPictures;
import dev.hearth.browser.BrowserRuntimes;
import dev.hearth.decode.LiveDetection;
import dev.hearth.js.RuntimeFiles;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.Model;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.predict.PlannedSession;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Runtimes;
import dev.hearth.predict.Timings;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.DeviceSession;
import dev.hearth.runtime.DeviceTensor;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.task.TaskRun;
import dev.hearth.task.audioclassification.LiveAudioClassifier;
import dev.hearth.task.audioclassification.SoundTranslator;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;
import dev.hearth.tensor.Tensor;
import dev.hearth.transfer.CheckedShards;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArray;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSMapLike;
import org.teavm.jso.core.JSObjects;

/** One model, and what is asked of it. */
final class HostedModel {
  private final int number;
  private final String url;
  private final @Nullable Model model;
  private final PlannedSession session;
  private final InferenceSession floats;
  private final ModelRuntime runtime;
  private final BrowserRuntimes runtimes;
  private final DeviceTensors kept;
  private final long bytes;
  private final Outlet events;
  private final LastAnswer last = new LastAnswer();
  private @Nullable TaskTranslators translators;
  private @Nullable Hearing hearing;
  private int movesTold;

  private HostedModel(
      int number,
      String url,
      @Nullable Model model,
      PlannedSession session,
      ModelRuntime runtime,
      BrowserRuntimes runtimes,
      DeviceTensors kept,
      long bytes,
      Outlet events) {
    this.number = number;
    this.url = url;
    this.model = model;
    this.session = session;
    this.floats = new SignsOfLife(Float32Session.over(session), number, events);
    this.runtime = runtime;
    this.runtimes = runtimes;
    this.kept = kept;
    this.bytes = bytes;
    this.events = events;
    this.movesTold = session.plan().rejected().size();
  }

  /** Loads a model, blocking. */
  static HostedModel open(Request request, BrowserRuntimes all, DeviceTensors kept, Outlet events) {
    Runtimes runtimes = request.isKept() ? all.keepingOutputsOnDevice() : all;
    LoadOptions options = Opening.options(request);
    Progress listener = new Progress(request.getModel(), events);
    RuntimeFiles.onBytes(listener::alive);
    JSArrayReader<FileMessage> given = Request.files(request);
    String manifest = Request.manifest(request);
    if (given != null && manifest.isEmpty()) {
      ModelFiles files = Opening.files(given);
      String said = Request.description(request);
      if (!said.isEmpty()) {
        return described(request, files, given, said, runtimes, all, kept, listener, events);
      }
      return new HostedModel(
          request.getModel(),
          "",
          null,
          Model.session(files, runtimes, options, listener),
          ModelRuntime.of(files),
          all,
          kept,
          files.bytes(),
          events);
    }
    String url = given == null ? BrowserModels.manifestUrl(request.getUrl()) : "";
    Model model =
        given == null
            ? new BrowserModels(runtimes).open(url, request.getSha256(), options, listener)
            : Model.load(
                ModelManifest.parse(manifest),
                new CheckedShards(new GivenShards(given)),
                runtimes,
                options,
                listener);
    return checked(
        new HostedModel(
            request.getModel(),
            url,
            model,
            model.session(),
            model.manifest().runtime(),
            all,
            kept,
            model.plan().candidate().variant().bytes(),
            events));
  }

  private static HostedModel described(
      Request request,
      ModelFiles files,
      JSArrayReader<FileMessage> given,
      String said,
      Runtimes runtimes,
      BrowserRuntimes all,
      DeviceTensors kept,
      Progress listener,
      Outlet events) {
    Model model =
        Model.described(
            files,
            Opening.artifacts(given, files),
            ModelDescription.parse("The description", said),
            runtimes,
            Opening.options(request),
            listener);
    return checked(
        new HostedModel(
            request.getModel(),
            "",
            model,
            model.session(),
            model.manifest().runtime(),
            all,
            kept,
            files.bytes(),
            events));
  }

  private static HostedModel checked(HostedModel opened) {
    try {
      opened.checkTask();
      return opened;
    } catch (InferenceException e) {
      opened.close();
      throw e;
    }
  }

  // A text's translator needs files that are fetched when a text comes.
  private void checkTask() {
    Task task = manifest().task();
    if (task != Task.TENSORS && task.input() != Task.Input.TEXT) {
      translator();
    }
  }

  /** Says what was opened. */
  void describe(Reply reply) {
    reply.setUrl(url);
    reply.setManifest(model == null ? null : model.manifest().toJson().toString());
    reply.setInputs(Messages.infos(session.inputs()));
    reply.setOutputs(Messages.infos(session.outputs()));
    reply.setPlan(Messages.plan(runtime.id(), runtimes.threads(), session.plan()));
    reply.setTransfer(model == null ? null : Messages.of(model.transfer()));
    reply.setBytes((double) bytes);
  }

  void predict(Request request, Reply reply) {
    OptionsMessage options = request.getOptions();
    Translator<?, ?> wanted = kept(translators().by(options));
    Map<String, Tensor> fed = new LinkedHashMap<>();
    Prediction<?> prediction = null;
    if (wanted instanceof PictureTranslator<?> pictures
        && BrowserRuntimes.allowsGpu(pictures.input().image())
        && session.current() instanceof DeviceSession device) {
      prediction = onDevice(request, pictures, device, fed);
    }
    if (prediction == null) {
      prediction = here(request, wanted, fed);
    }
    reply.setResult(Results.of(prediction.result(), top(options.getTopK())));
    reply.setTimings(Messages.of(prediction.timings()));
    if (request.isWithFeeds()) {
      reply.setFeeds(Messages.of(fed));
    }
    tellMoved(reply);
  }

  /** Makes sense of the last prediction's outputs once more, without a run. */
  void again(Request request, Reply reply) {
    long start = System.nanoTime();
    if (!(translators().by(request.getOptions()) instanceof PictureTranslator<?> pictures)
        || !isAdjustable()) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a model for object-detection, found " + manifest().task().id());
    }
    reply.setResult(Results.of(last.decodedBy(pictures), Integer.MAX_VALUE));
    reply.setTimings(Messages.of(new Timings(0, 0, (System.nanoTime() - start) / 1e6)));
  }

  private Translator<?, ?> kept(Translator<?, ?> translator) {
    return isAdjustable() && translator instanceof PictureTranslator<?> pictures
        ? last.keptBy(pictures)
        : translator;
  }

  // The only task whose results hang on what a person may change; for others nothing is held.
  private boolean isAdjustable() {
    return manifest().task() == Task.OBJECT_DETECTION;
  }

  private @Nullable Prediction<?> onDevice(
      Request request,
      PictureTranslator<?> translator,
      DeviceSession device,
      Map<String, Tensor> fed) {
    InputMessage input = request.getInput();
    JSObject picture = BrowserPictures.bitmap(input.getPicture());
    input.setPicture(picture);
    try {
      return OnDevice.predict(
          runtimes,
          runtime,
          session.plan().candidate().provider(),
          device,
          translator,
          picture,
          request.isWithFeeds() ? fed : null);
    } catch (InferenceException e) {
      // The way through the processor fails the same, and then the plan goes on.
      if (e.code() == Code.DEVICE_LOST || e.code() == Code.OUT_OF_MEMORY) {
        return null;
      }
      throw e;
    }
  }

  private Prediction<?> here(
      Request request, Translator<?, ?> translator, Map<String, Tensor> fed) {
    long start = System.nanoTime();
    Object input = Inputs.read(manifest(), request.getInput());
    double readMs = (System.nanoTime() - start) / 1e6;
    Prediction<?> prediction =
        TaskRun.predict(
            floats,
            request.isWithFeeds() && !TaskRun.isOfManyRuns(translator)
                ? noting(translator, fed)
                : translator,
            input);
    Timings timings = prediction.timings();
    return new Prediction<>(
        prediction.result(),
        new Timings(readMs + timings.preprocessMs(), timings.runMs(), timings.postprocessMs()));
  }

  void preprocess(Request request, Reply reply) {
    if (translator() instanceof VoiceActivityTranslator) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a model whose input is one run's, found one whose runs follow each other:"
              + " use predict");
    }
    reply.setFeeds(
        Messages.of(prepared(translator(), Inputs.read(manifest(), request.getInput())).feeds()));
  }

  void run(Request request, Reply reply) {
    JSMapLike<TensorMessage> given = request.getFeeds();
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    Map<String, Object> all = new LinkedHashMap<>();
    for (String name : names(given)) {
      TensorMessage message = given.get(name);
      int handle = Messages.handle(message);
      if (handle == 0) {
        Tensor tensor = Messages.tensor(name, message);
        feeds.put(name, tensor);
        all.put(name, tensor);
      } else {
        all.put(name, kept.get(handle));
      }
    }
    long start = System.nanoTime();
    if (request.isKept()) {
      keep(onDevice().runOnDevice(all), reply);
    } else if (feeds.size() < all.size()) {
      reply.setFetches(Messages.of(OnDevice.downloaded(onDevice().runOnDevice(all))));
    } else {
      reply.setFetches(Messages.of(session.run(feeds)));
      if (request.isLent()) {
        Reply.giveBack(reply, request);
      }
    }
    reply.setTimings(Messages.of(new Timings(0, (System.nanoTime() - start) / 1e6, 0)));
    tellMoved(reply);
  }

  private DeviceSession onDevice() {
    if (session.current() instanceof DeviceSession able) {
      return able;
    }
    throw new InferenceException(
        Code.INVALID_INPUT,
        "Expected a runtime that keeps tensors on the device, found "
            + session.plan().candidate().provider());
  }

  private void keep(Map<String, DeviceTensor> fetches, Reply reply) {
    JSMapLike<JSObject> out = JSObjects.create();
    for (Map.Entry<String, DeviceTensor> fetch : fetches.entrySet()) {
      DeviceTensor tensor = fetch.getValue();
      out.set(fetch.getKey(), Messages.kept(tensor, kept.keep(tensor)));
    }
    reply.setFetches(out);
  }

  /** Predicts of a whole sound, and finds what listening to it would. */
  void detect(Request request, Reply reply) {
    predict(request, reply);
    var sound = Inputs.sound(manifest(), request.getInput());
    JSArray<JSObject> words = new JSArray<>();
    if (translator() instanceof SoundTranslator sounds && sounds.listens()) {
      for (LiveDetection word : LiveAudioClassifier.words(manifest(), floats, sound)) {
        words.push(Results.of(word, manifest().labels()));
      }
    }
    reply.setWords(words);
    reply.setSeconds(sound.durationSeconds());
  }

  void listen(Request request) {
    hearing =
        Hearing.start(number, manifest(), translator(), floats, request.getSampleRateHz(), events);
  }

  void hear(Request request, boolean behind) {
    Hearing listening = hearing;
    if (listening == null) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected a request to listen first");
    }
    listening.hear(request.getSamples().toJavaArray(), behind);
  }

  void loseDevice() {
    runtimes.loseDevice(runtime, session.plan().candidate().provider());
  }

  void close() {
    session.close();
  }

  private Model model() {
    if (model == null) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a package, found files without a manifest: use run");
    }
    return model;
  }

  private ModelManifest manifest() {
    return model().manifest();
  }

  private TaskTranslators translators() {
    TaskTranslators made = translators;
    if (made == null) {
      made = new TaskTranslators(model());
      translators = made;
    }
    return made;
  }

  private Translator<?, ?> translator() {
    return translators().usual();
  }

  private static int top(double topK) {
    return Double.isNaN(topK) ? Integer.MAX_VALUE : (int) topK;
  }

  private void tellMoved(Reply reply) {
    int moves = session.plan().rejected().size();
    if (moves != movesTold) {
      movesTold = moves;
      reply.setPlan(Messages.plan(runtime.id(), runtimes.threads(), session.plan()));
    }
  }

  // The task decides the input's type on both sides.
  @SuppressWarnings("unchecked")
  private static <I> Prepared<?> prepared(Translator<I, ?> translator, Object input) {
    return translator.preprocess((I) input);
  }

  private static <I, O> Translator<I, O> noting(
      Translator<I, O> translator, Map<String, Tensor> fed) {
    return input -> {
      Prepared<O> prepared = translator.preprocess(input);
      fed.putAll(prepared.feeds());
      return prepared;
    };
  }

  @JSBody(params = "map", script = "return Object.keys(map);")
  private static native String[] names(JSObject map);
}
