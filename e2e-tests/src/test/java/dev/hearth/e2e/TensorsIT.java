package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.testing.OnnxModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors of every type and shape through hearth.js and back, and what is refused on the way. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TensorsIT {
  private static final int MANY = 40;

  private Path models;
  private GoldensPage page;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    page = GoldensPage.start(GoldensPage.layOut(folder), BrowserOptions.plain());
    models = Files.createDirectories(folder.resolve("tiny"));
  }

  @AfterAll
  void stop() {
    try {
      page.assertQuiet();
    } finally {
      page.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          float32 | FLOAT   | new Float32Array(Uint32Array.of(0, 0x80000000, 1, 0x7f7fffff, 0x7f800000, 0xff800000, 0x7fc00001, 0xffc12345, 0x7f812345).buffer)
          float64 | DOUBLE  | new Float64Array(BigUint64Array.of(0n, 1n << 63n, 1n, 0x7fefffffffffffffn, 0x7ff0000000000000n, 0x7ff8000012345678n, 0xfff0000000000001n).buffer)
          float16 | FLOAT16 | Uint16Array.of(0, 0x8000, 1, 0x7bff, 0x7c00, 0xfc00, 0x7e01, 0x7d23)
          int8    | INT8    | Int8Array.of(-128, -1, 0, 1, 127)
          uint8   | UINT8   | Uint8Array.of(0, 1, 127, 128, 255)
          int16   | INT16   | Int16Array.of(-32768, -1, 0, 1, 32767)
          uint16  | UINT16  | Uint16Array.of(0, 1, 32768, 65535)
          int32   | INT32   | Int32Array.of(-2147483648, -1, 0, 1, 2147483647)
          uint32  | UINT32  | Uint32Array.of(0, 1, 2147483648, 4294967295)
          int64   | INT64   | BigInt64Array.of(-(2n ** 63n), -1n, 0n, 2n ** 53n + 1n, 2n ** 63n - 1n)
          uint64  | UINT64  | BigUint64Array.of(0n, 1n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n)
          bool    | BOOL    | Uint8Array.of(0, 1, 1, 0)
          string  | STRING  | ['', ' ', 'a', 'é', '漢字', '\\u{1F600}', 'a\\nb', 'x'.repeat(70000)]
          """)
  void everyType_comesBackBitForBit(String type, DataType dataType, String values)
      throws IOException {
    GraphProto.Builder graph = OnnxModels.graph();
    identity(graph, "list", dataType, "n");
    identity(graph, "scalar", dataType);
    identity(graph, "table", dataType, "n", "2");
    write(type, graph);

    Object found =
        page.call(
            """
            {
              const [type] = given;
              const values = %s;
              const model = await openTiny(type);
              const table = values.slice(0, 4);
              const feeds = {
                list: {type, shape: [values.length], data: values},
                scalar: {type, shape: [], data: values.slice(-1)},
                table: {type, shape: [2, 2], data: table},
              };
              const problems = changes(feeds, await model.run(feeds));
              const empty = {
                list: {type, shape: [0], data: values.slice(0, 0)},
                scalar: {type, shape: [], data: values.slice(0, 1)},
                table: {type, shape: [0, 2], data: values.slice(0, 0)},
              };
              return [...problems, ...changes(empty, await model.run(empty))];
            }
            """
                .formatted(values),
            type);

    assertEquals(List.of(), found);
  }

  @Test
  void browsersOwnHalves_comeBackAsBits() throws IOException {
    Files.write(models.resolve("halves.onnx"), OnnxModels.unary("Identity", DataType.FLOAT16, "n"));

    Object found =
        page.call(
            """
            {
              const model = await openTiny('halves');
              const data = Float16Array.of(0, -0, 1.5, 65504, -Infinity);
              const {y} = await model.run({x: {type: 'float16', shape: [5], data}});
              return [y.type, y.data.constructor.name, ...y.data];
            }
            """);

    assertEquals(List.of("float16", "Uint16Array", 0L, 0x8000L, 0x3e00L, 0x7bffL, 0xfc00L), found);
  }

  @Test
  void freeAndFixedAxes_areNamed() throws IOException {
    GraphProto.Builder graph = OnnxModels.graph();
    identity(graph, "x", DataType.INT64, "batch", "?", "3");
    identity(graph, "s", DataType.STRING);
    write("axes", graph);

    Object found =
        page.call(
            "{ const {inputs, outputs} = await openTiny('axes');"
                + " return JSON.stringify([inputs, outputs]); }");

    assertEquals(
        ("[[{'name':'x','type':'int64','shape':['batch','dim_1',3]},"
                + "{'name':'s','type':'string','shape':[]}],"
                + "[{'name':'x out','type':'int64','shape':['batch','dim_1',3]},"
                + "{'name':'s out','type':'string','shape':[]}]]")
            .replace('\'', '"'),
        found);
  }

  @Test
  void manyInputsAndOutputs_keepTheirNames() throws IOException {
    DataType[] types = {DataType.FLOAT, DataType.INT64, DataType.STRING, DataType.BOOL};
    GraphProto.Builder graph = OnnxModels.graph();
    for (int i = 0; i < MANY; i++) {
      identity(graph, "in/" + (MANY - i), types[i % types.length], "n");
    }
    write("many", graph);

    Object found =
        page.call(
            """
            {
              const model = await openTiny('many');
              const make = {
                float32: (i) => Float32Array.of(i, i + 0.5),
                int64: (i) => BigInt64Array.of(BigInt(i), -1n),
                string: (i) => [`${i}`, ''],
                bool: (i) => Uint8Array.of(i & 1, 1),
              };
              const feeds = Object.fromEntries(
                model.inputs.map(({name, type}, i) => [name, {type, shape: [2], data: make[type](i)}]).reverse());
              return [model.inputs.length, ...changes(feeds, await model.run(feeds))];
            }
            """);

    assertEquals(List.of((long) MANY), found);
  }

  @Test
  void pageThatIsNotIsolated_hasOneThread_andSaysSo(@TempDir Path folder) throws IOException {
    GoldensPage.layOut(folder);
    Path headers = folder.resolve("_headers");
    Files.writeString(
        headers, Files.readString(headers).replaceAll("Cross-Origin-(Opener|Embedder).*\n", ""));
    Path tiny = Files.createDirectories(folder.resolve("tiny"));
    Files.write(tiny.resolve("x.onnx"), OnnxModels.unary("Identity", DataType.FLOAT, "n"));
    String asked =
        "{ const {plan} = await openTiny('x', {threads: 2});"
            + " return [crossOriginIsolated, plan.threads]; }";

    try (GoldensPage plain = GoldensPage.start(folder, BrowserOptions.plain())) {
      assertEquals(List.of(false, 1L), plain.call(asked));
    }
  }

  @Test
  void outputsThatAreNoTensors_sayWhatToExportInstead() throws IOException {
    TypeProto.Builder map =
        TypeProto.newBuilder()
            .setMapType(
                TypeProto.Map.newBuilder()
                    .setKeyType(DataType.INT64.getNumber())
                    .setValueType(tensor()));
    GraphProto.Builder zipMap =
        OnnxModels.graph(
                OnnxModels.node("ZipMap", "y", "x")
                    .setDomain("ai.onnx.ml")
                    .addAttribute(
                        AttributeProto.newBuilder()
                            .setName("classlabels_int64s")
                            .setType(AttributeProto.AttributeType.INTS)
                            .addInts(0)
                            .addInts(1)))
            .addInput(OnnxModels.value("x", DataType.FLOAT, "n", "2"))
            .addOutput(output(sequence(map)));
    write("zipmap", zipMap);
    GraphProto.Builder sequence =
        OnnxModels.graph(OnnxModels.node("SequenceConstruct", "y", "x", "x"))
            .addInput(OnnxModels.value("x", DataType.FLOAT, "n"))
            .addOutput(output(sequence(tensor())));
    write("sequence", sequence);

    assertRefusal("UNSUPPORTED_OPERATOR", "zipmap=False", failure("openTiny('zipmap')"));
    assertRefusal("UNSUPPORTED_OPERATOR", "ConcatFromSequence", failure("openTiny('sequence')"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a missing feed          | table | {list: good.list}
          no feed                 | list  | {}
          an unknown feed         | extra | {...good, extra: good.list}
          a feed of another name  | table | {list: good.list, Table: good.table}
          another type            | table | {...good, table: {type: 'int32', shape: [1, 3], data: Int32Array.of(1, 2, 3)}}
          another type's array    | table | {...good, table: {...good.table, data: Float64Array.of(1, 2, 3)}}
          bits for numbers        | table | {...good, table: {...good.table, data: Uint8Array.of(1, 2, 3)}}
          numbers for BigInts     | list  | {...good, list: {...good.list, data: Int32Array.of(1, 2)}}
          unsigned for signed     | list  | {...good, list: {...good.list, data: BigUint64Array.of(1n, 2n)}}
          an unknown type         | table | {...good, table: {...good.table, type: 'float8'}}
          no type                 | table | {...good, table: {shape: [1, 3], data: Float32Array.of(1, 2, 3)}}
          another size            | table | {...good, table: {type: 'float32', shape: [3, 1], data: Float32Array.of(1, 2, 3)}}
          another rank            | table | {...good, table: {...good.table, shape: [3]}}
          no shape                | table | {...good, table: {type: 'float32', data: Float32Array.of(1, 2, 3)}}
          a negative size         | table | {...good, table: {...good.table, shape: [-1, 3]}}
          half a size             | table | {...good, table: {...good.table, shape: [0.5, 3]}}
          a size in words         | table | {...good, table: {...good.table, shape: ['one', 3]}}
          too large a size        | table | {...good, table: {...good.table, shape: [4294967297, 3]}}
          too many sizes          | table | {...good, table: {...good.table, shape: [1431655767, 3]}}
          too few elements        | table | {...good, table: {...good.table, data: Float32Array.of(1, 2)}}
          too many elements       | table | {...good, table: {...good.table, data: Float32Array.of(1, 2, 3, 4)}}
          a plain array           | table | {...good, table: {...good.table, data: [1, 2, 3]}}
          an ArrayBuffer          | table | {...good, table: {...good.table, data: new ArrayBuffer(12)}}
          a DataView              | table | {...good, table: {...good.table, data: new DataView(new ArrayBuffer(12))}}
          text for numbers        | table | {...good, table: {...good.table, data: 'abc'}}
          numbers for texts       | texts | {...good, texts: {...good.texts, data: [1, 2]}}
          text the runtime cuts   | texts | {...good, texts: {...good.texts, data: ['a', 'b\\0c']}}
          a typed array for texts | texts | {...good, texts: {...good.texts, data: Uint8Array.of(1, 2)}}
          no data                 | table | {...good, table: {type: 'float32', shape: [1, 3]}}
          a bare array            | table | {...good, table: Float32Array.of(1, 2, 3)}
          null                    | table | {...good, table: null}
          a number                | table | {...good, table: 7}
          feeds in an array       | feeds | [good.table]
          null for all            | feeds | null
          """)
  void badFeeds_areNamed_andTheNextRunWorks(String what, String named, String feeds)
      throws IOException {
    if (Files.notExists(models.resolve("fed.onnx"))) {
      GraphProto.Builder graph = OnnxModels.graph();
      identity(graph, "list", DataType.INT64, "n");
      identity(graph, "table", DataType.FLOAT, "n", "3");
      identity(graph, "texts", DataType.STRING, "n");
      write("fed", graph);
    }
    String good =
        """
        {
          const good = {
            list: {type: 'int64', shape: [2], data: BigInt64Array.of(1n, 2n)},
            table: {type: 'float32', shape: [1, 3], data: Float32Array.of(1, 2, 3)},
            texts: {type: 'string', shape: [2], data: ['a', 'b']},
          };
          window.fed ??= await openTiny('fed');
        """;

    Map<?, ?> refusal = failure(good + " return fed.run(" + feeds + "); }");
    assertRefusal("INVALID_INPUT", named, refusal);
    assertEquals(
        List.of(), page.call(good + " return changes(good, await fed.run(good)); }"), what);
  }

  /** Adds an input and an output of that name, " out" behind it, with the same values. */
  private static void identity(
      GraphProto.Builder graph, String name, DataType type, String... dimensions) {
    NodeProto.Builder node = OnnxModels.node("Identity", name + " out", name);
    graph
        .addNode(node)
        .addInput(OnnxModels.value(name, type, dimensions))
        .addOutput(OnnxModels.value(name + " out", type, dimensions));
  }

  private static TypeProto.Builder tensor() {
    return TypeProto.newBuilder()
        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber()));
  }

  private static TypeProto.Builder sequence(TypeProto.Builder of) {
    return TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(of));
  }

  private static ValueInfoProto output(TypeProto.Builder type) {
    return ValueInfoProto.newBuilder().setName("y").setType(type).build();
  }

  private void write(String name, GraphProto.Builder graph) throws IOException {
    Files.write(
        models.resolve(name + ".onnx"),
        OnnxModels.model(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1))
            .build()
            .toByteArray());
  }

  private Map<?, ?> failure(String expression) {
    return (Map<?, ?>) page.call("failureOf((async () => " + expression + ")())");
  }

  private static void assertRefusal(String code, String part, Map<?, ?> failure) {
    assertEquals(code, failure.get("code"), failure.toString());
    assertTrue(failure.get("message").toString().contains(part), failure.toString());
  }
}
