package dev.hearth.predict;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.IntTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.text.Encoding;
import dev.hearth.text.Tokenizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inputs of a model that takes tokens: what all text tasks begin with. */
public final class TextInput {
  private final TextPreprocessing text;
  private final List<TensorInfo> inputs;
  private final int maxLength;
  private final Tokenizer tokenizer;

  /**
   * Makes the inputs of a model.
   *
   * @param tokenizer made from the files the manifest names
   * @throws InferenceException MANIFEST_INVALID if the manifest does not say how a text becomes the
   *     model's inputs
   */
  public TextInput(ModelManifest manifest, Tokenizer tokenizer) {
    text = TextPreprocessing.of(manifest);
    inputs = manifest.inputs();
    int fixed = 0;
    boolean ids = false;
    for (TensorInfo info : inputs) {
      if (info.dimensions().size() != 2 || kind(info.name()) < 0) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Expected the inputs "
                + String.join(", ", text.inputIds(), text.attentionMask(), text.tokenTypeIds())
                + " or "
                + text.positionIds()
                + " of [batch, tokens], found "
                + info);
      }
      ids |= kind(info.name()) == 0;
      fixed = Math.max(fixed, info.dimensions().get(1).size());
    }
    if (!ids) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Expected an input named " + text.inputIds() + ", found none");
    }
    maxLength = fixed > 0 ? fixed : text.maxLength();
    Tokenizer cut = maxLength > 0 ? tokenizer.truncatedTo(maxLength) : tokenizer;
    this.tokenizer = fixed > 0 ? cut.paddedTo(fixed) : cut;
    try {
      this.tokenizer.encode("");
    } catch (IllegalArgumentException e) {
      throw new InferenceException(
          Code.MANIFEST_INVALID, "Expected a length the tokenizer can keep. " + e.getMessage(), e);
    }
  }

  /** Returns the tokenizer, which cuts and pads as the model needs it. */
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns the most tokens of a run, or 0 where there is no limit. */
  public int maxLength() {
    return maxLength;
  }

  /**
   * Returns the tokens of a text, or of two.
   *
   * @throws InferenceException INVALID_INPUT if there are none
   */
  public Encoding encode(String first, @Nullable String second) {
    Encoding encoding = second == null ? tokenizer.encode(first) : tokenizer.encode(first, second);
    if (encoding.size() == 0) {
      throw new InferenceException(Code.INVALID_INPUT, "Expected a text, found no tokens in it");
    }
    return encoding;
  }

  /** Returns the feeds of tokens, a batch of one. */
  public Map<String, Tensor> feeds(Encoding encoding) {
    Map<String, Tensor> feeds = new LinkedHashMap<>();
    for (TensorInfo info : inputs) {
      feeds.put(info.name(), tensor(info.type(), numbers(encoding, kind(info.name()))));
    }
    return feeds;
  }

  private int kind(String name) {
    return name.equals(text.inputIds())
        ? 0
        : name.equals(text.attentionMask())
            ? 1
            : name.equals(text.tokenTypeIds()) ? 2 : name.equals(text.positionIds()) ? 3 : -1;
  }

  private static int[] numbers(Encoding encoding, int kind) {
    return switch (kind) {
      case 0 -> encoding.inputIds();
      case 1 -> encoding.attentionMask();
      case 2 -> encoding.tokenTypeIds();
      default -> {
        int[] positions = new int[encoding.size()];
        for (int i = 0; i < positions.length; i++) {
          positions[i] = i;
        }
        yield positions;
      }
    };
  }

  private static Tensor tensor(ElementType type, int[] numbers) {
    Shape shape = Shape.of(1, numbers.length);
    if (type == ElementType.INT32) {
      return IntTensor.of(shape, numbers);
    }
    if (type == ElementType.FLOAT32) {
      float[] values = new float[numbers.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = numbers[i];
      }
      return FloatTensor.of(shape, values);
    }
    long[] values = new long[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers[i];
    }
    return LongTensor.of(shape, values);
  }
}
