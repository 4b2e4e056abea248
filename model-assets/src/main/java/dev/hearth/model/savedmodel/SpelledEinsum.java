package dev.hearth.model.savedmodel;

import dev.hearth.model.savedmodel.Node.Port;
import dev.hearth.source.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * An Einsum of one or two tensors as a matrix product, which TF.js has on all of its backends and
 * computes faster.
 */
final class SpelledEinsum extends Spelling {
  private static final Pattern EQUATION =
      Pattern.compile("(\\w{1,16})(?:,(\\w{1,16}))?->(\\w{0,16})");

  SpelledEinsum(FlatGraph graph, NodeDef definition) {
    super(graph, definition);
  }

  /** Returns true for an Einsum. */
  static boolean isNeeded(NodeDef definition) {
    return definition.getOp().equals("Einsum");
  }

  private static boolean isDistinct(String labels) {
    return labels.chars().distinct().count() == labels.length();
  }

  private static boolean has(String labels, int label) {
    return labels.indexOf(label) >= 0;
  }

  private static String pick(String labels, IntPredicate which) {
    StringBuilder picked = new StringBuilder();
    labels.chars().filter(which).forEach(picked::appendCodePoint);
    return picked.toString();
  }

  /** A tensor whose axes have labels. */
  private record Labelled(Port port, String labels) {}

  @Override
  Port make(List<Port> inputs) {
    String equation = attribute("equation").getS().toStringUtf8().replace(" ", "");
    Matcher matcher = EQUATION.matcher(equation);
    if (!matcher.matches() || !isPlain(matcher)) {
      throw new BadInputException(
          "its Einsum "
              + equation
              + " is more than TF.js computes; expected one or two tensors, with each label once in"
              + " each, and no '...'");
    }
    require(inputs, matcher.group(2) == null ? 1 : 2);
    String out = matcher.group(3);
    if (matcher.group(2) == null) {
      Labelled only = summed(new Labelled(inputs.get(0), matcher.group(1)), out);
      return transposed(only, out);
    }
    Labelled left = summed(new Labelled(inputs.get(0), matcher.group(1)), matcher.group(2) + out);
    Labelled right = summed(new Labelled(inputs.get(1), matcher.group(2)), matcher.group(1) + out);
    return product(left, right, out);
  }

  private static boolean isPlain(Matcher matcher) {
    String right = matcher.group(2) == null ? "" : matcher.group(2);
    String out = matcher.group(3);
    return isDistinct(matcher.group(1))
        && isDistinct(right)
        && isDistinct(out)
        && pick(out, label -> !has(matcher.group(1) + right, label)).isEmpty();
  }

  /** Returns the sums over the axes that are of no further use. */
  private Labelled summed(Labelled of, String needed) {
    String gone = pick(of.labels, label -> !has(needed, label));
    return gone.isEmpty()
        ? of
        : new Labelled(
            node("Sum", of.port, integers(places(of, gone))),
            pick(of.labels, label -> has(needed, label)));
  }

  private Port product(Labelled left, Labelled right, String out) {
    String batch = pick(left.labels, label -> has(right.labels, label) && has(out, label));
    String summed = pick(left.labels, label -> has(right.labels, label) && !has(out, label));
    String rows = pick(left.labels, label -> !has(right.labels, label));
    String columns = pick(right.labels, label -> !has(left.labels, label));
    Port product =
        node(
            "BatchMatMulV2",
            matrices(left, batch, rows, summed),
            matrices(right, batch, summed, columns));
    String made = batch + rows + columns;
    if (rows.length() != 1 || columns.length() != 1) {
      List<Port> sizes = new ArrayList<>();
      add(sizes, left, batch);
      add(sizes, left, rows);
      add(sizes, right, columns);
      product = node("Reshape", product, joined(sizes));
    }
    return transposed(new Labelled(product, made), out);
  }

  /** Returns matrices of which the rows, and the columns, are several axes together. */
  private Port matrices(Labelled of, String batch, String rows, String columns) {
    Port moved = transposed(of, batch + rows + columns);
    if (rows.length() == 1 && columns.length() == 1) {
      return moved;
    }
    List<Port> sizes = new ArrayList<>();
    add(sizes, of, batch);
    sizes.add(product(of, rows));
    sizes.add(product(of, columns));
    return node("Reshape", moved, joined(sizes));
  }

  private Port transposed(Labelled of, String labels) {
    return labels.equals(of.labels)
        ? of.port
        : node("Transpose", of.port, integers(places(of, labels)));
  }

  private static int[] places(Labelled of, String labels) {
    return labels.chars().map(of.labels::indexOf).toArray();
  }

  private void add(List<Port> sizes, Labelled of, String labels) {
    if (!labels.isEmpty()) {
      sizes.add(sizes(of, labels));
    }
  }

  private Port sizes(Labelled of, String labels) {
    Weights weights = of.port.node().weights();
    int[] places = places(of, labels);
    if (weights != null && weights.shape().length == of.labels.length()) {
      for (int i = 0; i < places.length; i++) {
        places[i] = weights.shape()[places[i]];
      }
      return integers(places);
    }
    return node("GatherV2", node("Shape", of.port), integers(places), integer(0));
  }

  /** Returns the product of sizes, as a list of one; 1 of none. */
  private Port product(Labelled of, String labels) {
    if (labels.isEmpty()) {
      return integers(1);
    } else if (labels.length() == 1) {
      return sizes(of, labels);
    }
    Port product = node("Prod", sizes(of, labels), integers(0));
    product.node().attributes().put("keep_dims", AttrValue.newBuilder().setB(true).build());
    return product;
  }

  @Override
  Port joined(List<Port> sizes) {
    if (sizes.isEmpty()) {
      return integers();
    }
    return sizes.size() == 1 ? sizes.get(0) : super.joined(sizes);
  }
}
