package dev.hearth.app.ui.own;

import dev.hearth.guess.Beside;
import dev.hearth.guess.LabelFile;
import dev.hearth.js.Blobs;
import dev.hearth.source.ModelFile;
import dev.hearth.source.tfjs.TfjsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teavm.jso.JSObject;

/**
 * A file that a person brought; reading it blocks the thread, not the page.
 *
 * @param path its path among the others
 * @param data a Blob
 */
record OwnFile(String path, JSObject data) implements ModelFile {
  /** Returns all files that were brought together. */
  static List<OwnFile> all(OwnFiles.Collected collected) {
    List<OwnFile> out = new ArrayList<>();
    for (int i = 0; i < collected.getFiles().getLength(); i++) {
      OwnFiles.Brought one = collected.getFiles().get(i);
      out.add(new OwnFile(one.getPath(), one.getData()));
    }
    return out;
  }

  /** Returns true for what may be a list of labels, and is no part of a model. */
  boolean isLabels() throws IOException {
    String name = path.toLowerCase(Locale.ROOT);
    return Beside.tokenizer(List.of(path)).isEmpty()
        && (name.endsWith(".txt")
            || (name.endsWith(".json")
                && !TfjsReader.isModel(this)
                && LabelFile.json(text("labels")) != null));
  }

  @Override
  public String place() {
    return path;
  }

  @Override
  public long bytes() {
    return (long) OwnFiles.size(data);
  }

  @Override
  public byte[] read(long offset, int length) {
    return Blobs.bytes(OwnFiles.slice(data, (double) offset, (double) offset + length))
        .toJavaArray();
  }
}
