package dev.hearth.model.savedmodel;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.SourceFile;
import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.SourceModel;
import dev.hearth.source.tfjs.TfjsReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** Reads a TensorFlow SavedModel, by making a TF.js graph model of it. */
public final class SavedModelReader {
  /** The model itself, beside which lies the folder {@code variables}. */
  public static final String FILE = "saved_model.pb";

  private static final long MOST_BYTES = 1L << 30;
  private static final long MOST_VALUES = 12_000_000;
  private static final String SERVE = "serve";

  private SavedModelReader() {}

  /**
   * Returns the model in a {@code saved_model.pb} and the variables beside it.
   *
   * @param folder an empty one, for the files of the converted model
   * @param notes takes one sentence about each thing that was decided
   * @throws BadInputException if it is not one, is damaged, or has operators that TF.js has not
   */
  public static SourceModel read(Path file, Path folder, Consumer<String> notes)
      throws IOException {
    MetaGraphDef graph = metaGraph(file, parse(file));
    Path variables = SourceFile.folderOf(file).resolve("variables");
    Path json;
    try {
      json = Converter.convert(graph, TensorBundle.open(variables), folder, notes);
    } catch (BadInputException e) {
      throw new BadInputException(file + " cannot be converted: " + e.getMessage(), e);
    }
    SourceModel made =
        TfjsReader.read(
            SourceFile.of(json.getFileName().toString(), json),
            new DiskFolder(SourceFile.folderOf(json)));
    return new SourceModel(
        made.runtime(),
        "TensorFlow SavedModel, as a " + made.format(),
        made.variant(),
        made.files(),
        made.inputs(),
        made.outputs(),
        made.shapeless(),
        made.probabilities());
  }

  private static SavedModel parse(Path file) throws IOException {
    SourceFile source = SourceFile.of(file.getFileName().toString(), file);
    if (source.bytes() > MOST_BYTES) {
      throw new BadInputException(
          file + " has " + source.bytes() + " bytes, expected up to " + MOST_BYTES);
    }
    try {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        ProtoBudget.check(in, SavedModel.getDescriptor(), MOST_VALUES);
      }
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        CodedInputStream coded = CodedInputStream.newInstance(in);
        coded.setSizeLimit(Integer.MAX_VALUE);
        return SavedModel.parseFrom(coded);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(
          file
              + " is not a whole SavedModel; it looks like "
              + FileKind.describe(SourceFile.of(file.getFileName().toString(), file)),
          e);
    }
  }

  private static MetaGraphDef metaGraph(Path file, SavedModel model) {
    for (MetaGraphDef graph : model.getMetaGraphsList()) {
      if (graph.getMetaInfoDef().getTagsList().contains(SERVE)) {
        return graph;
      }
    }
    if (model.getMetaGraphsCount() == 1) {
      return model.getMetaGraphs(0);
    }
    throw new BadInputException(
        file
            + " has "
            + model.getMetaGraphsCount()
            + " graphs and none tagged "
            + SERVE
            + (model.getMetaGraphsCount() == 0 ? ", not a SavedModel" : ""));
  }
}
