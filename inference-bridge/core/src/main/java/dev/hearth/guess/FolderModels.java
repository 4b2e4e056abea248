package dev.hearth.guess;

import dev.hearth.source.BadInputException;
import dev.hearth.source.FileKind;
import dev.hearth.source.FileTree;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import dev.hearth.source.tfjs.TfjsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which of a folder's files is the model. */
public final class FolderModels {
  private static final int NAMED_FILES = 5;

  /** Recognises models of formats that are converted before anything else is done with them. */
  public interface Converted {
    boolean isModel(ModelFile file) throws IOException;
  }

  /**
   * A model's file.
   *
   * @param folder where it and what belongs to it lie
   */
  public record Found(ModelFile file, ModelFolder folder) {}

  private final Converted converted;
  private final String none;

  /**
   * Creates what looks for models.
   *
   * @param none words for what there is none of, for messages, such as {@code no .onnx file}
   */
  public FolderModels(Converted converted, String none) {
    this.converted = converted;
    this.none = none;
  }

  /**
   * Returns the one model in a folder, or in its folder {@code onnx}, as the Hugging Face hub has
   * them.
   *
   * @throws BadInputException if there is none, or several
   */
  public Found in(ModelFolder folder) throws IOException {
    List<ModelFile> models = meant(folder);
    if (models.size() == 1) {
      return new Found(models.get(0), folder);
    }
    ModelFolder inner = models.isEmpty() ? folder.inner("onnx") : null;
    if (inner != null) {
      return in(inner);
    }
    throw new BadInputException(
        models.isEmpty()
            ? folder.place() + " holds " + none + ", but " + found(folder.files())
            : folder.place() + " holds " + models.size() + " models; name one of " + names(models));
  }

  /**
   * Returns the models among files that were given together, in whatever folders.
   *
   * @throws BadInputException if there is none
   */
  public List<Found> in(FileTree tree) throws IOException {
    List<Found> all = new ArrayList<>();
    for (ModelFolder folder : tree.folders()) {
      for (ModelFile model : meant(folder)) {
        all.add(new Found(model, folder));
      }
    }
    if (all.isEmpty()) {
      throw new BadInputException(
          "There is " + none + " in what was given, but " + found(tree.files()));
    }
    return all;
  }

  /** Returns a folder's models, or the one that is meant where some are variants of it. */
  private List<ModelFile> meant(ModelFolder folder) throws IOException {
    List<ModelFile> models = models(folder.files());
    List<String> names = new ArrayList<>();
    models.forEach(model -> names.add(model.path()));
    String chosen = HubFolder.choose(names);
    for (ModelFile model : models) {
      if (model.path().equals(chosen)) {
        return List.of(model);
      }
    }
    return models;
  }

  /** Returns those of some files that are models. */
  public List<ModelFile> models(List<ModelFile> files) throws IOException {
    List<ModelFile> models = new ArrayList<>();
    for (ModelFile file : files) {
      String name = file.path().toLowerCase(Locale.ROOT);
      if (name.endsWith(".onnx")
          || file.path().equals("model.json")
          || (name.endsWith(".json") && TfjsReader.isModel(file))
          || converted.isModel(file)) {
        models.add(file);
      }
    }
    return models;
  }

  /** Returns words for files among which there is no model: their names, and what they may be. */
  public static String found(List<ModelFile> files) throws IOException {
    for (ModelFile file : files) {
      if (file.path().endsWith("data.pkl")) {
        return names(files) + ", as PyTorch saves: export the model with torch.onnx.export";
      }
    }
    String kind = files.size() == 1 ? FileKind.find(files.get(0)) : null;
    return names(files) + (kind == null ? "" : ", which looks like " + kind);
  }

  /** Returns words for some files: the first names, and how many more there are. */
  public static String names(List<ModelFile> files) {
    if (files.isEmpty()) {
      return "nothing";
    }
    List<String> names = new ArrayList<>();
    for (ModelFile file : files.subList(0, Math.min(files.size(), NAMED_FILES))) {
      names.add(file.path());
    }
    int more = files.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }
}
