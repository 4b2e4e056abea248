package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.Kind;
import dev.hearth.browser.BrowserModels;
import dev.hearth.browser.BrowserRuntimes;
import dev.hearth.js.Inbox;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PlanForecast;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves requests strictly one after the other, whatever model they are for: neither runtime takes
 * concurrent calls.
 */
final class Engine {
  // Live sound that waits: with so many requests it is heard but not classified.
  private static final int FALLEN_BEHIND = 10;

  private final Inbox<Asked> inbox = new Inbox<>();
  private final Map<Integer, HostedModel> models = new HashMap<>();
  private final DeviceTensors kept = new DeviceTensors();
  private @Nullable BrowserRuntimes runtimes;
  private boolean serving;

  /** A request, and where its reply and its events go. */
  private static final class Asked {
    private final Request request;
    private final Outlet out;

    Asked(Request request, Outlet out) {
      this.request = request;
      this.out = out;
    }
  }

  /**
   * Takes a request, at any time.
   *
   * @param out gets the reply, and the events of a model that is opened
   */
  void accept(Request request, Outlet out) {
    inbox.add(new Asked(request, out));
    if (!serving) {
      serving = true;
      Tasks.start(
          this::serve,
          failure -> {
            // Nothing was caught where it could be answered: whoever asked hears of it as an error.
            throw failure;
          });
    }
  }

  private void serve() {
    try {
      while (true) {
        serve(inbox.take());
      }
    } finally {
      serving = false;
    }
  }

  private void serve(Asked asked) {
    Request request = asked.request;
    Reply reply = Reply.to(request);
    try {
      answer(request, reply, asked.out);
    } catch (RuntimeException e) {
      fail(request, reply, e, asked.out);
    }
    if (!request.getKind().equals(Kind.HEAR)) {
      asked.out.send(reply);
    }
  }

  private void answer(Request request, Reply reply, Outlet out) {
    switch (request.getKind()) {
      case Kind.OPEN -> open(request, reply, out);
      case Kind.PREDICT -> model(request).predict(request, reply);
      case Kind.AGAIN -> model(request).again(request, reply);
      case Kind.PREPROCESS -> model(request).preprocess(request, reply);
      case Kind.RUN -> model(request).run(request, reply);
      case Kind.DETECT -> model(request).detect(request, reply);
      case Kind.LISTEN -> model(request).listen(request);
      case Kind.HEAR -> model(request).hear(request, inbox.size() > FALLEN_BEHIND);
      case Kind.DOWNLOAD -> reply.setTensor(Messages.of(kept.get(request.getHandle()).download()));
      case Kind.FREE -> kept.free(request.getHandle());
      case Kind.KEEP -> reply.setTransfer(Messages.of(Keeping.keep(request, out)));
      case Kind.PLAN -> plan(request, reply);
      case Kind.MEMORY -> memory(reply);
      case Kind.LOSE -> model(request).loseDevice();
      case Kind.CLOSE -> close(request);
      default -> throw new IllegalArgumentException("No such request: " + request.getKind());
    }
  }

  private void open(Request request, Reply reply, Outlet out) {
    HostedModel model = HostedModel.open(request, runtimes(request), kept, out);
    models.put(request.getModel(), model);
    model.describe(reply);
  }

  private void plan(Request request, Reply reply) {
    BrowserRuntimes made = runtimes(request);
    ModelManifest manifest =
        new BrowserModels(made).manifest(request.getUrl(), request.getSha256());
    reply.setPlan(
        Messages.forecast(
            manifest.runtime().id(),
            made.threads(),
            PlanForecast.of(manifest, made, Opening.options(request))));
  }

  private BrowserRuntimes runtimes(Request request) {
    BrowserRuntimes made = runtimes;
    if (made == null) {
      made = new BrowserRuntimes(request.getBase() + "vendor/", request.getThreads());
      runtimes = made;
    }
    return made;
  }

  private HostedModel model(Request request) {
    HostedModel model = models.get(request.getModel());
    if (model == null) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected an open model, found none of number " + request.getModel());
    }
    return model;
  }

  private void memory(Reply reply) {
    reply.setDeviceTensors(kept.size());
    BrowserRuntimes made = runtimes;
    if (made != null) {
      reply.setTensors(made.tfjsMemory().numTensors());
      reply.setTensorBytes(made.tfjsMemory().numBytes());
    }
  }

  private void close(Request request) {
    HostedModel model = models.remove(request.getModel());
    if (model != null) {
      model.close();
    }
  }

  private static void fail(Request request, Reply reply, RuntimeException failure, Outlet out) {
    if (request.getKind().equals(Kind.HEAR)) {
      out.send(Event.failed(request.getModel(), code(failure).name(), text(failure)));
    } else {
      // What a runtime that does not answer holds, only the worker's end gives back.
      boolean restart = code(failure) == Code.TIMEOUT;
      reply.setError(Reply.error(code(failure).name(), text(failure), restart));
    }
  }

  private static Code code(RuntimeException failure) {
    if (failure instanceof InferenceException known) {
      return known.code();
    }
    return failure instanceof IllegalArgumentException ? Code.INVALID_INPUT : Code.RUNTIME_FAILED;
  }

  private static String text(RuntimeException failure) {
    return String.valueOf(failure.getMessage());
  }
}
