package dev.hearth.goldens;

import dev.hearth.model.SourceFile;
import dev.hearth.numpy.Npz;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.tensor.ElementType;
import dev.hearth.tensor.Tensor;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Goldens as a user gives them: NumPy's archives and arrays, JSON, or {@code golden/1}.
 *
 * @param engine what computed them
 * @param abs the absolute tolerance given; NaN where none was
 * @param rel the relative tolerance given; NaN where none was
 * @param cases at least one
 */
public record GivenGoldens(String engine, double abs, double rel, List<GivenCase> cases) {
  static final String UNNAMED = "given values";

  public GivenGoldens {
    cases = List.copyOf(cases);
  }

  /**
   * Reads a file or folder.
   *
   * @param path an {@code .npz} archive, a folder of {@code .npy} files, or JSON
   * @param sources the pictures, sounds or texts the cases were made of, in their order; empty for
   *     those that the file names, if any
   * @param inputs what the model takes
   * @param outputs what it gives
   * @throws BadInputException if it is none of these, an array cannot be told to be an input or an
   *     output, or there are not as many sources as cases
   */
  public static GivenGoldens read(
      Path path, List<Path> sources, List<TensorInfo> inputs, List<TensorInfo> outputs)
      throws IOException {
    Ports ports = new Ports(inputs, outputs);
    GivenGoldens read;
    if (Files.isDirectory(path)) {
      read = new GivenArrays(path, path, ports, sources.size()).read(Npz.readFolder(path));
    } else {
      char kind = kind(path);
      Path folder = SourceFile.folderOf(path);
      read =
          switch (kind) {
            case 'P' -> new GivenArrays(path, folder, ports, sources.size()).read(Npz.read(path));
            case '{' -> GivenJson.read(path, ports);
            default ->
                throw new BadInputException(
                    path
                        + " is no golden: expected an .npz archive, a folder of .npy files, or"
                        + " JSON");
          };
    }
    return read.withSources(path, sources);
  }

  /**
   * Returns the goldens a package carries.
   *
   * @param file names them in errors
   * @throws BadInputException if a case lacks an input or has no output, or a tensor is not what
   *     the model takes
   */
  public GoldenSet toSet(Path file, SourceModel model) {
    return new GoldenConversion(file, model).of(this);
  }

  /**
   * Returns the same values in another type.
   *
   * @throws IllegalArgumentException if a value does not fit it
   */
  public static Tensor as(ElementType type, Tensor tensor) {
    return TensorBytes.as(type, tensor);
  }

  private static char kind(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException("There is no golden file " + path);
    }
    try (InputStream in = Files.newInputStream(path)) {
      String head = new String(in.readNBytes(64), StandardCharsets.UTF_8).replace("\ufeff", "");
      return head.isBlank() ? ' ' : head.strip().charAt(0);
    }
  }

  private GivenGoldens withSources(Path path, List<Path> sources) {
    if (sources.isEmpty()) {
      return this;
    }
    if (sources.size() != cases.size()) {
      throw new BadInputException(
          "Expected a source for each of the "
              + cases.size()
              + " cases of "
              + path
              + ", found "
              + sources.size());
    }
    List<GivenCase> out = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      out.add(cases.get(i).withSource(sources.get(i)));
    }
    return new GivenGoldens(engine, abs, rel, out);
  }
}
