package dev.hearth.importer;

import dev.hearth.compare.Preprocesses;
import dev.hearth.goldens.GivenCase;
import dev.hearth.goldens.GivenGoldens;
import dev.hearth.goldens.GoldenFile;
import dev.hearth.goldens.GoldenSet;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The goldens that came with a model.
 *
 * @param set what the package will carry; null where none came
 * @param cases with the pictures, sounds or texts they were made of, where those came too
 */
record UserGoldens(@Nullable GoldenSet set, List<GivenCase> cases) {

  /**
   * Reads those that a request names; {@code original} is the model's file as its author left it.
   */
  static UserGoldens read(ImportRequest request, Path original, SourceModel model)
      throws IOException {
    Path file = request.golden();
    List<Path> sources = request.goldenSources();
    if (file == null) {
      if (!sources.isEmpty()) {
        throw new BadInputException("--golden-source needs --golden, the tensors it was made into");
      }
      return new UserGoldens(null, List.of());
    }
    boolean schema = GoldenFile.isGoldenFile(file);
    if (schema && sources.isEmpty()) {
      return new UserGoldens(GoldenFile.read(file, original, model), List.of());
    }
    GivenGoldens given = GivenGoldens.read(file, sources, model.inputs(), model.outputs());
    return new UserGoldens(
        schema ? GoldenFile.read(file, original, model) : given.toSet(file, model), given.cases());
  }

  /** Returns sentences about whether the JVM's preprocessing gives the inputs that came. */
  List<String> preprocessing(ModelManifest manifest, Supplier<Tokenizer> tokenizer)
      throws IOException {
    return new Preprocesses(manifest, tokenizer).sentences(cases);
  }
}
