package dev.hearth.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.audio.AudioClip;
import dev.hearth.audio.WavReader;
import dev.hearth.goldens.GivenCase;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Preprocessing;
import dev.hearth.manifest.Task;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.source.BadInputException;
import dev.hearth.task.Translators;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.StringTensor;
import dev.hearth.tensor.Tensor;
import dev.hearth.text.Tokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The first stage: from a picture, sound or text to the model's inputs, as the package does. */
public final class Preprocesses {
  private final ModelManifest manifest;
  private final Supplier<Tokenizer> tokenizer;

  /**
   * Makes the stage of a package.
   *
   * @param tokenizer asked for by text tasks alone
   */
  public Preprocesses(ModelManifest manifest, Supplier<Tokenizer> tokenizer) {
    this.manifest = manifest;
    this.tokenizer = tokenizer;
  }

  /** Returns why the inputs of a case cannot be compared; empty where they can. */
  String unable(GivenCase golden) {
    if (golden.source() == null) {
      return "no source was given";
    } else if (golden.inputs().isEmpty()) {
      return "no inputs were given";
    }
    return switch (manifest.task()) {
      case TENSORS -> "the package takes raw tensors";
      case VOICE_ACTIVITY_DETECTION, QUESTION_ANSWERING ->
          "the task " + manifest.task().id() + " takes several runs for an input";
      case TABULAR_CLASSIFICATION, TABULAR_REGRESSION -> "rows of tables have no source";
      default -> "";
    };
  }

  /**
   * Returns a sentence for each case whose source came with it: whether preprocessing on the JVM
   * gives the inputs that came with it too.
   *
   * @throws BadInputException if a source is no picture, sound or text
   */
  public List<String> sentences(List<GivenCase> cases) throws IOException {
    List<String> out = new ArrayList<>();
    for (GivenCase golden : cases) {
      if (!unable(golden).isEmpty()) {
        continue;
      }
      Path file = golden.source();
      String source = file == null ? "" : file.getFileName().toString();
      for (Prepared one : of(golden)) {
        out.add(
            one.agrees()
                ? "preprocessing " + source + " on the JVM gives the golden input " + one.input()
                : "preprocessing "
                    + source
                    + " on the JVM does not give the golden input "
                    + one.input()
                    + " ("
                    + words(one)
                    + "); hearth compare tells why");
      }
    }
    return out;
  }

  static String words(Prepared one) {
    Tensor actual = one.actual();
    String expected = one.expected().type().id() + one.expected().shape();
    if (actual == null) {
      return one.problem();
    } else if (one.difference() == null) {
      return "expected " + expected + ", found " + actual.type().id() + actual.shape();
    }
    boolean same = actual.shape().equals(one.expected().shape());
    String numbers =
        "largest difference "
            + Words.number(one.difference().max())
            + ", mean "
            + Words.number(one.difference().mean());
    return same ? numbers : numbers + ", and the axes " + actual.shape() + " for " + expected;
  }

  /** Measures every input of a case that can be compared. */
  List<Prepared> of(GivenCase golden) throws IOException {
    Path source = golden.source();
    if (source == null) {
      throw new IllegalArgumentException("Expected a case with a source");
    }
    byte[] bytes = Files.readAllBytes(source);
    Task.Input kind = manifest.task().input();
    try {
      if (kind == Task.Input.TEXT) {
        return text(new String(bytes, StandardCharsets.UTF_8), golden);
      }
      String name = manifest.onlyInput().name();
      Tensor expected = golden.inputs().get(name);
      if (expected == null) {
        return List.of();
      }
      return List.of(
          kind == Task.Input.IMAGE
              ? picture(bytes, name, floats(expected))
              : sound(bytes, name, floats(expected)));
    } catch (InferenceException e) {
      throw new BadInputException(source + ": " + e.getMessage(), e);
    }
  }

