package dev.hearth.variants;

import dev.hearth.goldens.GoldenSet;
import dev.hearth.jvm.OrtJvmSessionFactory;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.model.Scratch;
import dev.hearth.model.SourceFile;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceSession;
import dev.hearth.source.BadInputException;
import dev.hearth.source.SourceModel;
import dev.hearth.variants.onnx.OnnxVariants;
import dev.hearth.variants.tfjs.TfjsVariants;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the variants that are asked for, and measures each beside the goldens. */
public final class VariantMaker {
  // Devices differ in what they round; without room they would refuse what is right.
  private static final double LEAST_TOLERANCE = 1e-3;
  private static final double ROOM = 2;

  /**
   * What weights may lose of the tolerance where the answers cannot be had: through some layers,
   * errors add up to several times those of the weights.
   */
  private static final double WEIGHT_SHARE = 0.2;

  private final SourceModel model;
  private final @Nullable GoldenSet goldens;
  private final double tolerance;
  private final Scratch scratch;
  private final Consumer<String> notes;

  private VariantMaker(
      SourceModel model,
      @Nullable GoldenSet goldens,
      double tolerance,
      Scratch scratch,
      Consumer<String> notes) {
    this.model = model;
    this.goldens = goldens;
    this.tolerance = tolerance;
    this.scratch = scratch;
    this.notes = notes;
  }

  /**
   * Returns the variants in the order they were asked for, at least one of which devices take
   * unasked: the model as it is, where no other would.
   *
   * @param goldens what each is measured by; null where there are none
   * @param scratch for their files
   * @param notes takes a sentence about each that could not be made
   */
  public static List<MadeVariant> make(
      SourceModel model,
      VariantRequest request,
      @Nullable GoldenSet goldens,
      Scratch scratch,
      Consumer<String> notes)
      throws IOException {
    if (request.kinds().isEmpty()) {
      long bytes = bytes(SourceFile.all(model));
      VariantReport unmeasured =
          new VariantReport(model.variant(), bytes, bytes, null, null, 0, false);
      return List.of(new MadeVariant(model, List.of(), unmeasured));
    }
    return new VariantMaker(model, goldens, request.tolerance(), scratch, notes)
        .make(request.kinds());
  }

  private List<MadeVariant> make(List<VariantKind> kinds) throws IOException {
    List<MadeVariant> out = new ArrayList<>();
    for (VariantKind asked : kinds) {
      VariantKind kind = asked.in(model.runtime());
      MadeVariant made = null;
      if (kind == null) {
        notes.accept("no variant " + asked.id() + ": there is none for a " + model.format());
      } else if (kind.id().equals(model.variant())) {
        made = asItIs();
      } else if (kind == VariantKind.FP32) {
        notes.accept("no variant fp32: the model's own weights are " + model.variant());
        made = asItIs();
      } else {
        made = tried(kind);
      }
      if (made != null && !named(out).contains(made.report().name())) {
        out.add(made);
      }
    }
    if (out.stream().allMatch(one -> one.report().onRequest() || !one.needs().isEmpty())) {
      notes.accept("the model as it is comes with them, for not every device takes one of these");
      out.add(asItIs());
    }
    return out;
  }

  private static List<String> named(List<MadeVariant> variants) {
    return variants.stream().map(variant -> variant.report().name()).toList();
  }

  private MadeVariant asItIs() {
    long bytes = bytes(SourceFile.all(model));
    VariantReport report =
        new VariantReport(model.variant(), bytes, bytes, measured(model), null, 0, false);
    return new MadeVariant(model, List.of(), report);
  }

  private @Nullable MadeVariant tried(VariantKind kind) throws IOException {
    try {
      return make(kind);
    } catch (BadInputException e) {
      notes.accept("no variant " + kind.id() + ": " + e.getMessage());
    } catch (InferenceException e) {
      notes.accept("no variant " + kind.id() + ": it does not run. " + e.getMessage());
    }
    return null;
  }

  private MadeVariant make(VariantKind kind) throws IOException {
    WeightError error = new WeightError();
    boolean onnx = model.runtime() == ModelRuntime.ONNX;
    List<SourceFile> files =
        onnx
            ? OnnxVariants.make(model, kind, scratch)
            : TfjsVariants.make(model, kind, scratch, error);
    SourceModel made = model.withFiles(kind.id(), files);
    Accuracy accuracy = measured(made);
    double loss = accuracy == null ? 0 : accuracy.loss();
    if (!(loss < Double.POSITIVE_INFINITY)) {
      throw new BadInputException("it gives numbers that are not finite");
    }
    boolean lossy = loss > tolerance;
    boolean coarse = error.relative() > tolerance * WEIGHT_SHARE;
    if (lossy || coarse) {
      notes.accept(
          "the variant "
              + kind.id()
              + (lossy ? " loses " : " has weights that are off by ")
              + VariantTable.percent(lossy ? loss : error.relative())
              + ", more than "
              + VariantTable.percent(lossy ? tolerance : tolerance * WEIGHT_SHARE)
              + ": devices take it only when asked");
    }
    double allowed = Math.max(tolerance, up(ROOM * error.relative() / WEIGHT_SHARE));
    if (accuracy != null && (lossy || kind != VariantKind.FP16_COMPUTE)) {
      double room = up(Math.max(ROOM * loss, LEAST_TOLERANCE));
      allowed = lossy ? room : Math.min(tolerance, room);
    }
    boolean onRequest = lossy || coarse || goldens == null;
    VariantReport report =
        new VariantReport(
            kind.id(),
            bytes(files),
            bytes(SourceFile.all(model)),
            accuracy,
            onnx ? null : error,
            allowed,
            onRequest);
    return new MadeVariant(made, kind.needs(), report);
  }

  private static long bytes(List<SourceFile> files) {
    return files.stream().mapToLong(SourceFile::bytes).sum();
  }

  private static double up(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(2, RoundingMode.UP)).doubleValue();
  }

  private @Nullable Accuracy measured(SourceModel variant) {
    if (goldens == null || variant.runtime() != ModelRuntime.ONNX) {
      return null;
    }
    try (InferenceSession session = new OrtJvmSessionFactory().create(SourceFile.main(variant))) {
      return Accuracy.measure(goldens, session);
    }
  }
}
