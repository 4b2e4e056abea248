package dev.hearth.model.keras;

import dev.hearth.source.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A weight and where it lies.
 *
 * @param slot what the TF.js model calls it
 * @param dataset its path in the HDF5 file
 */
record StoredWeight(WeightSlot slot, String dataset) {

  /**
   * Returns its axis sizes.
   *
   * @throws BadInputException if the file has none, or of another shape than the layer's
   *     configuration says
   */
  int[] shape(Path path, Hdf5 file) {
    int[] shape = file.shape(dataset);
    if (shape == null) {
      throw new BadInputException(
          path + " has no weight " + dataset + ", which the layer " + slot.owner() + " needs");
    }
    if (!slot.accepts(shape)) {
      throw new BadInputException(
          path
              + ": the weight "
              + dataset
              + " has the shape "
              + Arrays.toString(shape)
              + ", expected "
              + slot.shapeWords()
              + " by the configuration of the layer "
              + slot.owner());
    }
    return shape;
  }
}
