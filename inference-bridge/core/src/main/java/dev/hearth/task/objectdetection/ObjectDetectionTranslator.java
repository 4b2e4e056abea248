package dev.hearth.task.objectdetection;

import dev.hearth.decode.Anchors;
import dev.hearth.decode.BoundingBox;
import dev.hearth.decode.Candidates;
import dev.hearth.decode.Detection;
import dev.hearth.decode.Keypoint;
import dev.hearth.decode.NonMaxSuppression.Kept;
import dev.hearth.image.PreparedImage;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.predict.PictureInput;
import dev.hearth.predict.PictureTranslator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.objectdetection.DetectionOutput.Coding;
import dev.hearth.task.objectdetection.DetectionOutput.Column;
import dev.hearth.task.objectdetection.DetectionOutput.Part;
import dev.hearth.tensor.PortableMath;
import dev.hearth.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pictures in, what is found in them out, best first, in pixels of the picture. */
public final class ObjectDetectionTranslator implements PictureTranslator<List<Detection>> {
  private final PictureInput input;
  private final DetectionOutput settings;
  private final List<String> labels;

  /**
   * Makes the translator of a model.
   *
   * @throws InferenceException MANIFEST_INVALID if the manifest is not one of a detector
   */
  public ObjectDetectionTranslator(ModelManifest manifest) {
    input = new PictureInput(manifest);
    settings = DetectionOutput.read(manifest.postprocessing());
    labels = manifest.labels();
  }

  @Override
  public PictureInput input() {
    return input;
  }

  @Override
  public List<Detection> decode(Map<String, Tensor> fetches, PreparedImage prepared) {
    Table table = new Table(settings, fetches);
    Boxes boxes = new Boxes(settings, table, prepared);
    Candidates candidates = new Candidates();
    for (int row = 0; row < table.rows; row++) {
      addBest(candidates, table, boxes, row);
    }
    List<Detection> out = new ArrayList<>();
    for (Kept kept : settings.suppression.apply(candidates)) {
      out.add(detection(candidates, kept, table, boxes, prepared));
    }
    return out;
  }

  private void addBest(Candidates candidates, Table table, Boxes boxes, int row) {
    double[] scores = table.scores(row);
    int best = -1;
    for (int i = 0; i < scores.length; i++) {
      if (i == settings.background || !(scores[i] >= settings.suppression.scoreThreshold())) {
        continue;
      }
      if (settings.multiLabel) {
        boxes.add(candidates, row, scores[i], table.classIndex(row, i));
      } else if (best < 0 || scores[i] > scores[best]) {
        best = i;
      }
    }
    boolean hidden =
        settings.background >= 0
            && best >= 0
            && scores[settings.background] > scores[best]
            && settings.suppression.scoreThreshold() <= 0;
    if (best >= 0 && !hidden) {
      boxes.add(candidates, row, scores[best], table.classIndex(row, best));
    }
  }

  private Detection detection(
      Candidates candidates, Kept kept, Table table, Boxes boxes, PreparedImage prepared) {
    BoundingBox box = candidates.box(kept.index());
    int index = candidates.classIndex(kept.index());
    if (index < 0 || (!labels.isEmpty() && index >= labels.size())) {
      throw new InferenceException(
          Code.MANIFEST_INVALID,
          "Expected a label for class " + index + ", found " + labels.size());
    }
    List<Keypoint> keypoints = new ArrayList<>();
    Field points = table.keypoints;
    int row = candidates.source(kept.index());
    for (int i = 0; points != null && i + 1 < points.columns(); i += settings.keypointValues) {
      int number = i / settings.keypointValues;
      double score =
          settings.keypointValues == 2
              ? 1
              : settings.keypointActivation.apply(new float[] {(float) points.at(row, i + 2)})[0];
      keypoints.add(
          new Keypoint(
              number < settings.keypointNames.size()
                  ? settings.keypointNames.get(number)
                  : Integer.toString(number),
              prepared.pictureX(boxes.x(row, points.at(row, i))),
              prepared.pictureY(boxes.y(row, points.at(row, i + 1))),
              score));
    }
    return new Detection(
        index,
        labels.isEmpty() ? "object" : labels.get(index),
        kept.score(),
        new BoundingBox(
            within(prepared.pictureX(box.left()), prepared.pictureWidth()),
            within(prepared.pictureY(box.top()), prepared.pictureHeight()),
            within(prepared.pictureX(box.right()), prepared.pictureWidth()),
            within(prepared.pictureY(box.bottom()), prepared.pictureHeight())),
        keypoints);
  }

