package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.FileMessage;
import dev.hearth.js.Blobs;
import dev.hearth.js.Http;
import dev.hearth.runtime.ByteRange;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.ShardSource;
import java.util.function.IntConsumer;
import org.teavm.jso.core.JSArrayReader;

/** The shards of a package that a page gives as files: each is named by its hash. */
final class GivenShards implements ShardSource {
  private final JSArrayReader<FileMessage> files;

  GivenShards(JSArrayReader<FileMessage> files) {
    this.files = files;
  }

  @Override
  public void read(String sha256, ByteRange target, boolean fresh, IntConsumer onBytes) {
    for (int i = 0; i < files.getLength(); i++) {
      String path = files.get(i).getPath();
      if (path.equals(sha256) || path.endsWith("/" + sha256)) {
        byte[] bytes = Blobs.bytes(files.get(i).getData()).toJavaArray();
        if (bytes.length != target.length()) {
          throw new InferenceException(
              Code.INTEGRITY,
              "Expected " + target.length() + " bytes in " + path + ", found " + bytes.length);
        }
        System.arraycopy(bytes, 0, target.array(), target.offset(), bytes.length);
        onBytes.accept(bytes.length);
        return;
      }
    }
    throw new InferenceException(
        Code.INTEGRITY,
        "Expected the file " + sha256 + " among the package's files, found none of that name");
  }

  @Override
  public String sha256(ByteRange bytes) {
    return Http.sha256(bytes);
  }
}
