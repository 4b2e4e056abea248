package dev.hearth.model.savedmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The operators that TF.js knows ({@code tfjs-operators.txt}), and of some the default attributes,
 * which SavedModels leave out and TF.js does not know, the names of their outputs, and the
 * attributes of which TF.js heeds one value only ({@code operators.json}).
 */
final class Operators {
  private static final Operators ALL = load();
  private final NavigableSet<String> names = new TreeSet<>();
  private final Map<String, Details> details = new LinkedHashMap<>();

  private record Details(
      List<String> outputs, Map<String, AttrValue> defaults, Map<String, AttrValue> only) {}

  private static final Details NONE = new Details(List.of(), Map.of(), Map.of());

  private Operators() {}

  static Operators all() {
    return ALL;
  }

  /** What gives a changed list in TensorFlow, and changes the list itself in TF.js. */
  static final Set<String> CHANGES_ITS_LIST = Set.of("TensorListPushBack", "TensorListSetItem");

  /** Of lists, which TF.js gives the outputs of in another order, or cannot cut. */
  private static final Set<String> WRONG = Set.of("TensorListPopBack", "TensorListSplit");

  /** Returns true for an operator that TF.js computes as TensorFlow does. */
  boolean isUsable(String op) {
    return isKnown(op) && !WRONG.contains(op);
  }

  boolean isKnown(String op) {
    return names.contains(op);
  }

  /** Returns their names, sorted. */
  NavigableSet<String> names() {
    return names;
  }

  private Details details(String op) {
    return details.getOrDefault(op, NONE);
  }

  /**
   * Returns which of a node's outputs a function's {@code node:name:0} means, for operators whose
   * outputs are single tensors of a name each.
   */
  int output(String op, @Nullable String output) {
    return output == null ? 0 : Math.max(0, details(op).outputs.indexOf(output));
  }

  /**
   * Adds the defaults of attributes that a node does not have.
   *
   * @throws BadInputException if an attribute is one that TF.js would not heed
   */
  void complete(Node node) {
    Details known = details(node.op());
    known.defaults.forEach(node.attributes()::putIfAbsent);
    known.only.forEach(
        (key, value) -> {
          if (node.attributes().containsKey(key) && !node.attribute(key).equals(value)) {
            throw new BadInputException(
                "The operator "
                    + node.op()
                    + " of "
                    + node.name()
                    + " has "
                    + key
                    + " "
                    + words(node.attribute(key))
                    + ", and TF.js computes it with "
                    + words(value)
                    + " only");
          }
        });
  }

  private static String words(AttrValue value) {
    return switch (value.getValueCase()) {
      case S -> value.getS().toStringUtf8();
      case I -> Long.toString(value.getI());
      case B -> Boolean.toString(value.getB());
      case LIST -> value.getList().getIList().toString();
      default -> value.getValueCase().toString();
    };
  }

  private static Operators load() {
    Operators operators = new Operators();
    try (InputStream list = resource("tfjs-operators.txt");
        InputStream json = resource("operators.json")) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(operators.names::add);
      for (Map.Entry<String, JsonNode> entry : new ObjectMapper().readTree(json).properties()) {
        operators.details.put(entry.getKey(), details(entry.getValue()));
      }
      return operators;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Operators.class.getResourceAsStream(name), name);
  }

  private static Details details(JsonNode json) {
    List<String> outputs = new ArrayList<>();
    json.path("outputs").forEach(output -> outputs.add(output.asText()));
    return new Details(outputs, attributes(json.path("defaults")), attributes(json.path("only")));
  }

  private static Map<String, AttrValue> attributes(JsonNode json) {
    Map<String, AttrValue> out = new LinkedHashMap<>();
    json.properties().forEach(field -> out.put(field.getKey(), attribute(field.getValue())));
    return out;
  }

  private static AttrValue attribute(JsonNode json) {
    AttrValue.Builder value = AttrValue.newBuilder();
    if (json.isBoolean()) {
      value.setB(json.asBoolean());
    } else if (json.isIntegralNumber()) {
      value.setI(json.asLong());
    } else if (json.isNumber()) {
      value.setF((float) json.asDouble());
    } else if (json.isArray()) {
      AttrValue.ListValue.Builder list = AttrValue.ListValue.newBuilder();
      json.forEach(one -> list.addI(one.asLong()));
      value.setList(list);
    } else if (json.isNull()) {
      value.setShape(TensorShapeProto.newBuilder().setUnknownRank(true));
    } else if (json.asText().startsWith("DT_")) {
      value.setType(DataType.valueOf(json.asText()));
    } else {
      value.setS(ByteString.copyFromUtf8(json.asText()));
    }
    return value.build();
  }
}
