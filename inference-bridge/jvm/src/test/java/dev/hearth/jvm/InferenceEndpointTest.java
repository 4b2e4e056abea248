package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.json.JsonObject;
import dev.hearth.serve.InferenceEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers' protocols, and what is wrong with requests. */
class InferenceEndpointTest {
  private static final String INFER = "POST /v2/models/pixels/infer";
  private static final String PREDICT = "POST /v1/models/pixels:predict";

  private Path models;
  private InferenceEndpoint endpoint;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    models = SmallSite.write(folder).models();
    endpoint = new InferenceEndpoint(models);
  }

  @Test
  void infer_answersWithEveryOutput() {
    JsonObject answer =
        answer(
            INFER,
            """
            {"id": "42", "inputs": [{"name": "x", "shape": [1, 1, 2, 2], "datatype": "FP32",
              "data": [0.1, 0.25, -3, 1e-3]}]}
            """);

    assertEquals("pixels", answer.string("model_name"));
    assertEquals("1.0.0", answer.string("model_version"));
    assertEquals("42", answer.string("id"));
    List<String> outputs =
        answer.objects(
            "outputs",
            one -> {
              assertEquals("FP32", one.string("datatype"));
              assertEquals(2, one.numbers("shape").length);
              double[] data = one.numbers("data");
              assertEquals(4, data.length);
              assertEquals((float) 0.1, data[0]);
              assertEquals((float) 1e-3, data[3]);
              return one.string("name");
            });
    assertEquals(List.of("y"), outputs);
  }

  @Test
  void infer_takesNestedDataAndOneVersion() {
    String request =
        """
        {"inputs": [{"name": "x", "shape": [1, 1, 2, 2], "datatype": "FP32",
          "data": [[[[1, 2], [3, 4]]]]}], "outputs": [{"name": "y"}]}
        """;
    JsonObject answer = answer("POST /v2/models/pixels/versions/1.0.0/infer", request);
    assertEquals(1, answer.array("outputs").size());
  }

  @Test
  void predict_answersInTheFormOfTheRequest() {
    String whole = answer(PREDICT, "{\"inputs\": [[[[1, 2], [3, 4.5]]]]}").toString();
    assertEquals("{\"outputs\":[[1,2,3,4.5]]}", whole.replaceAll("\\s", ""));
    String named = answer(PREDICT, "{\"inputs\": {\"x\": [[[[1, 2], [3, 4]]]]}}").toString();
    assertEquals("{\"outputs\":[[1,2,3,4]]}", named.replaceAll("\\s", ""));
    String rows = answer(PREDICT, "{\"instances\": [{\"x\": [[[1, 2], [3, 4]]]}]}").toString();
    assertEquals("{\"predictions\":[[1,2,3,4]]}", rows.replaceAll("\\s", ""));
  }

  @Test
  void states_areTold() {
    assertTrue(answer("GET /v2", "").bool("ready", false));
    assertTrue(answer("GET /v2/models/pixels/ready", "").bool("ready", false));
    assertEquals(1, answer("GET /v1/models/pixels", "").array("model_version_status").size());
  }

  @Test
  void malformedRequests_areRefusedWithTheReason() {
    String tensor =
        "{\"inputs\": [{\"name\": \"x\", \"shape\": %s, \"datatype\": \"%s\", \"data\": %s}]}";
    refused(400, INFER, "{", "The request is not valid JSON");
    refused(400, INFER, "[]", "Expected The request to be an object");
    refused(400, INFER, "{}", "input x");
    refused(400, INFER, tensor.formatted("[1,1,2,2]", "FP99", "[]"), "datatype");
    refused(400, INFER, tensor.formatted("[1,1,2,2]", "FP32", "[1, 2]"), "4 elements, found 2");
    refused(400, INFER, tensor.formatted("[1,1,2,2]", "FP32", "[1, 2, \"3\", 4]"), "found 3");
    refused(400, INFER, tensor.formatted("[4]", "FP32", "[1, 2, 3, 4]"), "x float32[1, 1, 2, 2]");
    refused(400, INFER, tensor.formatted("[1,1,2,2]", "INT64", "[1, 2, 3, 4]"), "int64");
    refused(400, INFER, tensor.formatted("[-1,1,2,2]", "FP32", "[]"), "0 or more");
    refused(400, INFER, tensor.formatted("[1,1,2,2]", "INT32", "[1.5, 2, 3, 4]"), "whole numbers");
    refused(400, PREDICT, "{}", "instances");
    refused(400, PREDICT, "{\"inputs\": [], \"instances\": []}", "instances");
    refused(400, PREDICT, "{\"inputs\": {\"z\": 1}}", "input x");
    refused(400, PREDICT, "{\"inputs\": [[[[1, 2], [3]]]]}", "rows of one length");
    refused(400, PREDICT, "{\"instances\": 3}", "a list of instances");
  }

  @Test
  void whatIsNotThere_isNotFound() {
    refused(404, "POST /v2/models/nothing/infer", "{\"inputs\": []}", "nothing");
    refused(404, "POST /v2/models/pixels/versions/9.9.9/infer", "{\"inputs\": []}", "9.9.9");
    refused(404, "GET /v2/models/..", "", "Expected");
    refused(404, "DELETE /v2/models/pixels", "", "DELETE");
  }

  @Test
  void modelOfTheBrowserAlone_isRefusedWithTheReason() throws IOException {
    Path manifest = models.resolve("pixels/1.0.0/manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"runtime\": \"onnx\"", "\"runtime\": \"tfjs-graph\"")
            .replace("model.onnx", "model.json"));
    refused(400, INFER, "{\"inputs\": []}", "which needs a browser");
  }

  private JsonObject answer(String request, String body) {
    Map.Entry<Integer, String> answer = endpoint.apply(request, bytes(body));
    assertEquals(200, answer.getKey(), answer.getValue());
    return JsonObject.parse("The answer", answer.getValue());
  }

  private void refused(int status, String request, String body, String reason) {
    Map.Entry<Integer, String> answer = endpoint.apply(request, bytes(body));
    assertEquals(status, answer.getKey(), answer.getValue());
    String error = JsonObject.parse("The answer", answer.getValue()).string("error");
    assertTrue(error.contains(reason), error);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
