package dev.hearth.task.voiceactivity;

import dev.hearth.audio.AudioClip;
import dev.hearth.audio.SincResampler;
import dev.hearth.decode.SpeechSegment;
import dev.hearth.decode.VoiceActivityGate;
import dev.hearth.json.JsonObject;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.predict.Predictor;
import dev.hearth.predict.Prepared;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.Fetches;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Windows of sound in, the probability of speech in each out, by a model with a memory: windows
 * must follow each other, and a new sound begins with {@link #reset}. Of a whole sound {@link
 * #detect} gives the stretches of speech.
 *
 * <p>{@code preprocessing.waveform}: {@code sampleRateHz}; {@code windowSamples} new ones a run;
 * {@code contextSamples} of the window before, put in front of them. {@code postprocessing}: {@code
 * output}, the probability of speech; {@code state}, pairs of an {@code input} and the {@code
 * output} that feeds it in the next run, zeros at first; {@code sampleRateInput}, where the model
 * wants to be told; {@code threshold}, {@code negativeThreshold}, {@code minSpeechMs}, {@code
 * minSilenceMs}, {@code speechPadMs} of the {@link VoiceActivityGate}.
 */
public final class VoiceActivityTranslator implements Translator<float[], Double> {
  private final List<TensorInfo> inputs;
  private final int sampleRateHz;
  private final int window;
  private final String input;
  private final String output;
  private final @Nullable String sampleRateInput;
  private final List<State> states;
  private final VoiceActivityGate.Config gate;
  private final float[] samples;
  private final Map<String, Tensor> memory = new LinkedHashMap<>();

  private record State(String input, String output) {
    static State read(JsonObject json) {
      State read = new State(json.string("input"), json.string("output"));
      json.end();
      return read;
    }
  }

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a voice detector
   */
  public VoiceActivityTranslator(ModelManifest manifest) {
    inputs = manifest.inputs();
    JsonObject waveform = Preprocessing.needed(manifest.preprocessing().waveform(), "waveform");
    sampleRateHz = waveform.integer("sampleRateHz");
    window = waveform.integer("windowSamples");
    int context = waveform.integer("contextSamples", 0);
    if (sampleRateHz < 1 || window < 1 || context < 0 || context > window) {
      throw waveform.wrong("windowSamples", "at least 1 and contextSamples");
    }
    waveform.end();
    samples = new float[context + window];
    JsonObject json = manifest.postprocessing();
    output = json.string("output");
    states = json.objects("state", State::read);
    sampleRateInput = json.has("sampleRateInput") ? json.string("sampleRateInput") : null;
    gate = gate(json);
    json.end();
    input = soundInput();
    reset();
  }

  private VoiceActivityGate.Config gate(JsonObject json) {
    double threshold = json.number("threshold", 0.5);
    try {
      return new VoiceActivityGate.Config(
          window,
          threshold,
          json.number("negativeThreshold", Math.max(threshold - 0.15, 0.01)),
          samples(json.number("minSpeechMs", 250)),
          samples(json.number("minSilenceMs", 100)),
          samples(json.number("speechPadMs", 30)));
    } catch (IllegalArgumentException e) {
      throw new InferenceException(Code.MANIFEST_INVALID, "postprocessing: " + e.getMessage(), e);
    }
  }

  private int samples(double milliseconds) {
    return (int) (milliseconds * sampleRateHz / 1000);
  }

  private String soundInput() {
    String found = null;
    for (TensorInfo info : inputs) {
      boolean other = info.name().equals(sampleRateInput);
      for (State state : states) {
        other |= state.input.equals(info.name());
      }
      if (!other && found == null) {
        found = info.name();
      } else if (!other) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Expected one input beside state and sampleRateInput, found "
                + found
                + " and "
                + info.name());
      }
    }
    if (found == null) {
      throw new InferenceException(Code.MANIFEST_INVALID, "Expected an input for the sound");
    }
    return found;
  }

  /** Returns the rate the model hears at. */
  public int sampleRateHz() {
    return sampleRateHz;
  }

  /** Returns the samples that {@link #preprocess} takes. */
  public int windowSamples() {
    return window;
  }

  /** Returns a gate for probabilities that follow each other. */
  public VoiceActivityGate newGate() {
    return new VoiceActivityGate(gate);
  }

  /** Forgets what was heard. */
  public void reset() {
    Arrays.fill(samples, 0);
    memory.clear();
    for (TensorInfo info : inputs) {
      for (State state : states) {
        if (state.input.equals(info.name())) {
          Shape shape = info.withFreeAxesOne();
          memory.put(info.name(), FloatTensor.of(shape, new float[shape.elementCount()]));
        }
      }
    }
    if (memory.size() != states.size()) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected every state's input among the model's, found " + memory.keySet().size());
    }
  }

  /**
   * Turns the next window into feeds.
   *
   * @param next float[windowSamples] at the model's rate, -1 to 1
   * @throws InferenceException INVALID_INPUT if it has another length or what is no number
   */
  @Override
  public Prepared<Double> preprocess(float[] next) {
    if (next.length != window) {
      throw new InferenceException(
          Code.INVALID_INPUT, "Expected " + window + " samples, found " + next.length);
    }
    for (float sample : next) {
      if (!(Math.abs(sample) < Float.POSITIVE_INFINITY)) {
        throw new InferenceException(
            Code.INVALID_INPUT, "Expected samples of -1 to 1, found another");
      }
    }
    int context = samples.length - window;
    System.arraycopy(samples, window, samples, 0, context);
    System.arraycopy(next, 0, samples, context, window);
    Map<String, Tensor> feeds = new LinkedHashMap<>(memory);
    feeds.put(input, FloatTensor.of(Shape.of(1, samples.length), samples.clone()));
    for (TensorInfo info : inputs) {
      if (info.name().equals(sampleRateInput)) {
        feeds.put(info.name(), rate(info));
      }
    }
    return new Prepared<>(feeds, this::remembered);
  }

  private double remembered(Map<String, Tensor> fetches) {
    for (State state : states) {
      memory.put(state.input, Fetches.get(fetches, state.output));
    }
    return Fetches.get(fetches, output).at(0);
  }

  private Tensor rate(TensorInfo info) {
    Shape shape = info.withFreeAxesOne();
    return info.type() == ElementType.INT64
        ? LongTensor.of(shape, sampleRateHz)
        : FloatTensor.of(shape, sampleRateHz);
  }

  /**
   * Returns the stretches of speech in a whole sound; forgets what was heard before.
   *
   * @param session of the model
   * @throws InferenceException INVALID_INPUT if it has no samples, or one is not a number
   */
  public List<SpeechSegment> detect(InferenceSession session, AudioClip sound) {
    if (sound.length() == 0) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected a sound, found no samples");
    }
    float[] all = new SincResampler(sound.sampleRateHz(), sampleRateHz).resample(sound.samples());
    VoiceActivityGate segments = newGate();
    Predictor<float[], Double> predictor = new Predictor<>(session, this);
    reset();
    for (int from = 0; from < all.length; from += window) {
      float[] next = new float[window];
      System.arraycopy(all, from, next, 0, Math.min(window, all.length - from));
      segments.accept(predictor.predict(next).result());
    }
    return segments.segments(all.length, sampleRateHz);
  }
}
