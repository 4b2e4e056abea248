package dev.hearth.serve;

import dev.hearth.json.JsonObject;
import dev.hearth.jvm.JvmModels;
import dev.hearth.predict.LoadListener;
import dev.hearth.predict.LoadOptions;
import dev.hearth.predict.Model;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of the Open Inference Protocol v2 and of TensorFlow Serving's REST interface
 * with the models of a site's folder. For use by any number of threads.
 *
 * <p>A function of the platform's own types, so that whoever loads this from another class path can
 * call it: from {@code POST /v2/models/digits/infer} and the body to a status and a JSON text.
 */
public final class InferenceEndpoint
    implements BiFunction<String, byte[], Map.Entry<Integer, String>> {
  private static final String MODEL = "/models/([A-Za-z0-9][A-Za-z0-9._-]*)";
  private static final String VERSION = "(?:/versions/([A-Za-z0-9][A-Za-z0-9._-]*))?";
  private static final Pattern SERVER = Pattern.compile("GET /v2(/health/(?:live|ready))?");
  private static final Pattern MODEL_STATE =
      Pattern.compile("GET /(v1|v2)" + MODEL + VERSION + "(/ready)?");
  private static final Pattern INFER = Pattern.compile("POST /v2" + MODEL + VERSION + "/infer");
  private static final Pattern PREDICT = Pattern.compile("POST /v1" + MODEL + VERSION + ":predict");
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;
  private static final List<Code> NOT_THE_CALLERS =
      List.of(Code.RUNTIME_FAILED, Code.OUT_OF_MEMORY, Code.NETWORK, Code.INTEGRITY);

  private final Path models;
  private final Map<String, Model> open = new HashMap<>();

  /**
   * Serves models, each loaded when it is first asked for.
   *
   * @param models a site's folder of models
   */
  public InferenceEndpoint(Path models) {
    this.models = models;
  }

  @Override
  public Map.Entry<Integer, String> apply(String request, byte[] body) {
    try {
      return Map.entry(OK, answer(request, body));
    } catch (InferenceException e) {
      int status = NOT_THE_CALLERS.contains(e.code()) ? FAILED : BAD_REQUEST;
      return error(e.code() == Code.MODEL_NOT_FOUND ? NOT_FOUND : status, e);
    } catch (IllegalArgumentException e) {
      return error(BAD_REQUEST, e);
    }
  }

  private String answer(String request, byte[] body) {
    Matcher infer = INFER.matcher(request);
    if (infer.matches()) {
      return infer(infer.group(1), infer.group(2), read(body));
    }
    Matcher predict = PREDICT.matcher(request);
    if (predict.matches()) {
      return predict(predict.group(1), predict.group(2), read(body));
    }
    Matcher state = MODEL_STATE.matcher(request);
    if (state.matches()) {
      Model model = model(state.group(2), state.group(3));
      return state.group(1).equals("v1")
          ? TensorFlowServing.state(model)
          : OpenInference.metadata(model);
    }
    if (SERVER.matcher(request).matches()) {
      return OpenInference.server();
    }
    throw new InferenceException(
        Code.MODEL_NOT_FOUND,
        "Expected /v2/models/NAME/infer or /v1/models/NAME:predict by POST, found " + request);
  }

  private String infer(String name, @Nullable String version, JsonObject asked) {
    Model model = model(name, version);
    Map<String, Tensor> feeds = OpenInference.feeds(asked);
    return OpenInference.answer(model.manifest(), asked, run(model, feeds));
  }

  private String predict(String name, @Nullable String version, JsonObject asked) {
    Model model = model(name, version);
    TensorFlowServing.Request request =
        TensorFlowServing.Request.read(asked, model.session().inputs());
    return request.answer(run(model, request.feeds()));
  }

  private static Map<String, Tensor> run(Model model, Map<String, Tensor> feeds) {
    synchronized (model) {
      return model.session().run(feeds);
    }
  }

  private static JsonObject read(byte[] body) {
    return JsonObject.parse("The request", new String(body, StandardCharsets.UTF_8));
  }

  private Model model(String name, @Nullable String version) {
    Path folder = models.resolve(name);
    if (version != null) {
      folder = folder.resolve(version);
    }
    String key = folder.toString();
    synchronized (open) {
      Model found = open.get(key);
      if (found == null) {
        if (!Files.isDirectory(folder)) {
          throw new InferenceException(
              Code.MODEL_NOT_FOUND,
              "Expected a model of this site, found " + models.relativize(folder));
        }
        found = new JvmModels().open(key, LoadOptions.DEFAULT, LoadListener.NONE);
        open.put(key, found);
      }
      return found;
    }
  }

  private static Map.Entry<Integer, String> error(int status, RuntimeException e) {
    return Map.entry(status, new JsonObject().put("error", e.getMessage()).toString());
  }
}
