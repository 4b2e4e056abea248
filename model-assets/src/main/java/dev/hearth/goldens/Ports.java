package dev.hearth.goldens;

import dev.hearth.tensor.TensorInfo;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of a model's tensors a name means: the tensor's own, also with {@code _} for what cannot
 * stand in a Python name; the same after {@code in_} or {@code out_}; or the words input and
 * output, with a number where there are several.
 */
record Ports(List<TensorInfo> inputs, List<TensorInfo> outputs) {
  private static final Pattern ROLE =
      Pattern.compile("(in|input|inputs|out|output|outputs)(?:_?(\\d{1,4}))?");
  private static final Pattern PREFIX = Pattern.compile("(in|input|out|output)_(.+)");
  private static final Set<String> SHORT_INPUTS = Set.of("x", "data");
  private static final Set<String> SHORT_OUTPUTS = Set.of("y", "prediction", "predictions");

  /** A tensor of the model, and whether it goes in. */
  record Port(TensorInfo info, boolean isInput) {}

  /** Returns what a name means, or null where it means none of the model's tensors. */
  @Nullable Port find(String name) {
    TensorInfo info = named(name, inputs);
    if (info != null) {
      return new Port(info, true);
    }
    info = named(name, outputs);
    if (info != null) {
      return new Port(info, false);
    }
    Matcher prefix = PREFIX.matcher(name);
    if (prefix.matches()) {
      boolean in = prefix.group(1).startsWith("in");
      info = named(prefix.group(2), in ? inputs : outputs);
      if (info != null) {
        return new Port(info, in);
      }
    }
    String plain = name.toLowerCase(Locale.ROOT);
    Matcher role = ROLE.matcher(plain);
    boolean in = SHORT_INPUTS.contains(plain);
    if (role.matches()) {
      in = role.group(1).startsWith("in");
      int number = role.group(2) == null ? -1 : Integer.parseInt(role.group(2));
      return numbered(in, number);
    }
    return in || SHORT_OUTPUTS.contains(plain) ? numbered(in, -1) : null;
  }

  private @Nullable Port numbered(boolean in, int number) {
    List<TensorInfo> infos = in ? inputs : outputs;
    if (number < 0 && infos.size() != 1) {
      return null;
    }
    int index = Math.max(0, number);
    return index < infos.size() ? new Port(infos.get(index), in) : null;
  }

  private static @Nullable TensorInfo named(String name, List<TensorInfo> infos) {
    for (TensorInfo info : infos) {
      if (info.name().equals(name)) {
        return info;
      }
    }
    for (TensorInfo info : infos) {
      String bare = TensorNames.bare(info.name());
      if (bare.equals(TensorNames.bare(name))
          || pythonic(bare).equals(name)
          || pythonic(info.name()).equals(name)) {
        return info;
      }
    }
    return null;
  }

  private static String pythonic(String name) {
    return name.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** Returns words for what names there are. */
  String words() {
    return "inputs "
        + inputs.stream().map(TensorInfo::name).toList()
        + " and outputs "
        + outputs.stream().map(TensorInfo::name).toList();
  }
}