  private static double within(double value, int most) {
    return Math.max(0, Math.min(value, most));
  }

  /** The candidates' numbers, wherever the model puts them. */
  private static final class Table {
    final int rows;
    final Field box;
    final @Nullable Field keypoints;
    private final @Nullable Field scores;
    private final @Nullable Field objectness;
    private final @Nullable Field label;
    private final DetectionOutput settings;

    Table(DetectionOutput settings, Map<String, Tensor> fetches) {
      this.settings = settings;
      Map<Column, Field> fields = together(settings, fetches);
      addSeparate(fields, settings, fetches);
      Field boxes = fields.get(Column.BOX);
      if (boxes == null) {
        throw new InferenceException(Code.MANIFEST_INVALID, "Expected a box column, found none");
      }
      box = boxes;
      scores = fields.get(Column.SCORES);
      objectness = fields.get(Column.OBJECTNESS);
      label = fields.get(Column.LABEL);
      keypoints = fields.get(Column.KEYPOINTS);
      if (scores == null && objectness == null) {
        throw new InferenceException(Code.MANIFEST_INVALID, "Expected scores, found none");
      }
      int found = box.rows();
      if (settings.count != null) {
        double counted = Field.outputs(fetches, List.of(settings.count)).get(0).at(0);
        found = (int) Math.min(found, counted);
      }
      rows = found;
    }

    double[] scores(int row) {
      double object = 1;
      if (objectness != null) {
        float[] value = {(float) objectness.at(row, 0)};
        object = settings.objectnessActivation.apply(value)[0];
      }
      if (scores == null) {
        return new double[] {object};
      }
      float[] values = new float[scores.columns()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) scores.at(row, i);
      }
      double[] out = settings.activation.apply(values);
      for (int i = 0; i < out.length; i++) {
        out[i] *= object;
        out[i] = settings.geometricMean ? Math.sqrt(Math.max(0, out[i])) : out[i];
      }
      return out;
    }

    int classIndex(int row, int column) {
      return label == null
          ? column - (settings.background == 0 ? 1 : 0)
          : (int) label.at(row, 0) + settings.labelOffset;
    }

    private static Map<Column, Field> together(
        DetectionOutput settings, Map<String, Tensor> fetches) {
      List<Tensor> outputs = Field.outputs(fetches, settings.rows);
      int width = 0;
      for (Part part : settings.columns) {
        width += part.width();
      }
      Map<Column, Field> out = new EnumMap<>(Column.class);
      int column = 0;
      for (Part part : settings.columns) {
        out.put(part.column(), new Field(outputs, width, column, part.width(), blocks(settings)));
        column += part.width();
      }
      return out;
    }

    private static void addSeparate(
        Map<Column, Field> fields, DetectionOutput settings, Map<String, Tensor> fetches) {
      for (Column column : Column.values()) {
        List<Tensor> outputs = Field.outputs(fetches, settings.outputs(column));
        if (outputs.isEmpty()) {
          continue;
        }
        int count = 0;
        for (Tensor output : outputs) {
          count += output.shape().elementCount();
        }
        Field boxes = fields.get(Column.BOX);
        int width = boxes == null ? 4 : boxes.rows() == 0 ? 1 : count / boxes.rows();
        fields.put(column, new Field(outputs, width, 0, width, blocks(settings)));
      }
    }

