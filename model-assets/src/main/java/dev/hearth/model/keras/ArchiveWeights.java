package dev.hearth.model.keras;

import dev.hearth.source.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a model's weights lie in the {@code model.weights.h5} of a {@code .keras} archive. There
 * they have numbers for names, and their layers the names of their classes: {@code
 * layers/conv2d_1/vars/0}. Newer versions write the layer's own name beside them.
 */
final class ArchiveWeights {
  private static final List<String> CONTAINERS =
      List.of("_layer_checkpoint_dependencies", "layers");
  private static final String VARIABLES = "vars";
  private static final int MAX_DEPTH = 16;

  private final Path path;
  private final Hdf5 file;
  private final List<StoredWeight> found = new ArrayList<>();

  private ArchiveWeights(Path path, Hdf5 file) {
    this.path = path;
    this.file = file;
  }

  static List<StoredWeight> find(Path path, Hdf5 file, KerasLayer model) {
    ArchiveWeights weights = new ArchiveWeights(path, file);
    weights.model(model, "");
    return weights.found;
  }

  private void model(KerasLayer model, String at) {
    String container = container(model, at);
    Map<String, List<KerasLayer>> byClass = new LinkedHashMap<>();
    for (KerasLayer layer : model.inside()) {
      if (!LayerWeights.of(layer).isEmpty()) {
        byClass.computeIfAbsent(snake(layer.className()), key -> new ArrayList<>()).add(layer);
      }
    }
    IdentityHashMap<KerasLayer, String> places = new IdentityHashMap<>();
    byClass.forEach((name, layers) -> place(container, name, layers, places));
    for (KerasLayer layer : model.inside()) {
      String place = places.get(layer);
      if (place != null) {
        layer(layer, place);
      }
    }
  }

  private String container(KerasLayer model, String at) {
    for (String name : CONTAINERS) {
      if (file.isGroup(at + name)) {
        return at + name + "/";
      }
    }
    throw new BadInputException(
        path
            + " has no weights of the model "
            + model.name()
            + " where Keras 2.13 to 3 write them");
  }

  /** Finds the groups of the layers of a class: by the layers' names, else in their order. */
  private void place(
      String container,
      String name,
      List<KerasLayer> layers,
      IdentityHashMap<KerasLayer, String> places) {
    List<String> groups = groups(container, name);
    Map<String, String> byName = new HashMap<>();
    for (String group : groups) {
      String own = file.text(container + group + "/" + VARIABLES, "name");
      if (own != null) {
        byName.put(own, group);
      }
    }
    if (layers.stream().allMatch(layer -> byName.containsKey(layer.name()))) {
      layers.forEach(layer -> places.put(layer, container + byName.get(layer.name()) + "/"));
      return;
    }
    if (groups.size() != layers.size()) {
      throw new BadInputException(
          path
              + " has weights of "
              + groups.size()
              + " layers in "
              + container
              + name
              + ", expected "
              + layers.size()
              + " by its configuration");
    }
    for (int i = 0; i < layers.size(); i++) {
      places.put(layers.get(i), container + groups.get(i) + "/");
    }
  }

  /** Returns {@code dense}, {@code dense_1}, ... as far as they have weights, by their numbers. */
  private List<String> groups(String container, String name) {
    List<String> groups = new ArrayList<>();
    for (String child : file.children(container)) {
      if (number(child, name) >= 0 && holdsData(container + child, 0)) {
        groups.add(child);
      }
    }
    groups.sort(Comparator.comparingInt(child -> number(child, name)));
    return groups;
  }

  private static int number(String child, String name) {
    if (child.equals(name)) {
      return 0;
    }
    boolean numbered = child.matches("\\Q" + name + "\\E_[1-9][0-9]{0,7}");
    return numbered ? Integer.parseInt(child.substring(name.length() + 1)) : -1;
  }

  private boolean holdsData(String group, int depth) {
    for (String child : file.children(group)) {
      String inner = group + "/" + child;
      boolean isData = file.shape(inner) != null;
      if (isData || (depth < MAX_DEPTH && file.isGroup(inner) && holdsData(inner, depth + 1))) {
        return true;
      }
    }
    return false;
  }

  private void layer(KerasLayer layer, String at) {
    if (layer.isModel()) {
      model(layer, at);
      return;
    }
    KerasLayer wrapped = layer.inside().isEmpty() ? null : layer.inside().get(0);
    if (wrapped != null && wrapped.isModel()) {
      model(wrapped, at + "layer/");
      return;
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (WeightSlot slot : LayerWeights.of(layer)) {
      int number = numbers.merge(slot.part(), 1, Integer::sum) - 1;
      String part = slot.part().isEmpty() ? "" : slot.part() + "/";
      found.add(new StoredWeight(slot, at + part + VARIABLES + "/" + number));
    }
  }

  /** Returns a class's name as Keras writes it in paths: {@code PReLU} is {@code p_re_lu}. */
  static String snake(@Nullable String className) {
    return (className == null ? "" : className)
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
