package dev.hearth.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.decode.Classifications;
import dev.hearth.decode.TextSpan;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.Prepared;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.task.featureextraction.SentenceTranslator;
import dev.hearth.task.fillmask.FillMaskTranslator;
import dev.hearth.task.questionanswering.Question;
import dev.hearth.task.questionanswering.QuestionAnsweringTranslator;
import dev.hearth.task.textclassification.TextClassificationTranslator;
import dev.hearth.task.tokenclassification.TokenClassificationTranslator;
import dev.hearth.tensor.FloatTensor;
import dev.hearth.tensor.LongTensor;
import dev.hearth.tensor.Shape;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.text.Tokenizer;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens in and spans out, by a BERT of fourteen words. */
class TextTranslatorsTest {
  private static final String VOCABULARY =
      "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nanna\nlives\nin\nnew\nyork\nwho\n?\ntown\n##s\n";
  private static final Tokenizer TOKENIZER =
      Tokenizer.fromVocabTxt(
          VOCABULARY,
          null,
          (text, form) -> Normalizer.normalize(text, Normalizer.Form.valueOf(form.name())));

  private static ModelManifest manifest(String length, String rest) {
    String inputs = "";
    for (String name : List.of("input_ids", "attention_mask", "token_type_ids")) {
      inputs +=
          (inputs.isEmpty() ? "" : ",")
              + "{\"name\": \"%s\", \"type\": \"int64\", \"shape\": [\"batch\", %s]}"
                  .formatted(name, length);
    }
    return Manifests.of(inputs, "\"preprocessing\": {\"text\": {\"maxLength\": 8}}, " + rest);
  }

  private static Map<String, Tensor> floats(String name, Shape shape, double... values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(name, FloatTensor.of(shape, out));
    return outputs;
  }

  @Test
  void classification_feedsEveryInput_cutAndPaddedAsTheModelNeeds() {
    String rest =
        """
        "task": "text-classification", "labels": ["bad", "good"],
        "postprocessing": {"output": "o", "activation": "softmax"}
        """;
    Prepared<Classifications> prepared =
        new TextClassificationTranslator(manifest("6", rest), TOKENIZER).preprocess("Anna lives");
    assertArrayEquals(new long[] {2, 5, 6, 3, 0, 0}, longs(prepared, "input_ids"));
    assertArrayEquals(new long[] {1, 1, 1, 1, 0, 0}, longs(prepared, "attention_mask"));
    assertArrayEquals(new long[6], longs(prepared, "token_type_ids"));
    assertEquals(
        "good", prepared.postprocess(floats("o", Shape.of(1, 2), 0, 2)).top(1).get(0).label());
    Prepared<Classifications> cut =
        new TextClassificationTranslator(manifest("\"length\"", rest), TOKENIZER)
            .preprocess("anna ".repeat(50));
    assertEquals(8, longs(cut, "input_ids").length);
  }

  private static long[] longs(Prepared<?> prepared, String name) {
    return ((LongTensor) prepared.feeds().get(name)).values();
  }

  @Test
  void tokens_areJoinedToSpansOfTheText() {
    String rest =
        """
        "task": "token-classification", "labels": ["O", "B-PER", "B-LOC", "I-LOC"],
        "postprocessing": {"output": "o", "aggregation": "%s"}
        """;
    String text = "Anna lives in New  Yorks";
    // [CLS] anna lives in new york ##s [SEP]
    double[] logits = new double[8 * 4];
    int[] best = {0, 1, 0, 0, 2, 3, 0, 0};
    for (int i = 0; i < best.length; i++) {
      logits[4 * i + best[i]] = 5;
    }
    for (String aggregation : List.of("simple", "first")) {
      List<TextSpan> spans =
          new TokenClassificationTranslator(
                  manifest("\"length\"", rest.formatted(aggregation)), TOKENIZER)
              .preprocess(text)
              .postprocess(floats("o", Shape.of(1, 8, 4), logits));
      assertEquals(2, spans.size(), spans.toString());
      assertEquals(new TextSpan("PER", spans.get(0).score(), 0, 4, "Anna"), spans.get(0));
      // The word's last piece says O: word by word it is part of the town.
      String town = aggregation.equals("first") ? "New  Yorks" : "New  York";
      assertEquals(town, spans.get(1).text());
      assertEquals("LOC", spans.get(1).label());
      assertTrue(spans.get(1).score() > 0.97);
    }
    List<TextSpan> each =
        new TokenClassificationTranslator(manifest("\"length\"", rest.formatted("none")), TOKENIZER)
            .preprocess(text)
            .postprocess(floats("o", Shape.of(1, 8, 4), logits));
    assertEquals(List.of("B-PER", "B-LOC", "I-LOC"), each.stream().map(TextSpan::label).toList());
  }

