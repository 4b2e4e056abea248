package dev.hearth.app.ui.own;

import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model's folder, with what a person says of the model as its hearth.json. */
record DescribedFolder(ModelFolder folder, String description) implements ModelFolder {
  private static final String NAME = "hearth.json";

  @Override
  public String place() {
    return folder.place();
  }

  @Override
  public @Nullable String name() {
    return folder.name();
  }

  @Override
  public @Nullable ModelFile find(String path) throws IOException {
    return path.equals(NAME) ? new OwnFile(NAME, OwnFiles.blob(description)) : folder.find(path);
  }

  @Override
  public List<ModelFile> files() throws IOException {
    return folder.files();
  }

  @Override
  public @Nullable ModelFolder inner(String name) throws IOException {
    return folder.inner(name);
  }

  @Override
  public @Nullable ModelFolder above() {
    return folder.above();
  }
}
