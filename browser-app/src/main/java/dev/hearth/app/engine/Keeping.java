package dev.hearth.app.engine;

import dev.hearth.app.engine.Request.ShardMessage;
import dev.hearth.browser.BrowserRuntimes;
import dev.hearth.js.DeviceShards;
import dev.hearth.js.HttpShardSource;
import dev.hearth.manifest.Shard;
import dev.hearth.predict.ArtifactReader;
import dev.hearth.predict.LoadingStage;
import dev.hearth.transfer.CheckedShards;
import dev.hearth.transfer.Transfer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.core.JSArrayReader;

/** Brings what models need onto the device, and opens none. */
final class Keeping {
  private Keeping() {}

  /**
   * Brings the shards of a request here, blocking; those that are here already are checked.
   *
   * @param events told how far it is
   * @throws dev.hearth.runtime.InferenceException QUOTA if the device does not keep them; NETWORK
   *     or INTEGRITY if they cannot be had
   */
  static Transfer keep(Request request, Outlet events) {
    Map<String, String> urls = new HashMap<>();
    List<Shard> shards = new ArrayList<>();
    long total = 0;
    JSArrayReader<ShardMessage> given = request.getShards();
    for (int i = 0; i < given.getLength(); i++) {
      ShardMessage one = given.get(i);
      urls.put(one.getSha256(), one.getUrl());
      shards.add(new Shard(one.getSha256(), one.getBytes()));
      total += one.getBytes();
    }
    Progress progress = new Progress(request.getModel(), events);
    long totalBytes = total;
    CheckedShards checked = DeviceShards.of(HttpShardSource.of(urls::get), progress::onTransfer);
    new ArtifactReader(
            checked,
            BrowserRuntimes.downloads(),
            bytes -> progress.onProgress(LoadingStage.DOWNLOAD, bytes, totalBytes))
        .store(shards);
    return checked.transfer();
  }
}
