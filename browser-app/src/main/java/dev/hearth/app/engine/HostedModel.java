package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.FileMessage;
import dev.hearth.app.engine.Request.InputMessage;
import dev.hearth.app.engine.Request.OptionsMessage;
import dev.hearth.app.engine.Request.RejectedMessage;
import dev.hearth.app.engine.Request.TensorMessage;
import dev.hearth.browser.BrowserModels;
import dev.hearth.browser.BrowserPictures;
import dev.hearth.browser.BrowserRuntimes;
import dev.hearth.decode.LiveDetection;
import dev.hearth.js.Blobs;
import dev.hearth.json.JsonObject;
import dev.hearth.json.Names;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Task;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.ExecutionPlan.Rejected;
import dev.hearth.predict.LoadListener;
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
import dev.hearth.task.Translators;
import dev.hearth.task.audioclassification.AudioClassificationTranslator;
import dev.hearth.task.audioclassification.LiveAudioClassifier;
import dev.hearth.task.voiceactivity.LiveSpeechDetector;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private @Nullable Translator<?, ?> translator;
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
    this.floats = Float32Session.over(session);
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
    LoadOptions options =
        new LoadOptions(
            providers(request.getProvider()),
            request.getVariant(),
            request.isSelfTested(),
            rejected(request.getExclude()));
    LoadListener listener = new Progress(request.getModel(), events);
    JSArrayReader<FileMessage> given = Request.files(request);
    if (given != null) {
      ModelFiles files = files(given);
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
    String url = BrowserModels.manifestUrl(request.getUrl());
    Model model = new BrowserModels(runtimes).open(url, options, listener);
    return new HostedModel(
        request.getModel(),
        url,
        model,
        model.session(),
        model.manifest().runtime(),
        all,
        kept,
        model.plan().candidate().variant().bytes(),
        events);
  }

  /** Says what was opened. */
  void describe(Reply reply) {
    reply.setUrl(url);
    reply.setManifest(model == null ? null : model.manifest().toJson().toString());
    reply.setInputs(Messages.infos(session.inputs()));
    reply.setOutputs(Messages.infos(session.outputs()));
    reply.setPlan(Messages.plan(runtime.id(), runtimes.threads(), session.plan()));
    reply.setBytes((double) bytes);
  }

  void predict(Request request, Reply reply) {
    OptionsMessage options = request.getOptions();
    Translator<?, ?> wanted = translator(options);
    Map<String, Tensor> fed = new LinkedHashMap<>();
    Prediction<?> prediction = null;
    if (wanted instanceof PictureTranslator<?> pictures
        && pictures.input().image().browserResize()
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
            floats, request.isWithFeeds() ? noting(translator, fed) : translator, input);
    Timings timings = prediction.timings();
    return new Prediction<>(
        prediction.result(),
        new Timings(readMs + timings.preprocessMs(), timings.runMs(), timings.postprocessMs()));
  }

  void preprocess(Request request, Reply reply) {
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
    if (translator() instanceof AudioClassificationTranslator) {
      for (LiveDetection word : LiveAudioClassifier.words(manifest(), floats, sound)) {
        words.push(Results.of(word, manifest().labels()));
      }
    }
    reply.setWords(words);
    reply.setSeconds(sound.durationSeconds());
  }

  void listen(Request request) {
    Translator<?, ?> one = translator();
    int rate = request.getSampleRateHz();
    if (one instanceof AudioClassificationTranslator) {
      Listening listening = new Listening(number, manifest(), events);
      hearing = new LiveAudioClassifier(manifest(), floats, rate, listening)::hear;
    } else if (one instanceof VoiceActivityTranslator voice) {
      int modelRate = voice.sampleRateHz();
      LiveSpeechDetector speech =
          new LiveSpeechDetector(
              manifest(),
              floats,
              rate,
              (probability, speaking, change) ->
                  events.send(Event.speech(number, probability, speaking, change, modelRate)));
      // Nothing can be left out: the model remembers what came before.
      hearing = (samples, behind) -> speech.hear(samples);
    } else {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected a model that listens, found one of " + manifest().task().id());
    }
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

  private Translator<?, ?> translator() {
    Translator<?, ?> made = translator;
    if (made == null) {
      made = make(manifest());
      translator = made;
    }
    return made;
  }

  private Translator<?, ?> make(ModelManifest manifest) {
    if (manifest.task() == Task.TENSORS) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a model with a task, found raw tensors: use run");
    }
    return Translators.of(manifest, model()::tokenizer);
  }

  // Detections hang on thresholds that a person moves.
  private Translator<?, ?> translator(OptionsMessage options) {
    double score = options.getScoreThreshold();
    double iou = options.getIouThreshold();
    if (Double.isNaN(score) && Double.isNaN(iou)) {
      return translator();
    }
    if (manifest().task() != Task.OBJECT_DETECTION) {
      throw new InferenceException(
          Code.INVALID_INPUT,
          "Expected thresholds for object-detection alone, found " + manifest().task().id());
    }
    JsonObject settings = copy(manifest().postprocessing());
    if (!Double.isNaN(score)) {
      settings.put("scoreThreshold", score);
    }
    if (!Double.isNaN(iou)) {
      JsonObject nms = settings.has("nms") ? copy(settings.object("nms")) : new JsonObject();
      settings.put("nms", nms.put("iouThreshold", iou));
    }
    return make(manifest().withPostprocessing(settings));
  }

  private static JsonObject copy(JsonObject json) {
    return JsonObject.parse("postprocessing", json.toString());
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

  private static List<String> providers(String names) {
    List<String> out = new ArrayList<>();
    String rest = names;
    while (!rest.isEmpty()) {
      int comma = (rest + ",").indexOf(',');
      out.add(rest.substring(0, comma));
      rest = rest.substring(Math.min(comma + 1, rest.length()));
    }
    return out;
  }

  private static List<Rejected> rejected(JSArrayReader<RejectedMessage> messages) {
    List<Rejected> out = new ArrayList<>();
    for (int i = 0; i < messages.getLength(); i++) {
      RejectedMessage one = messages.get(i);
      out.add(
          new Rejected(
              new Candidate(one.getProvider(), new Variant(one.getVariant(), List.of(), List.of())),
              new InferenceException(
                  Names.constant(Code.values(), one.getCode()), one.getReason())));
    }
    return out;
  }

  // The graph first; paths are those inside its folder.
  private static ModelFiles files(JSArrayReader<FileMessage> given) {
    int main = 0;
    for (int i = 1; i < given.getLength(); i++) {
      if (graphLikeness(given.get(i)) > graphLikeness(given.get(main))) {
        main = i;
      }
    }
    String mainPath = given.get(main).getPath();
    String folder = mainPath.substring(0, mainPath.lastIndexOf('/') + 1);
    ModelFiles out = new ModelFiles();
    add(out, given.get(main), folder);
    for (int i = 0; i < given.getLength(); i++) {
      if (i != main) {
        add(out, given.get(i), folder);
      }
    }
    return out;
  }

  // TensorFlow.js does not insist on the name model.json.
  private static int graphLikeness(FileMessage file) {
    String path = file.getPath();
    if (path.endsWith(".onnx") || path.endsWith("model.json")) {
      return 2;
    }
    return path.endsWith(".json") ? 1 : 0;
  }

  private static void add(ModelFiles files, FileMessage file, String folder) {
    String path = file.getPath();
    files.add(
        path.startsWith(folder) ? path.substring(folder.length()) : path,
        Blobs.bytes(file.getData()).toJavaArray());
  }

  @JSBody(params = "map", script = "return Object.keys(map);")
  private static native String[] names(JSObject map);
}
