package dev.hearth.app.ui.own;

import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model's folder with a file that is found there by a name, whatever else has it.
 *
 * @param path to find it by
 */
record FolderWith(ModelFolder folder, String path, ModelFile file) implements ModelFolder {

  @Override
  public String place() {
    return folder.place();
  }

  @Override
  public @Nullable String name() {
    return folder.name();
  }

  @Override
  public @Nullable ModelFile find(String wanted) throws IOException {
    return wanted.equals(path) ? file : folder.find(wanted);
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
