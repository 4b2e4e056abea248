package dev.hearth.release;

import dev.hearth.manifest.Channels;
import dev.hearth.signing.ReleaseKey;
import dev.hearth.signing.SignatureState;
import dev.hearth.signing.SiteKey;
import dev.hearth.site.ModelsFolder;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs the channels of all models of a site by another key, as they are. Those that were never
 * signed stay so: nobody has checked what they offer.
 */
public final class Resigning {
  private final Path models;
  private final List<ModelFolder> signed = new ArrayList<>();
  private final List<String> unsigned = new ArrayList<>();

  private Resigning(Path models) {
    this.models = models;
  }

  /**
   * What was done.
   *
   * @param signed the models whose channels bear the new signature
   * @param unsigned those whose channels bear none
   */
  public record Result(List<String> signed, List<String> unsigned) {}

  /**
   * Looks at what is to be signed, and changes nothing.
   *
   * @param models the site's models folder
   * @param before the site's key until now; null if it had none
   * @param next its key from now on
   * @throws BadInputException if there are channels that neither key, nor one before them, has
   *     signed
   */
  public static Resigning of(Path models, @Nullable SiteKey before, SiteKey next)
      throws IOException {
    Resigning out = new Resigning(models);
    for (ModelFolder model : ModelFolder.allAt(models)) {
      Channels channels = model.channels();
      if (channels.signature() == null) {
        out.unsigned.add(model.name());
      } else if (isSound(model.name(), channels, before, next)) {
        out.add(model, channels, next);
      } else {
        throw new BadInputException(
            "The channels of "
                + model.name()
                + " were changed after they were signed, or signed by another key: restore them, or"
                + " take their signature out and publish them by the new key");
      }
    }
    return out;
  }

  private static boolean isSound(
      String model, Channels channels, @Nullable SiteKey before, SiteKey next) {
    SignatureState now = SignatureState.of(model, channels, next);
    return now == SignatureState.SIGNED
        || now == SignatureState.FORMER
        || (before != null && before.verifies(model, channels));
  }

  private void add(ModelFolder model, Channels channels, SiteKey next) throws IOException {
    if (next.verifies(model.name(), channels)) {
      return;
    } else if (channels.release() == Integer.MAX_VALUE) {
      throw new BadInputException("The release counter of " + model.name() + " is at its end");
    }
    model.manifest(channels.stable());
    signed.add(model);
  }

  /** Signs. */
  public Result run(ReleaseKey key) throws IOException {
    for (ModelFolder model : signed) {
      Channels old = model.channels();
      Channels counted =
          new Channels(
              old.release() + 1,
              old.stable(),
              old.canary(),
              old.blocked(),
              old.previous(),
              old.manifests(),
              null);
      new ModelsFolder(models)
          .release(model.name(), key.sign(model.name(), counted), model.manifest(old.stable()));
    }
    return new Result(signed.stream().map(ModelFolder::name).toList(), List.copyOf(unsigned));
  }
}
