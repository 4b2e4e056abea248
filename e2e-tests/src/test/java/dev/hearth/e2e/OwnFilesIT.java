package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.OwnPage;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.OnnxModels;
import dev.hearth.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.json.Json;

/** What belongs to a model that a person brings: folders, external data, labels, operators. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnFilesIT {
  private static final String DIGITS =
      """
      {"task": "image-classification", "name": "brought", "title": "Brought digits",
       "license": "MIT",
       "preprocessing": {"image": {"width": 28, "height": 28, "color": "grey", "fit": "digit",
         "invert": true, "scale": 1, "layout": "NCHW"}},
       "postprocessing": {"output": "Plus214_Output_0", "activation": "softmax"}}
      """;
  private static final List<String> NUMBERS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  private Path root;
  private HearthPage page;
  private OwnPage own;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain());
    own = new OwnPage(page);
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void huggingFaceFolder_isReadWithItsTokenizer(@TempDir Path folder) throws IOException {
    TextModels models = new TextModels(folder, root);
    models.mood();
    String text = "I love this great film";
    String expected = models.answers("mood", text);
    Path hub = Files.createDirectories(folder.resolve("glad-or-cross"));
    Files.createDirectories(hub.resolve("onnx"));
    Files.copy(folder.resolve("mood/model.onnx"), hub.resolve("onnx/model.onnx"));
    Files.copy(folder.resolve("mood/vocab.txt"), hub.resolve("vocab.txt"));
    Files.writeString(
        hub.resolve("config.json"),
        """
        {"architectures": ["BertForSequenceClassification"], "model_type": "bert",
         "id2label": {"0": "negative", "1": "positive"}, "max_position_embeddings": 32}
        """);
    Files.writeString(
        hub.resolve("tokenizer_config.json"),
        "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": true}");
    Files.writeString(hub.resolve("README.md"), "---\nlicense: apache-2.0\n---\n");

    assertEquals("inspected", own.giveDropped(hub), own::said);
    assertEquals("text-classification", own.found("own-guess").get("task"));
    assertEquals("Apache-2.0", own.found("own-guess").get("license"));
    assertEquals(List.of("negative", "positive"), own.found("own-guess").get("labels"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.browser().find("[data-testid=text]").sendKeys(text);
    page.browser()
        .waitForScript("document.querySelector('[data-testid=results] [data-label=positive]')");
    assertTrue(expected.contains("positive"), expected);
  }

  @Test
  void chosenFolder_isRead(@TempDir Path folder) throws IOException {
    Path doodles = Files.createDirectories(folder.resolve("doodles"));
    for (String name : List.of("model.json", "group1-shard1of1.bin", "class_names.txt")) {
      Files.copy(TestData.path("tfjs/doodlenet").resolve(name), doodles.resolve(name));
    }

    assertEquals("inspected", own.giveFolder(doodles), own::said);
    assertEquals("doodles", own.found("own-guess").get("name"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
  }

  @Test
  void externalData_isReadFromBesideTheModel(@TempDir Path folder) throws IOException {
    Path whole = TestData.path("onnx/mnist-8/mnist-8.onnx");
    Path model = external(whole, folder);
    Answer expected = seven(List.of(whole));

    Answer found = seven(List.of(model, folder.resolve("mnist.weights")));

    assertEquals("7", found.label());
    assertEquals(expected.probability(), found.probability(), 1e-6);
  }

  @Test
  void missingExternalData_isNamed(@TempDir Path folder) throws IOException {
    Path model = external(TestData.path("onnx/mnist-8/mnist-8.onnx"), folder);

    assertEquals("refused", own.give(List.of(model)));
    assertTrue(
        own.said().contains("external.onnx needs the file mnist.weights beside it"), own::said);

    Files.write(folder.resolve("mnist.weights"), new byte[100]);
    assertEquals("refused", own.give(List.of(model, folder.resolve("mnist.weights"))));
    assertTrue(own.said().contains("the file has 100"), own::said);
  }

  @Test
  void severalModels_areOfferedForChoice(@TempDir Path folder) throws IOException {
    Path digits = Files.createDirectories(folder.resolve("both/digits"));
    Files.copy(TestData.path("onnx/mnist-8/mnist-8.onnx"), digits.resolve("mnist.onnx"));
    Path product = Files.createDirectories(folder.resolve("both/product"));
    Files.copy(TestData.path("onnx/matmul/matmul.onnx"), product.resolve("matmul.onnx"));

    assertEquals("choosing", own.giveDropped(folder.resolve("both")), own::said);
    assertEquals(2, page.browser().findAll("[data-testid=own-chosen]").size());
    page.browser().findAll("[data-testid=own-chosen]").get(1).click();
    assertEquals("inspected", own.settled(), own::said);
    assertEquals("matmul", own.found("own-guess").get("name"));
  }

  @Test
  void emptyFile_isNamed(@TempDir Path folder) throws IOException {
    assertEquals("refused", own.give(List.of(Files.createFile(folder.resolve("m.zip")))));
    assertTrue(own.said().contains("m.zip is empty"), own.said());
  }

  @Test
  void modelDroppedOnAnotherView_isTakenToThisOne() {
    page.browser().open(page.origin() + "/?view=runs");
    page.browser().waitForScript("document.querySelector('.runs')");
    assertEquals("inspected", own.drop(TestData.path("onnx/mnist-8/mnist-8.onnx")), own::said);
    assertEquals("mnist-8", own.found("own-guess").get("name"));
  }

  @Test
  void textsWithoutATokenizer_areToldBeforeItRuns(@TempDir Path folder) throws IOException {
    new TextModels(folder, root).mood();
    own.give(List.of(folder.resolve("mood/model.onnx")));

    String refusal =
        own.refusedFor(
            "own-json",
            """
            {"task": "text-classification", "name": "m", "title": "M", "license": "MIT",
             "labels": ["a", "b"], "postprocessing": {"output": "logits", "activation": "softmax"}}
            """);

    assertTrue(refusal.contains("tokenizer"), refusal);
  }

  @Test
  void classesThatNobodyNames_areNumbered() {
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS);

    assertEquals("ready", own.run(), () -> page.trouble().toString());
    assertEquals("Brought digits", page.browser().find("h1").getText());
    page.choose("upload");
    assertEquals("class 7", page.upload(root.resolve("samples/7.png")).label());
  }

  @Test
  void descriptionThatCannotBe_leadsBackToTheForm() {
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS.replace("\"brought\"", "\"Not a name!\""));

    assertFailsAndLeadsBack("OWN_DESCRIPTION", "found Not a name!");
  }

  @Test
  void labels_comeFromAFile(@TempDir Path folder) throws IOException {
    Path nine = Files.write(folder.resolve("nine.txt"), NUMBERS.subList(0, 9));
    StringBuilder numbered = new StringBuilder();
    for (int i = 0; i < NUMBERS.size(); i++) {
      numbered.append(i).append(' ').append(NUMBERS.get(i)).append('\n');
    }
    Path teachable = Files.writeString(folder.resolve("labels.txt"), numbered);
    Path list = Files.writeString(folder.resolve("list.json"), new Json().toJson(NUMBERS));
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS);
    assertEquals("", own.valueOf("own-labels"));

    labels(teachable, "10 labels, from labels.txt");
    assertEquals(String.join("\n", NUMBERS), own.valueOf("own-labels"));
    labels(nine, "nine.txt: labels 9, classes of the model 10");
    assertEquals(String.join("\n", NUMBERS), own.valueOf("own-labels"));
    labels(list, "10 labels, from list.json");
    assertEquals("inspected", own.drop(nine));
    assertTrue(own.textOf("own-labels-said").contains("labels 9"));

    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.choose("upload");
    assertEquals("seven", page.upload(root.resolve("samples/7.png")).label());
  }

  @Test
  void labelsOfAnyName_belongToTheModelTheyAreGivenWith(@TempDir Path folder) throws IOException {
    Path names = Files.write(folder.resolve("my digits.txt"), NUMBERS);

    assertEquals("refused", own.give(List.of(names)));
    assertTrue(own.said().contains("my digits.txt holds labels at most"), own::said);

    assertEquals("inspected", own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx"), names)));
    assertEquals(NUMBERS, own.found("own-guess").get("labels"));
    assertEquals(String.join("\n", NUMBERS), own.valueOf("own-labels"));
    Object notes = own.found("own-guess").get("notes");
    assertTrue(String.valueOf(notes).contains("labels are from my digits.txt"), notes::toString);
  }

  @Test
  void mistakeInHearthJson_isThePersonsToCorrect(@TempDir Path folder) throws IOException {
    Path model = TestData.path("onnx/mnist-8/mnist-8.onnx");
    Path described =
        Files.writeString(folder.resolve("hearth.json"), DIGITS.replace("softmax", "Softmax"));

    assertEquals("inspected", own.give(List.of(model, described)), own::said);
    assertTrue(own.textOf("own-problem").contains("found \"Softmax\""));
    assertTrue(own.valueOf("own-json").contains("\"invert\""), own.valueOf("own-json"));
    page.browser().find("[data-testid=own-run]").click();
    page.browser()
        .waitForScript(
            "document.querySelector('[data-testid=own-problem]').textContent.startsWith('Expected')");
    assertTrue(page.shows("own-form"));

    own.describe(own.valueOf("own-json").replace("Softmax", "softmax"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.choose("upload");
    assertEquals("class 7", page.upload(root.resolve("samples/7.png")).label());
  }

  @Test
  void labelsFileOfAnotherCount_keepsTheGuess(@TempDir Path folder) throws IOException {
    Path nine = Files.write(folder.resolve("labels.txt"), NUMBERS.subList(0, 9));

    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx"), nine));

    assertEquals("image-classification", own.found("own-guess").get("task"));
    assertTrue(own.textOf("own-problem").contains("9"), own.textOf("own-problem"));
  }

  @Test
  void textsThatAreNoLabels_areNotTakenForSome(@TempDir Path folder) throws IOException {
    Path needs = Files.write(folder.resolve("requirements.txt"), NUMBERS);

    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx"), needs));

    assertEquals("class 0", ((List<?>) own.found("own-guess").get("labels")).get(0));
  }

  @Test
  void labelsThatAreTooFew_areToldBeforeItRuns() {
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS.replace("\"softmax\"}}", "\"softmax\"}, \"labels\": [\"a\", \"b\"]}"));
    page.browser().find("[data-testid=own-run]").click();

    assertTrue(own.textOf("own-labels-said").contains("Labels: 2. Classes of the model: 10."));
    assertTrue(page.shows("own-form"));
  }

  @ParameterizedTest
  @CsvSource({
    "own-width, abc, width",
    "own-width, 99, 28",
    "own-scale, '1,5', scale",
    "own-mean, x, mean",
    "own-output, zzz, zzz",
    "own-json, null, object",
    "own-json, '{\"labels\": \"x\"}', labels",
    "own-json, '{\"titel\": 1}', titel"
  })
  void mistakesInTheForm_areToldBeforeItRuns(String field, String value, String told) {
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS);

    String refusal = own.refusedFor(field, value);

    assertTrue(refusal.contains(told), refusal);
    assertTrue(page.shows("own-form"));
    page.assertQuiet();
  }

  @Test
  void oneNumber_isAListWhereOneIsWanted() {
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS);

    own.write("own-mean", "0");
    own.write("own-std", "1");

    assertTrue(own.valueOf("own-json").replaceAll("\\s", "").contains("\"mean\":[0]"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
  }

  @Test
  void settings_areInWords() {
    own.give(List.of(TestData.path("onnx/mnist-8/mnist-8.onnx")));
    own.describe(DIGITS);

    for (String field : List.of("own-task", "own-color", "own-fit", "own-activation")) {
      String words =
          Objects.toString(
              page.browser()
                  .driver()
                  .executeScript(
                      "return document.querySelector('[data-testid="
                          + field
                          + "]').selectedOptions[0].label"));
      assertTrue(words.length() > 8 && words.contains(" "), field + ": " + words);
      assertTrue(!own.valueOf(field).isEmpty(), field);
    }
  }

  @Test
  void operatorWithoutKernel_isNamed(@TempDir Path folder) throws IOException {
    GraphProto.Builder graph =
        OnnxModels.graph(OnnxModels.node("Rfft", "y", "x").setDomain("com.microsoft"))
            .addInput(OnnxModels.value("x", DataType.FLOAT, "4"))
            .addOutput(OnnxModels.value("y", DataType.FLOAT, "4"));
    ModelProto model =
        OnnxModels.model(graph)
            .addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1))
            .build();
    Path file = Files.write(folder.resolve("spectrum.onnx"), model.toByteArray());

    assertEquals("inspected", own.give(List.of(file)), own::said);
    assertFailsAndLeadsBack("NO_KERNEL", "Rfft of com.microsoft, opset 1");
  }

  @Test
  void modelThatTheRuntimeRefuses_leadsBackToTheForm(@TempDir Path folder) throws IOException {
    ModelProto.Builder model =
        ModelProto.parseFrom(Files.readAllBytes(TestData.path("onnx/mnist-8/mnist-8.onnx")))
            .toBuilder();
    model.getOpsetImportBuilder(0).setVersion(1);
    Path file = Files.write(folder.resolve("ancient.onnx"), model.build().toByteArray());

    assertEquals("inspected", own.give(List.of(file)), own::said);
    assertFailsAndLeadsBack("OWN_MODEL", "Reshape");
  }

  private void assertFailsAndLeadsBack(String code, String detail) {
    assertEquals("failed", own.run());
    assertEquals(code, page.trouble().code());
    String words = page.browser().find("[data-testid=problem] code").getText();
    assertTrue(words.contains(detail), words);
    page.browser().find("[data-testid=remedy]").click();
    page.browser().waitForScript("document.querySelector('[data-testid=own-form]')");
  }

  private void labels(Path file, String expected) {
    own.choose("own-labels-file", List.of(file));
    page.browser()
        .waitFor(
            expected,
            driver ->
                driver
                        .findElement(By.cssSelector("[data-testid=own-labels-said]"))
                        .getText()
                        .contains(expected)
                    ? true
                    : null);
  }

  private Answer seven(List<Path> files) {
    assertEquals("inspected", own.give(files), own::said);
    own.describe(
        DIGITS.replace(
            "\"softmax\"}}",
            "\"softmax\"}, \"labels\": [\"0\", \"1\", \"2\","
                + " \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\"]}"));
    assertEquals("ready", own.run(), () -> page.trouble().toString());
    page.choose("upload");
    return page.upload(root.resolve("samples/7.png"));
  }

  /** Moves the weights of a model into a file beside it, as exporters of large models do. */
  private static Path external(Path whole, Path folder) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(whole)).toBuilder();
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
      if (tensor.getDataType() == DataType.FLOAT.getNumber()) {
        byte[] bytes = bytes(tensor);
        tensor
            .clearFloatData()
            .clearRawData()
            .setDataLocation(DataLocation.EXTERNAL)
            .addExternalData(entry("location", "mnist.weights"))
            .addExternalData(entry("offset", Integer.toString(weights.size())))
            .addExternalData(entry("length", Integer.toString(bytes.length)));
        weights.write(bytes);
      }
    }
    assertTrue(weights.size() > 10_000, "weights of " + weights.size() + " bytes");
    Files.write(folder.resolve("mnist.weights"), weights.toByteArray());
    return Files.write(folder.resolve("external.onnx"), model.build().toByteArray());
  }

  private static byte[] bytes(TensorProto.Builder tensor) {
    ByteString raw = tensor.getRawData();
    if (!raw.isEmpty()) {
      return raw.toByteArray();
    }
    ByteBuffer out =
        ByteBuffer.allocate(4 * tensor.getFloatDataCount()).order(ByteOrder.LITTLE_ENDIAN);
    tensor.getFloatDataList().forEach(out::putFloat);
    return out.array();
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