    private static int blocks(DetectionOutput settings) {
      return !settings.columnsFirst ? 0 : settings.anchors == null ? 1 : settings.anchors.perCell();
    }
  }

  /** The candidates' boxes, in pixels of the input. */
  private static final class Boxes {
    private final DetectionOutput settings;
    private final Field box;
    private final int width;
    private final int height;
    private final @Nullable Anchors anchors;

    Boxes(DetectionOutput settings, Table table, PreparedImage prepared) {
      this.settings = settings;
      box = table.box;
      width = prepared.width();
      height = prepared.height();
      anchors = settings.anchors == null ? null : settings.anchors.anchors(width, height);
      if (anchors != null && anchors.size() != box.rows()) {
        throw new InferenceException(
            Code.MANIFEST_INVALID,
            "Expected an anchor for each of "
                + box.rows()
                + " rows, found "
                + anchors.size()
                + " for an input of "
                + width
                + " x "
                + height);
      }
    }

    void add(Candidates candidates, int row, double score, int classIndex) {
      double a = box.at(row, 0);
      double b = box.at(row, 1);
      double c = box.at(row, 2);
      double d = box.at(row, 3);
      double unitX = settings.normalized ? width : 1;
      double unitY = settings.normalized ? height : 1;
      switch (settings.coding) {
        case CORNERS ->
            candidates.add(a * unitX, b * unitY, c * unitX, d * unitY, score, classIndex, row);
        case CORNERS_YX ->
            candidates.add(b * unitX, a * unitY, d * unitX, c * unitY, score, classIndex, row);
        case CORNER_SIZE ->
            candidates.add(
                a * unitX, b * unitY, (a + c) * unitX, (b + d) * unitY, score, classIndex, row);
        case CENTRE ->
            addCentred(
                candidates, a * unitX, b * unitY, c * unitX, d * unitY, score, classIndex, row);
        case ANCHOR, YOLOV5 ->
            addCentred(
                candidates,
                x(row, a),
                y(row, b),
                side(row, 2, c),
                side(row, 3, d),
                score,
                classIndex,
                row);
      }
    }

    /** Returns the column that a candidate's number stands for. */
    double x(int row, double value) {
      return anchors == null
          ? value * (settings.normalized ? width : 1)
          : centre(anchors, row, 0, value);
    }

    /** Returns the row that a candidate's number stands for. */
    double y(int row, double value) {
      return anchors == null
          ? value * (settings.normalized ? height : 1)
          : centre(anchors, row, 1, value);
    }

    private double centre(Anchors anchors, int row, int axis, double raw) {
      double value = regression(raw);
      double at = anchors.get(row, axis);
      AnchorSettings how = settings.anchors;
      if (how == null) {
        throw new IllegalStateException("Expected anchor settings, found none");
      }
      return settings.coding == Coding.YOLOV5
          ? at + (2 * value - 0.5) * how.stride(width, height, row)
          : at + value * how.variances[axis] * anchors.get(row, axis + 2);
    }

    // YOLOv5 takes the sigmoid of all its numbers, in the graph or after it.
    private double regression(double raw) {
      return settings.coding == Coding.YOLOV5
          ? settings.activation.apply(new float[] {(float) raw})[0]
          : raw;
    }

    private double side(int row, int part, double raw) {
      double value = regression(raw);
      AnchorSettings how = settings.anchors;
      if (anchors == null || how == null) {
        throw new IllegalStateException("Expected anchors, found none");
      }
      double side = anchors.get(row, part);
      if (settings.coding == Coding.YOLOV5) {
        return 4 * value * value * side;
      }
      double scaled = value * how.variances[part];
      return side * (how.exponential ? PortableMath.exp(scaled) : scaled);
    }

    private static void addCentred(
        Candidates candidates,
        double x,
        double y,
        double width,
        double height,
        double score,
        int classIndex,
        int row) {
      candidates.add(
          x - width / 2, y - height / 2, x + width / 2, y + height / 2, score, classIndex, row);
    }
  }
}
