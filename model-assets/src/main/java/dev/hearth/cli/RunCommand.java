package dev.hearth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.decode.SegmentationMask;
import dev.hearth.image.Bitmap;
import dev.hearth.jvm.JvmModels;
import dev.hearth.manifest.Task;
import dev.hearth.predict.Model;
import dev.hearth.run.ModelRun;
import dev.hearth.run.Results;
import dev.hearth.source.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hearth run}. */
@Command(
    name = "run",
    sortOptions = false,
    description = "Predicts with an ONNX package, by the code that the browser runs.",
    footer = {
      "",
      "INPUT is a picture (PNG, JPEG, GIF, BMP) or WAV file, a text (@FILE reads it from a file),"
          + " a question followed by the text that answers it, or a CSV file with a header.",
      "After --, what begins with - is a text too.",
      "Exit codes: 0 done, 1 the input is at fault, 2 wrong usage."
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      paramLabel = "PACKAGE",
      description = "A model's folder in a site's models folder, or one of its versions.")
  private Path model = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "INPUT", description = "See below.")
  private List<String> inputs = new ArrayList<>();

  @Option(names = "--json", description = "Prints a JSON array, a result for each input.")
  private boolean json;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "Most classes to print. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the picture that the model makes of one input, as PNG.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (top < 1) {
      throw new ParameterException(
          spec.commandLine(), "Expected --top of at least 1, found " + top);
    }
    List<Object> results;
    try (ProgressLine progress = new ProgressLine(spec.commandLine().getErr());
        Model opened = opened(progress)) {
      if (opened.manifest().task() == Task.TENSORS) {
        throw new BadInputException(
            opened.manifest().name()
                + " takes raw tensors; import it with --task to run it on files or texts");
      }
      progress.stage("Predicting", 0);
      results = ModelRun.run(opened, inputs);
    }
    if (out != null) {
      write(out, results);
    }
    JsonNode printed = Results.json(results, top);
    PrintWriter writer = spec.commandLine().getOut();
    if (json) {
      writer.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(printed));
    } else {
      boolean oneLineEach = true;
      for (JsonNode result : printed) {
        oneLineEach &= !result.isArray() || result.size() == 1;
      }
      for (int i = 0; i < printed.size(); i++) {
        if (printed.size() > 1 && !oneLineEach) {
          boolean each = printed.size() == inputs.size();
          writer.println(each ? Plain.text(inputs.get(i)) : "row " + (i + 1));
        }
        print(printed.get(i), writer);
      }
    }
    writer.flush();
    return 0;
  }

  private Model opened(ProgressLine progress) {
    progress.stage("Loading " + model, 0);
    return new JvmModels().open(model.toString());
  }

  private static void print(JsonNode result, PrintWriter out) {
    if (!result.isArray()) {
      out.println(result);
    } else if (result.isEmpty()) {
      out.println("nothing found");
    } else {
      result.forEach(out::println);
    }
  }

  private static void write(Path file, List<Object> results) throws IOException {
    if (results.size() != 1) {
      throw new BadInputException(
          "--out takes the picture of one input, found " + results.size() + " inputs");
    }
    BufferedImage image = null;
    if (results.get(0) instanceof Bitmap picture) {
      image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_ARGB);
      byte[] rgba = picture.rgba();
      for (int i = 0; i < rgba.length; i += 4) {
        int argb =
            (rgba[i + 3] & 0xff) << 24
                | (rgba[i] & 0xff) << 16
                | (rgba[i + 1] & 0xff) << 8
                | (rgba[i + 2] & 0xff);
        image.setRGB(i / 4 % picture.width(), i / 4 / picture.width(), argb);
      }
    } else if (results.get(0) instanceof SegmentationMask mask) {
      image = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
      image.getRaster().setDataElements(0, 0, mask.width(), mask.height(), mask.classes());
    }
    if (image == null) {
      throw new BadInputException(
          "--out takes the picture that a model makes, and this model makes none");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException("There is no folder for --out " + file);
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
