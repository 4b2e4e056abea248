package dev.hearth.goldens;

import dev.hearth.tensor.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches the names another engine gave to a model's tensors: the same name, then without
 * TensorFlow's {@code :0}, then by position.
 */
final class TensorNames {
  private TensorNames() {}

  /** Returns the model's tensor for each name, or an empty list where that is not possible. */
  static List<TensorInfo> match(List<String> names, List<TensorInfo> infos) {
    List<@Nullable TensorInfo> matched = new ArrayList<>();
    for (String name : names) {
      matched.add(byName(name, infos));
    }
    List<TensorInfo> out = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      TensorInfo info = matched.get(i);
      if (info == null && names.size() == infos.size() && !matched.contains(infos.get(i))) {
        info = infos.get(i);
      }
      if (info == null || out.contains(info)) {
        return List.of();
      }
      out.add(info);
    }
    return out;
  }

  private static @Nullable TensorInfo byName(String name, List<TensorInfo> infos) {
    for (TensorInfo info : infos) {
      if (info.name().equals(name)) {
        return info;
      }
    }
    for (TensorInfo info : infos) {
      if (bare(info.name()).equals(bare(name))) {
        return info;
      }
    }
    return null;
  }

  /** Returns a name without TensorFlow's {@code :0}. */
  static String bare(String name) {
    return name.endsWith(":0") ? name.substring(0, name.length() - 2) : name;
  }
}
