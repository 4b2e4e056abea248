package dev.hearth.source.onnx;

import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds nodes that make a tensor of a size that the file fixes and no device has memory for: a few
 * bytes that would take a runtime down while it loads them.
 */
final class HugeShapes {
  static final int MAX_AXES = 16;
  private static final long MAX_VALUES = 1L << 28;
  private static final int MAX_ENTRIES = 100_000;

  /** Small whole numbers, such as a shape. */
  static final class Ints {
    String name = "";
    private final List<Long> values = new ArrayList<>();

    void add(long value) {
      // One more than a shape has, so that longer lists are told apart.
      if (values.size() <= MAX_AXES) {
        values.add(value);
      }
    }

    private long product() {
      long product = values.size() > MAX_AXES ? 0 : 1;
      for (long value : values) {
        boolean over = value > 0 && product > Long.MAX_VALUE / value;
        product = over ? Long.MAX_VALUE : product * Math.max(0, value);
      }
      return product;
    }
  }

  private final Map<String, Long> products = new HashMap<>();
  private final Set<String> shapes = new LinkedHashSet<>();
  private long constant = 1;

  void put(Ints ints) {
    long product = ints.product();
    if (product > MAX_VALUES && products.size() < MAX_ENTRIES) {
      products.put(ints.name, product);
    }
  }

  /** Takes the value of a Constant, whose node follows. */
  void constant(Ints ints) {
    constant = ints.product();
  }

  void node(String type, List<String> inputs, String output) {
    if (type.equals("Constant") && constant > MAX_VALUES && products.size() < MAX_ENTRIES) {
      products.put(output, constant);
    }
    int place = type.equals("ConstantOfShape") ? 0 : type.equals("Expand") ? 1 : inputs.size();
    if (place < inputs.size() && shapes.size() < MAX_ENTRIES) {
      shapes.add(inputs.get(place));
    }
    constant = 1;
  }

  void check(String place) {
    for (String shape : shapes) {
      long values = products.getOrDefault(shape, 0L);
      if (values > MAX_VALUES) {
        throw new BadInputException(
            place
                + " makes a tensor of "
                + values
                + " values by its constant "
                + shape
                + ", expected at most "
                + MAX_VALUES
                + ", which devices have memory for");
      }
    }
  }
}
