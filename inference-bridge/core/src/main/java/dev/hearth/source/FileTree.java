package dev.hearth.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Files that a person brought together, by their paths: folders without a disk. */
public final class FileTree {
  private final Map<String, ModelFile> files = new TreeMap<>();
  private final String name;

  private FileTree(String name) {
    this.name = name;
  }

  /**
   * Returns the files as a tree.
   *
   * @param name what they are called together, such as the zip they came in; may be empty
   * @throws BadInputException if two have the same path
   */
  public static FileTree of(String name, List<ModelFile> files) {
    FileTree tree = new FileTree(name);
    for (ModelFile file : files) {
      if (tree.files.put(file.path(), file) != null) {
        throw new BadInputException("There are two files " + file.path() + "; give one of them");
      }
    }
    return tree;
  }

  /** Returns all files, by their paths' order. */
  public List<ModelFile> files() {
    return List.copyOf(files.values());
  }

  /** Returns the folder of all the files. */
  public ModelFolder root() {
    return new Branch("");
  }

  /** Returns all folders that have files, the outer before those inside them. */
  public List<ModelFolder> folders() {
    TreeSet<String> paths = new TreeSet<>();
    for (String path : files.keySet()) {
      paths.add(path.substring(0, path.lastIndexOf('/') + 1));
    }
    List<String> ordered = new ArrayList<>(paths);
    ordered.sort(Comparator.comparingInt(String::length));
    List<ModelFolder> out = new ArrayList<>();
    for (String path : ordered) {
      out.add(new Branch(path));
    }
    return out;
  }

  /** A folder of the tree. */
  private final class Branch implements ModelFolder {
    /** "" or a path that ends with a slash. */
    private final String path;

    Branch(String path) {
      this.path = path;
    }

    @Override
    public String place() {
      return path.isEmpty() ? "what was given" : path.substring(0, path.length() - 1);
    }

    @Override
    public @Nullable String name() {
      String bare = path.isEmpty() ? name : path.substring(0, path.length() - 1);
      String last = bare.substring(bare.lastIndexOf('/') + 1);
      return last.isEmpty() ? null : last;
    }

    @Override
    public @Nullable ModelFile find(String inside) {
      ModelFile file = files.get(path + inside);
      return file == null ? null : new Inside(file, inside);
    }

    @Override
    public List<ModelFile> files() {
      List<ModelFile> out = new ArrayList<>();
      for (Map.Entry<String, ModelFile> file : files.entrySet()) {
        String inside =
            file.getKey().startsWith(path) ? file.getKey().substring(path.length()) : "/";
        if (inside.indexOf('/') < 0) {
          out.add(new Inside(file.getValue(), inside));
        }
      }
      return out;
    }

    @Override
    public @Nullable ModelFolder inner(String folder) {
      for (String file : files.keySet()) {
        if (file.startsWith(path + folder + "/")) {
          return new Branch(path + folder + "/");
        }
      }
      return null;
    }

    @Override
    public @Nullable ModelFolder above() {
      int slash = path.isEmpty() ? -1 : path.lastIndexOf('/', path.length() - 2);
      return path.isEmpty() ? null : new Branch(path.substring(0, slash + 1));
    }
  }
}
