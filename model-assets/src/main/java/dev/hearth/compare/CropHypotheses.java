package dev.hearth.compare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.image.Framing.Align;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways to make a picture of other proportions fit: stretched, cropped or padded. */
final class CropHypotheses {
  private final ImagePreprocessing config;
  private final int width;
  private final int height;
  private final List<Edit> size = new ArrayList<>();
  private final List<Hypothesis> out = new ArrayList<>();

  private CropHypotheses(ImagePreprocessing config, int width, int height) {
    this.config = config;
    this.width = width;
    this.height = height;
    if (width != config.width()) {
      size.add(Edit.of("width", width));
    }
    if (height != config.height()) {
      size.add(Edit.of("height", height));
    }
  }

  /** Returns the hypotheses that give the expected shape. */
  static List<Hypothesis> of(ImagePreprocessing config, Shape expected) {
    int[] sides = sides(expected);
    if (sides == null || config.fit() == Fit.DIGIT) {
      return List.of();
    }
    CropHypotheses made = new CropHypotheses(config, sides[0], sides[1]);
    if (!made.size.isEmpty()) {
      made.add("the input is " + sides[0] + " x " + sides[1] + " pixels");
    }
    made.stretch();
    made.crops();
    made.pads();
    return made.out;
  }

  /** Returns {width, height} of a batch of one picture, or null if it is none. */
  private static int @Nullable [] sides(Shape shape) {
    if (shape.rank() != 4) {
      return null;
    }
    boolean first = shape.size(1) == 1 || shape.size(1) == 3;
    boolean last = shape.size(3) == 1 || shape.size(3) == 3;
    if (!first && !last) {
      return null;
    }
    return first
        ? new int[] {shape.size(3), shape.size(2)}
        : new int[] {shape.size(2), shape.size(1)};
  }

  private void stretch() {
    add(
        "the picture was stretched to the size, its proportions given up",
        Edit.of("fit", Fit.STRETCH.id()),
        Edit.without("shortestEdge"),
        Edit.without("sizing"),
        Edit.without("framing"));
  }

  private void crops() {
    int side = Math.max(width, height);
    Set<Integer> edges = new LinkedHashSet<>();
    edges.add(side * 8 / 7);
    edges.add(side);
    edges.add((int) (side / 0.875 + 0.5));
    edges.add((int) (side / 0.875));
    edges.add((int) (side / 0.9));
    edges.add((int) (side / 0.95));
    edges.add((int) (side / 0.96));
    edges.add(side + 32);
    for (int edge : edges) {
      crop(edge);
    }
    edges.add(config.fit() == Fit.CROP ? config.sizing().least() : side);
    for (int edge : edges) {
      for (Align align : new Align[] {Align.CENTRE_FLOOR, Align.START}) {
        add(
            "the shorter side was resized to "
                + edge
                + ", then the "
                + (align == Align.START ? "top left" : "centre, rounded down,")
                + " cut out",
            Edit.of("fit", Fit.CROP.id()),
            Edit.of("shortestEdge", edge),
            Edit.without("sizing"),
            new Edit("framing", framing(align, 0, false)));
      }
    }
  }

  private void crop(int edge) {
    add(
        "the shorter side was resized to " + edge + ", then the centre cut out",
        Edit.of("fit", Fit.CROP.id()),
        Edit.of("shortestEdge", edge),
        Edit.without("sizing"),
        Edit.without("framing"));
  }

  private void pads() {
    for (boolean rounded : new boolean[] {false, true}) {
      for (Align align : new Align[] {Align.CENTRE, Align.CENTRE_FLOOR, Align.START}) {
        for (int level : new int[] {0, 114, 127, 128, 255}) {
          pad(rounded, align, level, false);
        }
        pad(rounded, align, 0, true);
      }
    }
  }

  private void pad(boolean rounded, Align align, int level, boolean after) {
    ObjectNode sizing = Edit.JSON.objectNode();
    sizing.put("to", "within").put("width", width).put("height", height).put("rounded", rounded);
    add(
        "the picture was fitted into the size and padded with "
            + (after ? "zeros after normalisation" : "level " + level)
            + (align == Align.START ? " at the right and bottom" : ""),
        Edit.of("fit", Fit.PAD.id()),
        Edit.without("shortestEdge"),
        new Edit("sizing", rounded ? sizing : null),
        new Edit("framing", framing(align, level, after)));
  }

  private static @Nullable ObjectNode framing(Align align, int level, boolean after) {
    if (align == Align.CENTRE && level == 0 && !after) {
      return null;
    }
    ObjectNode out = Edit.JSON.objectNode().put("align", align.id());
    out.set("color", NormalisationFit.array(level));
    if (after) {
      out.put("zeroAfterNormalization", true);
    }
    return out;
  }

  private void add(String words, Edit... edits) {
    List<Edit> all = new ArrayList<>(size);
    all.addAll(List.of(edits));
    out.add(new Hypothesis(Step.CROP, "framing", words, all));
  }
}
