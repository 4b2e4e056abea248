package dev.hearth.app.worker;

import dev.hearth.app.protocol.Reply;
import dev.hearth.app.protocol.Request;
import dev.hearth.audio.AudioClip;
import dev.hearth.audio.WavReader;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.LiveDetection;
import dev.hearth.image.Bitmap;
import dev.hearth.image.ExifOrientation;
import dev.hearth.js.Blobs;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.predict.Prediction;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Timings;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.audioclassification.AudioClassificationTranslator;
import dev.hearth.task.imageclassification.ImageClassificationTranslator;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.file.Blob;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Float64Array;

/** Serves the requests for one model. */
final class ModelHost {
  private final Consumer<Reply> events;
  private @Nullable OpenModel model;
  private @Nullable ImageClassificationTranslator images;
  private @Nullable AudioClassificationTranslator sounds;
  private @Nullable Listening listening;

  /**
   * Makes a host without a model.
   *
   * @param events told progress and what is heard
   */
  ModelHost(Consumer<Reply> events) {
    this.events = events;
  }

  /**
   * Serves one request, blocking.
   *
   * @param behind true if more live sound waits already
   * @return the answer; null for live sound, which is answered by events
   */
  @Nullable Reply serve(Request request, boolean behind) {
    try {
      return answer(request, behind);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private @Nullable Reply answer(Request request, boolean behind) {
    return switch (request.getKind()) {
      case Request.Kind.OPEN -> open(request);
      case Request.Kind.IMAGE -> image(request);
      case Request.Kind.AUDIO -> audio(request);
      case Request.Kind.WAV -> wav(request);
      case Request.Kind.LISTEN -> listen(request);
      case Request.Kind.LIVE -> {
        heard(request, behind);
        yield null;
      }
      default -> throw new IllegalArgumentException("No such request: " + request.getKind());
    };
  }

  private Reply open(Request request) {
    OpenModel opened =
        OpenModel.open(request.getUrl(), request.getProvider(), new Progress(events));
    model = opened;
    ModelManifest manifest = opened.manifest();
    if (manifest.task() == Task.IMAGE_CLASSIFICATION) {
      images = new ImageClassificationTranslator(manifest);
    } else if (manifest.task() == Task.AUDIO_CLASSIFICATION) {
      sounds = new AudioClassificationTranslator(manifest);
    }
    return opened.describe();
  }

  private Reply image(Request request) {
    ImageClassificationTranslator translator = given(images, "pictures");
    Bitmap picture = Pictures.read(request.getPicture());
    Blob photo = request.getPhoto();
    if (photo != null && translator.image().asStored()) {
      picture = ExifOrientation.of(Blobs.bytes(photo).toJavaArray()).undo(picture);
    }
    return predicted(translator, picture);
  }

  private Reply audio(Request request) {
    return predicted(
        sounds(), new AudioClip(request.getSamples().toJavaArray(), request.getSampleRateHz()));
  }

  private Reply wav(Request request) {
    AudioClip sound = WavReader.read(request.getFile().toJavaArray());
    Reply reply = predicted(sounds(), sound);
    List<LiveDetection> words =
        new Listening(opened(), sounds(), sound.sampleRateHz(), events).wordsIn(sound);
    Float64Array values = new Float64Array(3 * words.size());
    for (int i = 0; i < words.size(); i++) {
      values.set(3 * i, words.get(i).label());
      values.set(3 * i + 1, words.get(i).score());
      values.set(3 * i + 2, words.get(i).timeSeconds());
    }
    reply.setWords(values);
    reply.setSeconds(sound.durationSeconds());
    return reply;
  }

  private Reply listen(Request request) {
    listening = new Listening(opened(), sounds(), request.getSampleRateHz(), events);
    return reply(Reply.Kind.DONE);
  }

  private void heard(Request request, boolean behind) {
    given(listening, "live sound").hear(request.getSamples().toJavaArray(), behind);
  }

  private <I> Reply predicted(Translator<I, Classifications> translator, I input) {
    // What was fed, for "what the model sees".
    float[][] fed = {{}};
    Predictor<I, Classifications> predictor =
        new Predictor<>(
            opened().session(),
            given -> {
              Prepared<Classifications> prepared = translator.preprocess(given);
              for (Tensor feed : prepared.feeds().values()) {
                fed[0] = feed instanceof FloatTensor floats ? floats.values() : fed[0];
              }
              return prepared;
            });
    Prediction<Classifications> prediction = predictor.predict(input);
    Reply reply = reply(Reply.Kind.PREDICTED);
    describe(prediction, reply);
    reply.setFrames(Float32Array.copyFromJavaArray(fed[0]));
    return reply;
  }

  static void describe(Prediction<Classifications> prediction, Reply reply) {
    Timings timings = prediction.timings();
    reply.setProbabilities(Float64Array.copyFromJavaArray(prediction.result().probabilities()));
    reply.setPreprocessMs(timings.preprocessMs());
    reply.setRunMs(timings.runMs());
    reply.setPostprocessMs(timings.postprocessMs());
  }

  static Reply reply(String kind) {
    Reply reply = Reply.create();
    reply.setKind(kind);
    return reply;
  }

  private OpenModel opened() {
    return given(model, "anything before it is opened");
  }

  private AudioClassificationTranslator sounds() {
    return given(sounds, "sounds");
  }

  private static <T> T given(@Nullable T value, String what) {
    if (value == null) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected a model that takes " + what + ", found another kind");
    }
    return value;
  }

  private static Reply failed(RuntimeException failure) {
    Code code = Code.RUNTIME_FAILED;
    if (failure instanceof InferenceException known) {
      code = known.code();
    } else if (failure instanceof IllegalArgumentException) {
      code = Code.INVALID_INPUT;
    }
    Reply reply = reply(Reply.Kind.FAILED);
    reply.setCode(code.name());
    reply.setText(String.valueOf(failure.getMessage()));
    return reply;
  }
}
