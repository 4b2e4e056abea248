package dev.hearth.variants.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.model.onnx.OnnxFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.variants.VariantKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes variants of ONNX models. Weights pass through in pieces, whatever the model's size. */
public final class OnnxVariants {
  /** The first format version whose weights need not be inputs too. */
  private static final long WEIGHTS_APART = 4;

  private final SourceModel model;
  private final VariantKind kind;

  private OnnxVariants(SourceModel model, VariantKind kind) {
    this.model = model;
    this.kind = kind;
  }

  /**
   * Returns the files of a variant, laid out as the model's own: in one file, or with one file of
   * external data.
   *
   * @throws BadInputException if the model cannot have it; the message says why
   */
  public static List<SourceFile> make(SourceModel model, VariantKind kind, Scratch scratch)
      throws IOException {
    return new OnnxVariants(model, kind).make(scratch);
  }

  private List<SourceFile> make(Scratch scratch) throws IOException {
    ModelProto.Builder proto = OnnxFile.read(SourceFile.on(model.main())).toBuilder();
    GraphProto.Builder graph = proto.getGraphBuilder();
    if (proto.getIrVersion() < WEIGHTS_APART) {
      proto.setIrVersion(WEIGHTS_APART);
      Set<String> names = new HashSet<>();
      graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
      StorageRewrite.removeInputs(graph, names);
    }
    Path made = scratch.folder().resolve("made");
    try (WeightFiles weights = new WeightFiles(model, made)) {
      rewrite(proto, graph, weights);
      ModelProto variant = proto.build();
      Path folder = scratch.folder();
      Path file = folder.resolve(model.main().path());
      OnnxWriter writer = new OnnxWriter(weights);
      List<SourceFile> files = new ArrayList<>();
      if (model.files().size() == 1) {
        writer.single(variant, file);
      } else {
        Path data = folder.resolve(model.main().path() + "_data");
        writer.withData(variant, file, data);
        if (Files.size(data) > 0) {
          files.add(SourceFile.of(data.getFileName().toString(), data));
        }
      }
      files.add(0, SourceFile.of(model.main().path(), file));
      return files;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void rewrite(ModelProto.Builder proto, GraphProto.Builder graph, WeightFiles weights)
      throws IOException {
    long opset = Nodes.opset(proto.build());
    Names names = new Names(graph.build());
    HalfStorage halves = new HalfStorage(weights, names, opset);
    Storage bytes = new ByteStorage(weights, names, opset);
    switch (kind) {
      case FP16 -> {
        require(StorageRewrite.apply(graph, halves), "float32 weights to speak of");
      }
      case FP16_COMPUTE -> {
        require(
            HalfCompute.apply(graph, halves, names, opset),
            "convolutions or products to compute in half precision");
        StorageRewrite.apply(graph, halves);
      }
      case INT8 -> {
        if (opset < ByteStorage.LEAST_OPSET) {
          throw new BadInputException(
              "the model uses operator set "
                  + opset
                  + ", and int8 needs "
                  + ByteStorage.LEAST_OPSET
                  + "; export it anew, or take fp16");
        }
        require(StorageRewrite.apply(graph, bytes), "weights of layers to speak of in float32");
      }
      case INT4 -> {
        require(
            BlockRewrite.apply(graph, weights, names),
            "products with a float32 matrix of "
                + BlockRewrite.LEAST_ELEMENTS
                + " or more constant values");
        if (proto.getOpsetImportList().stream()
            .noneMatch(set -> set.getDomain().equals(BlockRewrite.DOMAIN))) {
          proto.addOpsetImport(
              OperatorSetIdProto.newBuilder().setDomain(BlockRewrite.DOMAIN).setVersion(1));
        }
        StorageRewrite.apply(graph, opset < ByteStorage.LEAST_OPSET ? halves : bytes.or(halves));
      }
      default -> throw new IllegalArgumentException("Expected a kind for ONNX, found " + kind);
    }
  }

  private static void require(int found, String what) {
    if (found == 0) {
      throw new BadInputException("the model has no " + what);
    }
  }
}
