package dev.hearth.model;

import dev.hearth.source.BadInputException;
import dev.hearth.source.ModelFile;
import dev.hearth.source.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a disk.
 *
 * @param path where it lies
 */
public record DiskFolder(Path path) implements ModelFolder {
  @Override
  public String place() {
    return path.toString();
  }

  @Override
  public @Nullable String name() {
    Path name = path.getFileName();
    return name == null ? null : name.toString();
  }

  @Override
  public @Nullable ModelFile find(String inside) throws IOException {
    Path file;
    try {
      file = path.resolve(inside);
    } catch (InvalidPathException e) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      return null;
    }
    return new SourceFile(inside, file, Files.size(file));
  }

  @Override
  public ModelFile named(String inside, String who) throws IOException {
    ModelFile file = ModelFolder.super.named(inside, who);
    if (!path.resolve(inside).toRealPath().startsWith(path.toRealPath())) {
      throw new BadInputException(
          who
              + " names the file "
              + inside
              + ", a link out of its folder; give a folder that holds the file itself, as cp -L"
              + " makes it");
    }
    return file;
  }

  @Override
  public List<ModelFile> files() throws IOException {
    List<ModelFile> out = new ArrayList<>();
    try (Stream<Path> listing = Files.list(path)) {
      for (Path file : listing.filter(Files::isRegularFile).sorted().toList()) {
        out.add(new SourceFile(file.getFileName().toString(), file, Files.size(file)));
      }
    }
    return out;
  }

  @Override
  public @Nullable ModelFolder inner(String name) {
    Path folder = path.resolve(name);
    return Files.isDirectory(folder) ? new DiskFolder(folder) : null;
  }

  @Override
  public @Nullable ModelFolder above() {
    Path above = path.toAbsolutePath().normalize().getParent();
    return above == null ? null : new DiskFolder(above);
  }
}
