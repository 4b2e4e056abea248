package dev.hearth.model.savedmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.jvm.Sha256;
import dev.hearth.model.SourceFile;
import dev.hearth.source.SourceModel;
import dev.hearth.testing.SavedModelWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a SavedModel, to look into. */
record Conversion(SourceModel model, JsonNode json, ByteBuffer weights, List<String> notes) {

  static Conversion of(SavedModelWriter writer, Path folder) throws IOException {
    return of(writer.write(Files.createTempDirectory(folder, "saved")), folder);
  }

  static Conversion of(Path saved, Path folder) throws IOException {
    List<String> notes = new ArrayList<>();
    Path out = Files.createTempDirectory(folder, "converted");
    SourceModel model =
        SavedModelReader.read(saved.resolve(SavedModelReader.FILE), out, notes::add);
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    for (SourceFile file : SourceFile.all(model).subList(1, model.files().size())) {
      weights.writeBytes(Files.readAllBytes(file.file()));
    }
    JsonNode json = new ObjectMapper().readTree(SourceFile.main(model).toFile());
    return new Conversion(model, json, ByteBuffer.wrap(weights.toByteArray()), notes);
  }

  List<JsonNode> nodes() {
    List<JsonNode> nodes = new ArrayList<>();
    json.at("/modelTopology/node").forEach(nodes::add);
    return nodes;
  }

  JsonNode node(String name) {
    return only(json.at("/modelTopology/node"), "/name", name);
  }

  JsonNode function(String name) {
    return only(json.at("/modelTopology/library/function"), "/signature/name", name);
  }

  private static JsonNode only(JsonNode all, String pointer, String value) {
    for (JsonNode one : all) {
      if (one.at(pointer).asText().equals(value)) {
        return one;
      }
    }
    throw new AssertionError("There is no " + value + " in " + all);
  }

  float[] floats(String weight) {
    ByteBuffer bytes = bytes(weight, "float32");
    float[] values = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  int[] ints(String weight) {
    ByteBuffer bytes = bytes(weight, "int32");
    int[] values = new int[bytes.remaining() / 4];
    bytes.asIntBuffer().get(values);
    return values;
  }

  private ByteBuffer bytes(String name, String dtype) {
    int offset = 0;
    for (JsonNode weight : json.at("/weightsManifest/0/weights")) {
      int length = weight.path("dtype").asText().equals("bool") ? 1 : 4;
      for (JsonNode size : weight.path("shape")) {
        length *= size.asInt();
      }
      if (weight.path("name").asText().equals(name)) {
        if (!weight.path("dtype").asText().equals(dtype)) {
          throw new AssertionError("Expected " + dtype + ", found " + weight);
        }
        return weights.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
      }
      offset += length;
    }
    throw new AssertionError("There are no weights " + name);
  }

  /** Returns the hash of each file by its name. */
  Map<String, String> hashes() throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (SourceFile file : SourceFile.all(model)) {
      hashes.put(file.path(), Sha256.of(file.file()));
    }
    return hashes;
  }
}
