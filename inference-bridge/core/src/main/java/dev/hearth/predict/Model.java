package dev.hearth.predict;

import dev.hearth.manifest.Artifact;
import dev.hearth.manifest.Goldens;
import dev.hearth.manifest.ModelDescription;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.TextPreprocessing;
import dev.hearth.manifest.Variant;
import dev.hearth.predict.ExecutionPlan.Candidate;
import dev.hearth.predict.PlannedSession.Opener;
import dev.hearth.runtime.Float32Session;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.runtime.ModelFiles;
import dev.hearth.runtime.ProviderSupport;
import dev.hearth.runtime.SessionFactory;
import dev.hearth.tensor.TensorInfo;
import dev.hearth.tensor.TensorInfo.Dimension;
import dev.hearth.text.Tokenizer;
import dev.hearth.text.UnicodeNormalizer;
import dev.hearth.transfer.CheckedShards;
import dev.hearth.transfer.Transfer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A model that is loaded, checked, and runs: what {@link Models} opens. Whoever opened it closes
 * it, and with it everything made of it. Calls block the calling thread and wait for each other.
 */
public final class Model implements AutoCloseable {
  private final ModelManifest manifest;
  private final Function<Artifact, byte[]> reader;
  private final Supplier<Transfer> transfer;
  private final UnicodeNormalizer normalizer;
  private final PlannedSession session;

  private Model(
      ModelManifest manifest,
      Function<Artifact, byte[]> reader,
      Supplier<Transfer> transfer,
      UnicodeNormalizer normalizer,
      PlannedSession session) {
    this.manifest = manifest;
    this.reader = reader;
    this.transfer = transfer;
    this.normalizer = normalizer;
    this.session = session;
  }

  /**
   * Loads a model, blocking.
   *
   * @param manifest the package's manifest
   * @param shards where its bytes come from
   * @param runtimes what can run it
   * @throws dev.hearth.runtime.InferenceException if a file cannot be had or is not the one the
   *     manifest names, or nothing can run the model here
   */
  public static Model load(
      ModelManifest manifest,
      CheckedShards shards,
      Runtimes runtimes,
      LoadOptions options,
      LoadListener listener) {
    Goldens goldens = options.selfTest() ? manifest.goldens() : null;
    SessionFactory factory = runtimes.factory(manifest.runtime());
    List<Candidate> candidates =
        ExecutionPlan.candidates(
            manifest.variants(), manifest.bytes(), factory.providers(), options);
    PackageFiles files =
        new PackageFiles(
            shards,
            runtimes.lanes(),
            factory,
            listener,
            candidates.get(0).variant().bytes() + (goldens == null ? 0 : goldens.data().bytes()));
    PlannedSession session =
        PlannedSession.open(
            candidates,
            options.rejected(),
            files,
            goldens == null ? null : new SelfTest(goldens, files.read(goldens.data())),
            runtimes.newGate(),
            listener::onPlan);
    files.forget();
    try {
      check(manifest.inputs(), session.inputs());
      check(manifest.outputs(), session.outputs());
    } catch (InferenceException e) {
      session.close();
      throw e;
    }
    return new Model(manifest, files::read, files::transfer, runtimes.normalizer(), session);
  }

