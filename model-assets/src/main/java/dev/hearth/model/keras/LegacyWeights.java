package dev.hearth.model.keras;

import dev.hearth.source.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's weights lie in an {@code .h5} file: a group for each layer, with a list of the
 * names in it. The names differ by version and by how often a layer's name was used while Keras
 * ran: {@code conv/kernel:0}, {@code conv_1/kernel:0}, {@code model/conv/kernel}.
 */
final class LegacyWeights {
  private static final String ROOT = "model_weights/";

  /** What layers keep beside their weights. */
  private static final Set<String> OTHERS = Set.of("count", "seed_generator_state", "StateVar");

  private final Path path;
  private final Hdf5 file;
  private final List<StoredWeight> found = new ArrayList<>();

  private LegacyWeights(Path path, Hdf5 file) {
    this.path = path;
    this.file = file;
  }

  static List<StoredWeight> find(Path path, Hdf5 file, KerasLayer model) {
    LegacyWeights weights = new LegacyWeights(path, file);
    for (KerasLayer layer : model.inside()) {
      weights.layer(layer);
    }
    return weights.found;
  }

  private void layer(KerasLayer layer) {
    // Keras lists what is trained before what is not, over all layers of a model inside.
    List<WeightSlot> slots = new ArrayList<>(LayerWeights.of(layer));
    slots.sort(Comparator.comparing(slot -> !slot.trainable()));
    if (slots.isEmpty()) {
      return;
    }
    String group = ROOT + layer.name();
    List<String> names = file.texts(group, "weight_names");
    if (names == null) {
      throw new BadInputException(path + " has no weights of the layer " + layer.name());
    }
    List<String> weights = names.stream().filter(name -> !OTHERS.contains(last(name))).toList();
    if (weights.size() != slots.size()) {
      throw new BadInputException(
          path
              + " has "
              + weights.size()
              + " weights of the layer "
              + layer.name()
              + ", expected "
              + slots.size()
              + " by its configuration");
    }
    List<String> matched = byName(slots, weights);
    if (matched == null) {
      matched = byOrder(slots, weights, layer.name());
    }
    for (int i = 0; i < slots.size(); i++) {
      found.add(new StoredWeight(slots.get(i), group + "/" + matched.get(i)));
    }
  }

  /** Returns the name of each slot, or null unless there is exactly one for each. */
  private static @Nullable List<String> byName(List<WeightSlot> slots, List<String> names) {
    List<String> matched = new ArrayList<>();
    for (WeightSlot slot : slots) {
      List<String> candidates =
          names.stream().filter(name -> slot.isCalled(last(name)) && isOf(slot, name)).toList();
      if (candidates.size() != 1) {
        return null;
      }
      matched.add(candidates.get(0));
    }
    return new HashSet<>(matched).size() == slots.size() ? matched : null;
  }

  private static boolean isOf(WeightSlot slot, String name) {
    List<String> steps = List.of(name.split("/", -1));
    String direction = slot.part().startsWith("backward_layer") ? "backward_" : "forward_";
    boolean directed = slot.part().startsWith("backward") || slot.part().startsWith("forward");
    for (String step : steps.subList(0, steps.size() - 1)) {
      if (directed ? step.startsWith(direction) : step.equals(slot.owner())) {
        return true;
      }
    }
    return false;
  }

  private List<String> byOrder(List<WeightSlot> slots, List<String> names, String layer) {
    for (int i = 0; i < slots.size(); i++) {
      if (!slots.get(i).isCalled(last(names.get(i)))) {
        throw new BadInputException(
            path
                + " has the weight "
                + names.get(i)
                + " of the layer "
                + layer
                + " where its configuration says "
                + slots.get(i).tfjsName());
      }
    }
    return names;
  }

  /** Returns the last part of a name, without TensorFlow's {@code :0}. */
  private static String last(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? last : last.substring(0, colon);
  }
}
