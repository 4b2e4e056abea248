package dev.hearth.predict;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.transfer.CheckedShards;
import dev.hearth.transfer.Lanes;
import dev.hearth.transfer.Transfer;
import org.jspecify.annotations.Nullable;

/** Opens a plan's candidates from a package's files, and tells how far reading them is. */
final class PackageFiles implements PlannedSession.Opener {
  private final CheckedShards shards;
  private final ArtifactReader reader;
  private final SessionFactory factory;
  private final LoadListener listener;
  private long bytes;
  private long totalBytes;
  // The files that were read last, while the next candidate may want them again.
  private @Nullable Variant variant;
  private @Nullable ModelFiles files;

  /**
   * Makes an opener.
   *
   * @param totalBytes what is going to be read if the first candidate passes
   */
  PackageFiles(
      CheckedShards shards,
      Lanes lanes,
      SessionFactory factory,
      LoadListener listener,
      long totalBytes) {
    this.shards = shards;
    this.reader = new ArtifactReader(shards, lanes, this::read);
    this.factory = factory;
    this.listener = listener;
    this.totalBytes = totalBytes;
  }

  byte[] read(Artifact artifact) {
    return reader.read(artifact);
  }

  /** Returns where the files came from. */
  Transfer transfer() {
    return shards.transfer();
  }

  /** Gives the memory of the files back. */
  void forget() {
    variant = null;
    files = null;
  }

  @Override
  public ProviderSupport support(Candidate candidate) {
    return factory.support(candidate.provider());
  }

  @Override
  public InferenceSession open(Candidate candidate) {
    ModelFiles read = files(candidate.variant());
    tell(LoadingStage.COMPILE);
    InferenceSession session = factory.create(read, candidate.provider());
    tell(LoadingStage.SELF_TEST);
    return session;
  }

  private ModelFiles files(Variant wanted) {
    ModelFiles read = files;
    if (read == null || !wanted.equals(variant)) {
      forget();
      totalBytes = Math.max(totalBytes, bytes + wanted.bytes());
      tell(LoadingStage.DOWNLOAD);
      read = reader.read(wanted);
      files = read;
      variant = wanted;
    }
    return read;
  }

  private void read(long newBytes) {
    bytes = newBytes;
    tell(LoadingStage.DOWNLOAD);
  }

  private void tell(LoadingStage stage) {
    listener.onProgress(stage, bytes, Math.max(bytes, totalBytes));
  }
}
