package dev.hearth.app.client;

import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSArrayReader;

/**
 * What the site keeps on this device.
 *
 * <p>Calls block the calling thread, never the page: make them from {@link
 * dev.hearth.js.Tasks#start}.
 *
 * @param models last used first
 * @param runtimeBytes of what runs models
 * @param pageBytes of the page itself
 * @param usageBytes of all sites of this origin, as the browser estimates them
 * @param quotaBytes that the browser gives them; 0 where it does not say
 */
public record Inventory(
    List<Kept> models, long runtimeBytes, long pageBytes, long usageBytes, long quotaBytes) {

  /**
   * A version of a model.
   *
   * @param manifest its address
   * @param bytes that are here, also of shards that other versions share
   * @param freedBytes that are here for it alone
   * @param usedMs when it was last opened, since 1970; 0 where that is not known
   */
  public record Kept(
      String manifest, String title, String version, long bytes, long freedBytes, double usedMs) {}

  /** Looks at what is here now. */
  public static Inventory read() {
    OfflineModule.Inventory found = Offline.await(Offline.module().inventory());
    JSArrayReader<OfflineModule.Kept> models = found.getModels();
    List<Kept> kept = new ArrayList<>();
    for (int i = 0; i < models.getLength(); i++) {
      OfflineModule.Kept one = models.get(i);
      kept.add(
          new Kept(
              one.getManifest(),
              one.getTitle(),
              one.getVersion(),
              (long) one.getBytes(),
              (long) one.getFreedBytes(),
              one.getUsedMs()));
    }
    return new Inventory(
        kept,
        (long) found.getRuntimeBytes(),
        (long) found.getPageBytes(),
        (long) found.getUsageBytes(),
        (long) found.getQuotaBytes());
  }

  /**
   * Deletes a version of a model, but for the shards that others share.
   *
   * @param manifestUrl where its manifest is
   */
  public static void remove(String manifestUrl) {
    Offline.await(Offline.module().remove(manifestUrl));
  }

  /** Deletes what runs models: it is downloaded again with the next one. */
  public static void removeRuntimes() {
    Offline.await(Offline.module().removeRuntimes());
  }

  /** Deletes all models and what runs them; the page itself stays. */
  public static void removeAll() {
    Offline.await(Offline.module().removeAll());
  }
}
