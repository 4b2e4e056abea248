package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.page.Answer;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.page.Trouble;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.json.JsonObject;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Rows of tables and raw tensors, by real models and against their goldens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataViewsIT {
  private Path folder;
  private HearthPage page;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    folder = shared;
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    DataModels.into(folder, root);
    page = HearthPage.start(SiteProcess.start(root), BrowserOptions.plain());
  }

  @AfterAll
  void stop() {
    if (page != null) {
      page.close();
    }
  }

  @AfterEach
  void quiet() {
    page.assertQuiet();
  }

  @Test
  void row_isNamedAsInTheGoldens() throws IOException {
    page.open("iris");
    String row = Files.readAllLines(TestData.path("tables/iris_rows.csv")).get(1);
    List<String> cells = List.of(row.split(",", -1));
    List<WebElement> fields = page.browser().findAll("[data-testid=row-form] [data-column]");
    assertEquals(4, fields.size());
    for (int i = 0; i < fields.size(); i++) {
      fields.get(i).sendKeys(cells.get(i));
    }
    page.part("row-predict").click();

    Answer answer = page.lastAnswerAfter(0);

    double[] expected = golden("onnx/iris_rf/iris_rf", 0, 1);
    assertEquals("setosa", answer.label());
    assertEquals(expected[0], answer.probabilities().get(0), 1e-4);
  }

  @Test
  void table_isNamedRowByRow() throws IOException {
    page.open("iris");
    page.choose("upload");

    upload(TestData.path("tables/iris_rows.csv"));

    List<List<String>> rows = rows();
    assertEquals(15, rows.size());
    for (int i = 0; i < rows.size(); i++) {
      double[] expected = golden("onnx/iris_rf/iris_rf", i, 1);
      int best = best(expected);
      String name = List.of("setosa", "versicolor", "virginica").get(best);
      assertEquals(name, rows.get(i).get(0), "row " + i);
      assertEquals(expected[best], Double.parseDouble(rows.get(i).get(1)), 1e-4, "row " + i);
    }
    List<String> saved = Saved.by(page, "rows-save").lines().toList();
    assertEquals(
        "sepal_length,sepal_width,petal_length,petal_width,class,prediction,probability",
        saved.get(0));
    assertTrue(saved.get(1).startsWith("5.1,3.5,1.4,0.2,0,setosa,"), saved.get(1));
    assertEquals(16, saved.size());
  }

  @Test
  void badRows_areNamedAndTheOthersPredicted() throws IOException {
    page.open("iris");
    page.choose("upload");
    String table =
        "petal_width;petal_length;sepal_width;sepal_length;note\r\n"
            + "0.2;1.4;3.5;5.1;\"a; \"\"b\"\"\"\r\n"
            + "0.2;long;3.5;5.1;c\r\n"
            + "0.2;1.4\r\n";

    upload(Files.writeString(folder.resolve("some.csv"), table));

    List<List<String>> rows = rows();
    assertEquals("setosa", rows.get(0).get(0));
    assertTrue(rows.get(1).get(2).contains("petal_length"), rows.get(1).toString());
    assertEquals("Expected 5 cells, found 2", rows.get(2).get(2));
    assertEquals(
        "1 of 3 rows predicted. 2 could not be read.", page.part("rows-summary").getText());
    String saved = Saved.by(page, "rows-save");
    assertTrue(saved.contains("a; \"\"b\"\""), saved);

    page.part("paste").sendKeys("sepal_length,petal_length\n1,2\n");
    page.part("rows-predict").click();
    Trouble trouble = page.trouble();
    assertEquals("BAD_TABLE", trouble.code());
    String detail =
        String.valueOf(
            page.browser()
                .driver()
                .executeScript("return document.querySelector('.problem code').textContent"));
    assertTrue(detail.contains("missing: sepal_width, petal_width"), detail);
    assertEquals(
        "sepal_length,sepal_width,petal_length,petal_width", Saved.by(page, "template").trim());
  }

  @Test
  void columnsThatAreNotTheModels_areRefused_andTheTableBeforeGoesOn() throws IOException {
    page.open("iris");
    page.choose("upload");
    String header = "sepal_length,sepal_width,petal_length,petal_width\n";
    page.part("paste").sendKeys(header + "5.1,3.5,1.4,0.2\n");
    Path many =
        Files.writeString(folder.resolve("many.csv"), header + "5.1,3.5,1.4,0.2\n".repeat(2000));
    page.browser()
        .driver()
        .findElement(By.cssSelector("#panel-upload [data-testid=file]"))
        .sendKeys(many.toString());
    page.browser().find("[data-testid=rows-table] tbody tr[data-prediction]");

    assertRefused(
        "Petal_Width,Petal_Length,Sepal_Width,Sepal_Length\n0.2,1.4,3.5,5.1\n", "missing");
    assertRefused(
        "sepal_length,sepal_length,sepal_width,petal_length,petal_width\n5.1,9,3.5,1.4,0.2\n",
        "Expected each column once, found sepal_length again");

    page.browser()
        .waitForScript("!!document.querySelector('[data-testid=rows-summary]').textContent");
    assertEquals("2000 of 2000 rows predicted", page.part("rows-summary").getText());
  }

  private void assertRefused(String table, String why) {
    page.part("paste").clear();
    page.part("paste").sendKeys(table);
    page.part("rows-predict").click();
    assertEquals("BAD_TABLE", page.trouble().code());
    String detail = page.browser().find("[data-testid=problem] code").getText();
    assertTrue(detail.contains(why), detail);
    page.part("remedy").click();
  }

  @Test
  void tableOfAGermanSpreadsheet_isRead() throws IOException {
    page.open("iris");
    page.choose("upload");
    String table = "sepal_length;sepal_width;petal_length;petal_width\r\n5,1;3,5;1,4;0,2\r\n";

    upload(Files.writeString(folder.resolve("german.csv"), table));

    assertEquals("setosa", rows().get(0).get(0), rows().toString());
  }

  @Test
  void rows_areGivenTheNumbersOfTheGoldens() throws IOException {
    double[] expected = golden("tfjs/abalone/abalone", 0, 0);
    page.open("abalone");
    page.choose("upload");

    upload(TestData.path("tables/abalone_rows.csv"));

    List<List<String>> rows = rows();
    assertEquals(expected.length, rows.size());
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          expected[i],
          Double.parseDouble(rows.get(i).get(0)),
          1e-4 + 1e-3 * expected[i],
          "row " + i);
      assertEquals("rings", rows.get(i).get(1));
    }

    page.choose("row");
    String[] cells =
        Files.readAllLines(TestData.path("tables/abalone_rows.csv")).get(3).split(",", -1);
    List<WebElement> fields = page.browser().findAll("[data-testid=row-form] [data-column]");
    for (int i = 0; i < fields.size(); i++) {
      if (i == 0) {
        fields.get(i).findElement(By.cssSelector("option[value=" + cells[i] + "]")).click();
      } else {
        fields.get(i).sendKeys(cells[i]);
      }
    }
    page.part("row-predict").click();
    page.browser().waitForScript("document.querySelector('[data-testid=value][data-value]')");
    String value = String.valueOf(page.part("value").getAttribute("data-value"));
    assertEquals(expected[2], Double.parseDouble(value), 1e-4 + 1e-3 * expected[2]);
    assertTrue(page.part("value").getText().endsWith("rings"), page.part("value").getText());
  }

  @Test
  void tensors_areTypedAndGiveTheGolden() throws IOException {
    page.open("product");
    List<WebElement> values = page.browser().findAll("[data-testid=tensor-values]");
    values.get(0).sendKeys("[[1,2,3,4],[5,6,7,8],[9,10,11,12]]");
    values.get(1).sendKeys("10 20 30, 40 50 60, 70 80 90, 100 110 120");

    run(1);

    assertOutput("c", golden("onnx/matmul/matmul", 0, 0), 1e-6, 0);
    values.get(1).sendKeys(" 130");
    page.part("tensors-run").click();
    assertEquals("BAD_TENSOR", page.trouble().code());
    assertTrue(page.browser().find("[data-testid=problem] code").getText().startsWith("b: "));
    page.part("tensors-run").click();
    assertEquals("BAD_TENSOR", page.trouble().code());
    page.part("remedy").click();
    page.browser().findAll("[data-testid=tensor-zeros]").get(1).click();
    page.browser()
        .waitForScript(
            "[...document.querySelectorAll('[data-testid=tensor-state]')].some(s => s.textContent)");
    run(2);
    assertOutput("c", new double[9], 0, 0);
  }

  @Test
  void tensors_comeFromFilesAndGoIntoFiles() throws IOException {
    page.open("mnist");
    byte[] values = Files.readAllBytes(TestData.path("onnx/mnist-8/mnist-8.golden.bin"));
    JsonObject input = tensors("onnx/mnist-8/mnist-8", 0, "inputs").get(0);
    byte[] header =
        "'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 28, 28), "
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer npy = ByteBuffer.allocate(128 + 28 * 28 * 4).order(ByteOrder.LITTLE_ENDIAN);
    npy.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) 118);
    npy.put((byte) '{').put(header).put((byte) '}');
    while (npy.position() < 127) {
      npy.put((byte) ' ');
    }
    npy.put((byte) '\n').put(values, input.integer("offset"), 28 * 28 * 4);
    Path file = Files.write(folder.resolve("digit.npy"), npy.array());
    page.browser()
        .driver()
        .findElement(By.cssSelector("[data-testid=tensor-file]"))
        .sendKeys(file.toAbsolutePath().normalize().toString());
    page.browser()
        .waitForScript("!!document.querySelector('[data-testid=tensor-state]').textContent");

    run(1);

    assertOutput("Plus214_Output_0", golden("onnx/mnist-8/mnist-8", 0, 0), 1e-4, 0.02);
  }

  private void run(int count) {
    page.part("tensors-run").click();
    page.browser()
        .waitForScript(
            "Number(document.querySelector('[data-testid=tensors-out]').dataset.resultCount) === "
                + count);
  }

  private void assertOutput(String name, double[] expected, double rel, double abs) {
    page.browser().find("[data-testid=tensor-output][data-name='" + name + "']");
    String json = Saved.by(page, "tensor-json");
    double[] found = JsonObject.parse(name, json).numbers("data");
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found[i], abs + rel * Math.abs(expected[i]), name + " " + i);
    }
  }

  private void upload(Path file) {
    page.browser()
        .driver()
        .findElement(By.cssSelector("#panel-upload [data-testid=file]"))
        .sendKeys(file.toAbsolutePath().normalize().toString());
    page.browser()
        .waitForScript("!!document.querySelector('[data-testid=rows-summary]').textContent");
  }

  /** Returns of each row its prediction, what stands beside it, and what is wrong with it. */
  private List<List<String>> rows() {
    List<?> found =
        (List<?>)
            page.browser()
                .driver()
                .executeScript(
                    "return [...document.querySelectorAll('[data-testid=rows-table] tbody tr')]"
                        + ".map(r => [r.dataset.prediction, r.dataset.beside, r.dataset.error])");
    return found.stream()
        .map(row -> ((List<?>) row).stream().map(String::valueOf).toList())
        .toList();
  }

  private static int best(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  private static List<JsonObject> tensors(String golden, int index, String which)
      throws IOException {
    String json = Files.readString(TestData.path(golden + ".golden.json"));
    return JsonObject.parse(golden, json)
        .objects("cases", one -> one.objects(which, tensor -> tensor))
        .get(index);
  }

  /** Returns the float32 values of an output of a golden case. */
  private static double[] golden(String golden, int index, int output) throws IOException {
    JsonObject tensor = tensors(golden, index, "outputs").get(output);
    ByteBuffer values =
        ByteBuffer.wrap(Files.readAllBytes(TestData.path(golden + ".golden.bin")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .position(tensor.integer("offset"));
    double[] out = new double[tensor.integer("bytes") / 4];
    for (int i = 0; i < out.length; i++) {
      out[i] = values.getFloat();
    }
    return out;
  }
}