  /**
   * Measures a case of which the outputs alone are known, through the model.
   *
   * @param session speaks float32
   * @return null where the task takes several runs, or no picture or sound
   */
  @Nullable Prepared through(InferenceSession session, GivenCase golden, Tolerance tolerance)
      throws IOException {
    Path source = golden.source();
    Task.Input kind = manifest.task().input();
    boolean one = kind == Task.Input.IMAGE || manifest.task() == Task.AUDIO_CLASSIFICATION;
    if (source == null || !one || golden.outputs().isEmpty()) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(source);
    String name = manifest.onlyInput().name();
    try {
      Prepared made =
          kind == Task.Input.IMAGE ? picture(bytes, name, null) : sound(bytes, name, null);
      if (!(made.probe() instanceof ModelProbe.Input input)) {
        return null;
      }
      ModelProbe probe = new ModelProbe(input, name, session, golden.outputs(), tolerance);
      Difference difference = probe.measure(List.of());
      return new Prepared(
          String.join(", ", golden.outputs().keySet()),
          made.actual(),
          made.expected(),
          difference,
          difference == null ? "the model does not take what is made of " + source : "",
          made.key(),
          made.part(),
          probe,
          made.hypotheses());
    } catch (InferenceException e) {
      throw new BadInputException(source + ": " + e.getMessage(), e);
    }
  }

  private Prepared picture(byte[] bytes, String name, @Nullable FloatTensor expected) {
    ImagePreprocessing config = Preprocessing.needed(manifest.image(), "image");
    ObjectNode part = part("image");
    ImageProbe probe = new ImageProbe(bytes, part, expected);
    FloatTensor actual = probe.values(config);
    FloatTensor wanted = expected == null ? actual : expected;
    return prepared(name, actual, wanted, "image", part, probe)
        .with(
            wanted == null
                ? List.of()
                : ImageHypotheses.of(config, probe.picture(config), wanted.shape()));
  }

  private Prepared sound(byte[] bytes, String name, @Nullable FloatTensor expected) {
    AudioClip sound;
    try {
      sound = WavReader.read(bytes);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("The sound cannot be read. " + e.getMessage(), e);
    }
    boolean features = manifest.preprocessing().waveform() == null;
    ObjectNode part = features ? LogMelAsWaveform.of(part("audio")) : part("waveform");
    AudioProbe probe = new AudioProbe(manifest, sound, part, expected);
    FloatTensor actual = probe.under(List.of());
    FloatTensor wanted = expected == null ? actual : expected;
    return prepared(name, actual, wanted, "waveform", part, probe)
        .with(
            wanted == null
                ? List.of()
                : AudioHypotheses.of(part, sound.sampleRateHz(), wanted.shape()));
  }

  private static Prepared prepared(
      String name,
      @Nullable FloatTensor actual,
      @Nullable FloatTensor expected,
      String part,
      ObjectNode json,
      Search.Probe probe) {
    return new Prepared(
        name,
        actual,
        expected == null ? FloatTensor.of(Shape.of(0)) : expected,
        probe.measure(List.of()),
        actual == null
            ? "the source does not become "
                + (expected == null ? "an input" : "float32" + expected.shape())
            : "",
        "preprocessing." + part,
        json,
        probe,
        List.of());
  }

  // Text tasks with one text have translators of strings.
  @SuppressWarnings("unchecked")
  private List<Prepared> text(String text, GivenCase golden) {
    Translator<String, ?> translator = (Translator<String, ?>) Translators.of(manifest, tokenizer);
    Map<String, Tensor> feeds = translator.preprocess(text.strip()).feeds();
    List<Prepared> out = new ArrayList<>();
    for (Map.Entry<String, Tensor> input : golden.inputs().entrySet()) {
      Tensor actual = feeds.get(input.getKey());
      out.add(
          new Prepared(
              input.getKey(),
              actual,
              input.getValue(),
              actual == null ? null : Difference.of(actual, input.getValue(), Tolerance.exact()),
              actual == null ? "the package does not make this input" : "",
              "",
              Edit.JSON.objectNode(),
              null,
              List.of()));
    }
    return out;
  }

  private ObjectNode part(String name) {
    try {
      return (ObjectNode)
          new ObjectMapper().readTree(manifest.toJson()).path("preprocessing").path(name);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new BadInputException("The manifest has no preprocessing." + name, e);
    }
  }

  /** Returns a tensor of numbers as float32, or of float32 already. */
  static FloatTensor floats(@Nullable Tensor tensor) {
    if (tensor instanceof FloatTensor floats) {
      return floats;
    } else if (tensor == null || tensor instanceof StringTensor) {
      throw new BadInputException("Expected a golden tensor of numbers, found text");
    }
    float[] values = new float[tensor.shape().elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) tensor.at(i);
    }
    return FloatTensor.of(tensor.shape(), values);
  }
}
