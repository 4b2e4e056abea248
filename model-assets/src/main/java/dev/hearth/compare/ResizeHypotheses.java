package dev.hearth.compare;

import dev.hearth.image.Filter;
import dev.hearth.image.ResizeMethod;
import dev.hearth.image.ResizeMethod.Library;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to resize that Pillow, PyTorch and TensorFlow have. */
final class ResizeHypotheses {
  private static final Filter[] PILLOW = {
    Filter.BILINEAR, Filter.BICUBIC, Filter.NEAREST, Filter.LANCZOS, Filter.BOX, Filter.HAMMING
  };
  private static final Filter[] TENSOR = {Filter.BILINEAR, Filter.BICUBIC};
  private static final Filter[] TENSORFLOW = {
    Filter.BILINEAR, Filter.BICUBIC, Filter.NEAREST, Filter.BOX, Filter.LANCZOS
  };

  private final ResizeMethod now;
  private final List<Hypothesis> out = new ArrayList<>();

  private ResizeHypotheses(ResizeMethod now) {
    this.now = now;
  }

  static List<Hypothesis> of(ResizeMethod now) {
    ResizeHypotheses made = new ResizeHypotheses(now);
    for (Filter filter : PILLOW) {
      made.add(Library.PILLOW, filter, false, false, false);
    }
    for (Library library : new Library[] {Library.TORCHVISION, Library.TORCH}) {
      for (Filter filter : TENSOR) {
        made.add(library, filter, true, false, false);
        made.add(library, filter, false, false, false);
        made.add(library, filter, false, true, false);
      }
      made.add(library, Filter.NEAREST, false, false, false);
    }
    for (Filter filter : TENSORFLOW) {
      made.add(Library.TENSORFLOW, filter, false, false, true);
      made.add(Library.TENSORFLOW, filter, true, false, true);
      made.add(Library.TENSORFLOW, filter, false, false, false);
      made.add(Library.TENSORFLOW, filter, false, true, false);
    }
    return made.out;
  }

  private void add(
      Library library, Filter filter, boolean antialias, boolean corners, boolean half) {
    ResizeMethod method = method(library, filter, antialias, corners, half);
    if (method == null || method.equals(now)) {
      return;
    }
    List<Edit> edits = new ArrayList<>();
    if (library != now.library()) {
      edits.add(
          library == Library.PILLOW ? Edit.without("library") : Edit.of("library", library.id()));
    }
    if (filter != now.filter()) {
      edits.add(Edit.of("filter", filter.id()));
    }
    if (antialias != now.antialias()) {
      edits.add(Edit.of("antialias", antialias));
    }
    if (corners != now.alignCorners()) {
      edits.add(Edit.of("alignCorners", corners));
    }
    if (half != now.halfPixelCenters()) {
      edits.add(Edit.of("halfPixelCenters", half));
    }
    out.add(new Hypothesis(Step.RESIZE, "method", words(method), edits));
  }

  private static @Nullable ResizeMethod method(
      Library library, Filter filter, boolean antialias, boolean corners, boolean half) {
    try {
      return new ResizeMethod(library, filter, antialias, corners, half);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String words(ResizeMethod method) {
    String name =
        switch (method.filter()) {
          case NEAREST -> "nearest";
          case BOX -> method.library() == Library.TENSORFLOW ? "area" : "box";
          default -> method.filter().id();
        };
    String how =
        switch (method.library()) {
          case PILLOW -> "Pillow's " + name + " filter";
          case TORCHVISION -> "torchvision's " + name + " resize of a uint8 tensor";
          case TORCH -> "torch's interpolate of floats, " + name;
          case TENSORFLOW ->
              method.halfPixelCenters()
                  ? "tf.image.resize, " + name
                  : "TensorFlow 1's resize, " + name;
        };
    String switches =
        method.library() == Library.PILLOW || method.filter() == Filter.NEAREST
            ? ""
            : method.antialias() ? " with antialias" : " without antialias";
    return "the picture was resized by "
        + how
        + switches
        + (method.alignCorners() ? ", with aligned corners" : "");
  }
}
