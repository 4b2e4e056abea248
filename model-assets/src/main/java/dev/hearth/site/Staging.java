package dev.hearth.site;

import dev.hearth.jvm.Sha256;
import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Shard;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Files on their way into a models folder. They are written into a hidden folder inside it and
 * moved to their places one by one, each whole; closing removes what was not moved.
 */
public final class Staging implements AutoCloseable {
  private final Path models;
  private final Path folder;
  private final int shardBytes;
  private final LongConsumer onBytes;
  private final List<Path> made = new ArrayList<>();
  private final Set<String> staged = new LinkedHashSet<>();
  private int texts;

  private Staging(Path models, Path folder, int shardBytes, LongConsumer onBytes) {
    this.models = models;
    this.folder = folder;
    this.shardBytes = shardBytes;
    this.onBytes = onBytes;
  }

  /** Opens a staging folder inside a models folder, which is made if there is none. */
  public static Staging in(Path models, int shardBytes) throws IOException {
    return in(models, shardBytes, bytes -> {});
  }

  /**
   * Opens a staging folder that tells of its work.
   *
   * @param onBytes told the size of each shard that was made
   */
  public static Staging in(Path models, int shardBytes, LongConsumer onBytes) throws IOException {
    List<Path> made = new ArrayList<>();
    for (Path place = models.toAbsolutePath();
        place != null && !Files.exists(place);
        place = place.getParent()) {
      made.add(place);
    }
    Files.createDirectories(models);
    Path folder = Scratch.made(Files.createTempDirectory(models, ".hearth-"));
    Staging staging = new Staging(models, folder, shardBytes, onBytes);
    staging.made.addAll(made);
    return staging;
  }

  /** Cuts a file into shards and stages those that the models folder has not. */
  public Artifact store(SourceFile file) throws IOException {
    try (InputStream in = Files.newInputStream(file.file())) {
      return store(file.path(), in);
    }
  }

  /** Cuts some bytes into shards and stages those that the models folder has not. */
  public Artifact store(String path, byte[] bytes) throws IOException {
    return store(path, new ByteArrayInputStream(bytes));
  }

  private Artifact store(String path, InputStream in) throws IOException {
    List<Shard> shards = new ArrayList<>();
    byte[] buffer = new byte[shardBytes];
    for (int read = in.readNBytes(buffer, 0, shardBytes);
        read > 0;
        read = in.readNBytes(buffer, 0, shardBytes)) {
      byte[] bytes = read == shardBytes ? buffer : Arrays.copyOf(buffer, read);
      String hash = Sha256.of(bytes);
      shards.add(new Shard(hash, read));
      onBytes.accept(read);
      if (!isStored(hash, read) && staged.add(hash)) {
        Files.write(folder.resolve(hash), bytes);
      }
    }
    return new Artifact(path, shards);
  }

  // A blob whose bytes are not its name's is replaced.
  private boolean isStored(String hash, int bytes) throws IOException {
    Path blob = blob(hash);
    return Files.isRegularFile(blob) && Files.size(blob) == bytes && Sha256.of(blob).equals(hash);
  }

  /** Moves the staged shards to their places. */
  void publishBlobs() throws IOException {
    Files.createDirectories(models.resolve("blobs"));
    for (String hash : staged) {
      move(folder.resolve(hash), blob(hash));
    }
    staged.clear();
  }

  /** Writes a text file whole, in place of an older one. */
  void publish(Path target, String text) throws IOException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path file = folder.resolve("text-" + texts++);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    // A server would go on sending what the build compressed of the older one.
    for (String extension : List.of(".br", ".gz")) {
      Files.deleteIfExists(target.resolveSibling(target.getFileName() + extension));
    }
    move(file, target);
  }

  private Path blob(String hash) {
    return models.resolve("blobs").resolve(hash);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was not moved, and the folders made here where nothing came into them. */
  @Override
  public void close() throws IOException {
    Scratch.delete(folder);
    for (Path place : made) {
      try (Stream<Path> content = Files.list(place)) {
        if (content.findAny().isPresent()) {
          return;
        }
      }
      Files.delete(place);
    }
  }
}
