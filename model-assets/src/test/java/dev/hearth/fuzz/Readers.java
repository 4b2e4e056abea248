package dev.hearth.fuzz;

import dev.hearth.goldens.GoldenFile;
import dev.hearth.importer.Preview;
import dev.hearth.model.DiskFolder;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.numpy.Npz;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.source.onnx.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads bytes as the command line reads a file; a refusal is as good as a model. */
final class Readers {
  private static final byte[] WEIGHTS = new byte[8];

  private Readers() {}

  static void model(String name, byte[] bytes) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path folder = scratch.folder();
      Files.write(folder.resolve("w.bin"), WEIGHTS);
      Preview.of(Files.write(folder.resolve(name), bytes), scratch);
    } catch (BadInputException e) {
      checkSentence(e);
    }
  }

  static void golden(byte[] bytes) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Path folder = scratch.folder();
      Files.write(folder.resolve("w.bin"), WEIGHTS);
      Path file = Files.write(folder.resolve("m.onnx"), Seeds.model());
      SourceModel model = OnnxReader.read(SourceFile.of("m.onnx", file), new DiskFolder(folder));
      GoldenFile.read(Files.write(folder.resolve("g.json"), bytes), file, model);
    } catch (BadInputException e) {
      checkSentence(e);
    }
  }

  static void arrays(byte[] bytes) throws IOException {
    try (Scratch scratch = new Scratch()) {
      Npz.read(Files.write(scratch.folder().resolve("g.npz"), bytes));
    } catch (BadInputException e) {
      checkSentence(e);
    }
  }

  private static void checkSentence(BadInputException refusal) {
    if (refusal.getMessage() == null || refusal.getMessage().isBlank()) {
      throw new AssertionError("A refusal without a sentence", refusal);
    }
  }
}