  @Test
  void answer_isASpanOfTheContextAlone() {
    String rest =
        """
        "task": "question-answering", "postprocessing": {"start": "s", "end": "e", "answers": 2}
        """;
    QuestionAnsweringTranslator translator =
        new QuestionAnsweringTranslator(manifest("\"length\"", rest), TOKENIZER);
    // [CLS] who [SEP] anna lives in [SEP]: the question's token is the likeliest, and is none.
    Prepared<List<TextSpan>> prepared = translator.preprocess(new Question("who", "Anna lives in"));
    assertArrayEquals(new long[] {2, 10, 3, 5, 6, 7, 3}, longs(prepared, "input_ids"));
    assertArrayEquals(new long[] {0, 0, 0, 1, 1, 1, 1}, longs(prepared, "token_type_ids"));
    Map<String, Tensor> outputs = floats("s", Shape.of(1, 7), 0, 9, 0, 5, 0, 0, 0);
    outputs.putAll(floats("e", Shape.of(1, 7), 0, 9, 0, 3, 5, 0, 0));
    List<TextSpan> answers = prepared.postprocess(outputs);
    assertEquals("Anna lives", answers.get(0).text());
    assertEquals(0, answers.get(0).start());
    assertEquals("Anna", answers.get(1).text());
    InferenceException e =
        assertThrows(
            InferenceException.class,
            () -> translator.preprocess(new Question("who", "anna lives in new york town")));
    assertTrue(e.getMessage().contains("cut it into parts"), e.getMessage());

    // [CLS] who [SEP] … [SEP] leaves room for a part of the text: its last word is the answer.
    String context = "anna lives in new york town";
    List<TextSpan> found = translator.answer(new LastTown(), new Question("who", context));
    assertEquals("town", found.get(0).text());
    assertEquals(context.length(), found.get(0).end());
    assertEquals(2, found.size());
    assertTrue(found.get(0).score() > found.get(1).score());
    e =
        assertThrows(
            InferenceException.class,
            () -> translator.answer(new LastTown(), new Question("who", "")));
    assertTrue(e.getMessage().contains("Expected a text"), e.getMessage());
  }

  /** Says that every town is where the answer begins and ends. */
  private static final class LastTown implements InferenceSession {
    @Override
    public List<TensorInfo> inputs() {
      return List.of();
    }

    @Override
    public List<TensorInfo> outputs() {
      return List.of();
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> feeds) {
      long[] ids = ((LongTensor) feeds.get("input_ids")).values();
      double[] logits = new double[ids.length];
      for (int i = 0; i < ids.length; i++) {
        logits[i] = ids[i] == 12 ? 9 : 0;
      }
      Map<String, Tensor> outputs = floats("s", Shape.of(1, ids.length), logits);
      outputs.putAll(floats("e", Shape.of(1, ids.length), logits));
      return outputs;
    }

    @Override
    public void close() {}
  }

  @Test
  void mask_isFilledWithTheLikeliestWords() {
    String rest = "\"task\": \"fill-mask\", \"postprocessing\": {\"output\": \"o\", \"words\": 2}";
    FillMaskTranslator translator = new FillMaskTranslator(manifest("\"length\"", rest), TOKENIZER);
    // [CLS] anna [MASK] in [SEP]
    double[] logits = new double[5 * 14];
    logits[2 * 14 + 6] = 4;
    logits[2 * 14 + 12] = 3;
    List<TextSpan> words =
        translator
            .preprocess("anna [MASK] in")
            .postprocess(floats("o", Shape.of(1, 5, 14), logits))
            .get(0);
    assertEquals(List.of("lives", "town"), words.stream().map(TextSpan::label).toList());
    assertEquals(5, words.get(0).start());
    assertThrows(InferenceException.class, () -> translator.preprocess("anna lives"));
  }

  @Test
  void sentence_isTheMeanOfItsTokensWithoutPadding() {
    String rest =
        """
        "task": "sentence-similarity", "postprocessing": {"output": "o", "pooling": "mean"}
        """;
    double[] values =
        new SentenceTranslator(manifest("5", rest), TOKENIZER)
            .preprocess("anna")
            .postprocess(floats("o", Shape.of(1, 5, 2), 1, 2, 3, 4, 5, 6, 100, 100, 100, 100))
            .values();
    assertArrayEquals(new double[] {3, 4}, values, 1e-12);
  }
}
