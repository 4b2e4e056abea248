package dev.hearth.cli;

import dev.hearth.catalog.Catalog;
import dev.hearth.catalog.CatalogEntry;
import dev.hearth.catalog.Downloader;
import dev.hearth.importer.ImportReport;
import dev.hearth.importer.ImportRequest;
import dev.hearth.importer.Importer;
import dev.hearth.manifest.Task;
import dev.hearth.model.Scratch;
import dev.hearth.progress.Progress;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code hearth import}. */
@Command(
    name = "import",
    sortOptions = false,
    description = "Makes a model package of a trained model.",
    footer = {
      "",
      "Beside the model, hearth.json (the author's part of a manifest), labels.txt,"
          + " classes.json, synset.txt and the like, MODEL_CARD.md, and a Hugging Face model's"
          + " config.json, tokenizer and preprocessor_config.json are found by themselves; hearth"
          + " inspect tells what comes of them.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class ImportCommand implements Callable<Integer> {
  private static final String FROM_CATALOG = "catalog:";
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "PATH",
      description = "A model's file, folder or zip, or catalog:NAME, which downloads it.")
  private String path = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "A site's models folder; made if there is none.")
  private Path out = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "N",
      description = "The model's folder there. Default: from the file's or folder's name.")
  private @Nullable String name;

  @Option(
      names = {"--version", "--model-version"},
      paramLabel = "V",
      description = "The model's version. Default: 1.0.0.")
  private @Nullable String version;

  @Option(names = "--title", paramLabel = "T", description = "Its title for people.")
  private @Nullable String title;

  @Option(names = "--description", paramLabel = "D", description = "One sentence for people.")
  private @Nullable String description;

  @Option(
      names = "--license",
      paramLabel = "L",
      description = "An SPDX expression, such as Apache-2.0. Default: unknown.")
  private @Nullable String license;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      converter = TaskConverter.class,
      completionCandidates = TaskNames.class,
      description = "One of ${COMPLETION-CANDIDATES}. Default: tensors.")
  private @Nullable Task task;

  @Option(names = "--labels", paramLabel = "FILE", description = "The classes, one a line or JSON.")
  private @Nullable Path labels;

  @Option(
      names = "--golden",
      paramLabel = "FILE",
      description =
          "Inputs with known outputs: .npz, a folder of .npy, JSON, or schema golden/1. Default: for"
              + " ONNX, computed here.")
  private @Nullable Path golden;

  @Option(
      names = "--golden-source",
      paramLabel = "FILE",
      description =
          "The picture, WAV or text file a golden's input was made of; one for each case. Tells"
              + " whether preprocessing gives that input.")
  private List<Path> goldenSources = new ArrayList<>();

  @Option(
      names = "--describe",
      paramLabel = "FILE",
      description = "Another description than hearth.json; options override it.")
  private @Nullable Path describe;

  @Option(
      names = "--card",
      paramLabel = "FILE",
      description = "Another model card than MODEL_CARD.md. Default: one is written.")
  private @Nullable Path card;

  @Mixin private VariantOptions variants = new VariantOptions();

  @Option(
      names = "--shard-size",
      paramLabel = "SIZE",
      defaultValue = "4MiB",
      converter = SizeConverter.class,
      description = "Largest file to serve, 1KiB to 100MiB. Default: ${DEFAULT-VALUE}.")
  private int shardBytes;

  @Option(
      names = "--force",
      description = "Replaces a version of other content. For sites nobody has visited.")
  private boolean force;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description = "Another catalog than the one that comes with hearth.")
  private @Nullable Path catalog;

  @Option(names = "--json", description = "Prints the result and the notes as a JSON object.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    List<String> notes = new ArrayList<>();
    ImportReport report;
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Scratch scratch = new Scratch()) {
      report = Importer.run(request(scratch, progress), notes::add, progress);
    }
    if (json) {
      JsonOutput.print(ImportSummary.json(report, notes), spec.commandLine().getOut());
      return 0;
    }
    for (String note : notes) {
      spec.commandLine().getErr().println("note: " + Plain.text(note));
    }
    spec.commandLine().getErr().flush();
    ImportSummary.print(report, spec.commandLine().getOut());
    return 0;
  }

  private ImportRequest request(Scratch scratch, Progress progress) throws IOException {
    if (out.toString().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Expected a folder for --out, found nothing");
    }
    String called = name;
    Path model;
    if (path.startsWith(FROM_CATALOG)) {
      CatalogEntry entry = Catalog.read(catalog).get(path.substring(FROM_CATALOG.length()));
      model = new Downloader(progress).fetch(entry, scratch);
      called = name == null ? entry.name() : name;
    } else {
      model = path(path);
    }
    return new ImportRequest(
        model,
        out,
        called,
        version,
        title,
        description,
        license,
        task,
        labels,
        golden,
        goldenSources,
        describe,
        card,
        variants.request(List.of()),
        shardBytes,
        force,
        HearthCli.version());
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInputException("There is no file or folder " + text, e);
    }
  }

  /** Reads a task by its name in manifests. */
  static final class TaskConverter implements ITypeConverter<Task> {
    @Override
    public Task convert(String text) {
      for (Task candidate : Task.values()) {
        if (candidate.id().equals(text)) {
          return candidate;
        }
      }
      List<String> names = new ArrayList<>();
      new TaskNames().forEach(names::add);
      throw new TypeConversionException("expected one of " + names + ", found " + text);
    }
  }

  /** Lists the tasks. */
  static final class TaskNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      List<String> names = new ArrayList<>();
      for (Task candidate : Task.values()) {
        names.add(candidate.id());
      }
      return names.iterator();
    }
  }
}
