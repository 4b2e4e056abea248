package dev.hearth.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearth.decode.BoundingBox;
import dev.hearth.decode.Classification;
import dev.hearth.decode.Classifications;
import dev.hearth.decode.Detection;
import dev.hearth.decode.Embedding;
import dev.hearth.decode.Keypoint;
import dev.hearth.decode.SegmentationMask;
import dev.hearth.decode.SpeechSegment;
import dev.hearth.decode.TextSpan;
import dev.hearth.image.Bitmap;
import dev.hearth.task.tabular.Quantity;
import java.util.List;

/** Results as JSON. */
public final class Results {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Results() {}

  /**
   * Returns a result as JSON; of a picture its size alone.
   *
   * @param top most classes to give
   */
  public static JsonNode json(Object result, int top) {
    if (result instanceof List<?> list) {
      ArrayNode out = JSON.createArrayNode();
      list.forEach(one -> out.add(json(one, top)));
      return out;
    }
    if (result instanceof Classifications classes) {
      ArrayNode out = JSON.createArrayNode();
      for (Classification one : classes.top(top)) {
        out.addObject().put("label", one.label()).put("probability", one.probability());
      }
      return out;
    }
    ObjectNode out = JSON.createObjectNode();
    if (result instanceof Detection one) {
      out.put("label", one.label()).put("score", one.score());
      BoundingBox box = one.box();
      out.putArray("box").add(box.left()).add(box.top()).add(box.right()).add(box.bottom());
      if (!one.keypoints().isEmpty()) {
        out.set("keypoints", json(one.keypoints(), top));
      }
    } else if (result instanceof Keypoint one) {
      out.put("name", one.name()).put("x", one.x()).put("y", one.y()).put("score", one.score());
    } else if (result instanceof TextSpan one) {
      out.put("label", one.label()).put("text", one.text()).put("score", one.score());
      out.put("start", one.start()).put("end", one.end());
    } else if (result instanceof SpeechSegment one) {
      out.put("startSeconds", one.startSeconds()).put("endSeconds", one.endSeconds());
    } else if (result instanceof Quantity one) {
      out.put("value", one.value()).put("unit", one.unit());
    } else if (result instanceof Embedding one) {
      ArrayNode values = out.putArray("embedding");
      for (double value : one.values()) {
        values.add(value);
      }
    } else if (result instanceof SegmentationMask mask) {
      out.put("width", mask.width()).put("height", mask.height());
      ObjectNode shares = out.putObject("shares");
      for (int i = 0; i < mask.labels().size(); i++) {
        shares.put(mask.labels().get(i), mask.shares()[i]);
      }
    } else if (result instanceof Bitmap picture) {
      out.put("width", picture.width()).put("height", picture.height());
    } else {
      throw new IllegalArgumentException("Expected a task's result, found " + result.getClass());
    }
    return out;
  }
}
