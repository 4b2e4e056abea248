package dev.hearth.decode;

import java.util.List;

/**
 * Something found in a picture.
 *
 * @param index the class
 * @param label the class's name
 * @param score 0 to 1
 * @param box where it is, in pixels of the picture
 * @param keypoints its landmarks; empty where the model gives none
 */
public record Detection(
    int index, String label, double score, BoundingBox box, List<Keypoint> keypoints) {
  public Detection {
    keypoints = List.copyOf(keypoints);
  }
}