  // Translators go by the manifest, runs by the model.
  private static void check(List<TensorInfo> told, List<TensorInfo> found) {
    for (TensorInfo info : told) {
      boolean agreed = false;
      StringBuilder names = new StringBuilder();
      for (TensorInfo other : found) {
        agreed |= agree(info, other);
        names.append(names.length() == 0 ? "" : ", ").append(other);
      }
      if (!agreed) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Expected the model to have " + info + ", as its manifest says, found " + names);
      }
    }
  }

  private static boolean agree(TensorInfo told, TensorInfo found) {
    if (!told.name().equals(found.name()) || told.type() != found.type()) {
      return false;
    }
    if (told.isOfAnyRank() || found.isOfAnyRank()) {
      return true;
    }
    boolean same = told.dimensions().size() == found.dimensions().size();
    for (int i = 0; same && i < told.dimensions().size(); i++) {
      Dimension one = told.dimensions().get(i);
      Dimension other = found.dimensions().get(i);
      same = one.isFree() || other.isFree() || one.size() == other.size();
    }
    return same;
  }

  /**
   * Loads a model's files as they came, without a package: tensors in, tensors out. Blocks.
   *
   * @return the session, the caller's to close
   * @throws dev.hearth.runtime.InferenceException if nothing can run them here
   */
  public static PlannedSession session(
      ModelFiles files, Runtimes runtimes, LoadOptions options, LoadListener listener) {
    SessionFactory factory = runtimes.factory(ModelRuntime.of(files));
    return PlannedSession.open(
        ExecutionPlan.candidates(
            List.of(new Variant("files", List.of(), List.of())),
            files.bytes(),
            factory.providers(),
            options),
        options.rejected(),
        new Opener() {
          @Override
          public ProviderSupport support(Candidate candidate) {
            return factory.support(candidate.provider());
          }

          @Override
          public InferenceSession open(Candidate candidate) {
            listener.onProgress(LoadingStage.COMPILE, files.bytes(), files.bytes());
            return factory.create(files, candidate.provider());
          }
        },
        null,
        runtimes.newGate(),
        listener::onPlan);
  }

  /**
   * Loads a model's files as they came, by what their author or a guess says of them. Blocks.
   *
   * @param artifacts the same files, for the manifest
   * @throws dev.hearth.runtime.InferenceException if nothing can run them here, or what is said
   *     does not suffice for the task
   */
  public static Model described(
      ModelFiles files,
      List<Artifact> artifacts,
      ModelDescription description,
      Runtimes runtimes,
      LoadOptions options,
      LoadListener listener) {
    DescribedFiles described = new DescribedFiles(files, artifacts, description);
    PlannedSession session = session(files, runtimes, options, listener);
    try {
      return new Model(
          described.manifest(session),
          described::tokenizerFile,
          () -> Transfer.NONE,
          runtimes.normalizer(),
          session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Returns what the package says of itself. */
  public ModelManifest manifest() {
    return manifest;
  }

  /** Returns where the model runs now, and why there. */
  public ExecutionPlan plan() {
    return session.plan();
  }

  /** Returns where the bytes of its files came from, all that were read until now. */
  public Transfer transfer() {
    return transfer.get();
  }

  /** Returns the model's tensors in and tensors out, of its own element types; closed with it. */
  public PlannedSession session() {
    return session;
  }

  /**
   * Returns a predictor by a translator of the model's task, such as {@code
   * ImageClassificationTranslator::new}; usable until this model is closed.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the model is not of that task
   */
  public <I, O> Predictor<I, O> predictor(
      Function<? super ModelManifest, ? extends Translator<I, O>> translator) {
    return new Predictor<>(Float32Session.over(session), translator.apply(manifest));
  }

  /**
   * Returns a predictor for texts, such as {@code TextClassificationTranslator::new}; usable until
   * this model is closed. Blocks while it reads the tokenizer's files.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if the model is not of that
   *     task; NETWORK or INTEGRITY if the tokenizer's files cannot be had
   */
  public <I, O> Predictor<I, O> predictor(
      BiFunction<? super ModelManifest, ? super Tokenizer, ? extends Translator<I, O>> translator) {
    return new Predictor<>(Float32Session.over(session), translator.apply(manifest, tokenizer()));
  }

  /**
   * Returns the tokenizer of a model that takes texts, read anew; blocking.
   *
   * @throws dev.hearth.runtime.InferenceException MANIFEST_INVALID if it takes none; NETWORK or
   *     INTEGRITY if the tokenizer's files cannot be had
   */
  public Tokenizer tokenizer() {
    Map<String, byte[]> read = new LinkedHashMap<>();
    for (Artifact file : TextPreprocessing.of(manifest).files()) {
      read.put(file.path(), reader.apply(file));
    }
    return Tokenizer.fromFiles(read, normalizer);
  }

  /**
   * Gives the model's memory back, after the run that may be going on. Closing twice is allowed.
   */
  @Override
  public void close() {
    session.close();
  }
}
