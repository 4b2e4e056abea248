package dev.hearth.compare;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.PerChannel;
import java.util.ArrayList;
import java.util.List;

/** The usual ways to bring levels of 0 to 255 to what a model takes. */
final class Normalisations {
  private static final double UNIT = 1.0 / 255;
  private static final PerChannel IMAGENET_MEAN = PerChannel.of(0.485, 0.456, 0.406);
  private static final PerChannel IMAGENET_STD = PerChannel.of(0.229, 0.224, 0.225);

  private record Usual(String words, double scale, PerChannel mean, PerChannel std) {}

  private static final List<Usual> USUAL =
      List.of(
          usual("scaled to 0 to 1 (x / 255)", UNIT, 0, 1),
          usual("scaled to -1 to 1 (x / 127.5 - 1)", UNIT, 0.5, 0.5),
          usual("left at 0 to 255", 1, 0, 1),
          new Usual(
              "scaled to 0 to 1, then ImageNet's mean and std", UNIT, IMAGENET_MEAN, IMAGENET_STD),
          new Usual(
              "scaled to 0 to 1, then CLIP's mean and std",
              UNIT,
              PerChannel.of(0.48145466, 0.4578275, 0.40821073),
              PerChannel.of(0.26862954, 0.26130258, 0.27577711)),
          usual("scaled to x / 127 - 1, as Teachable Machine does", 1, 127, 127),
          usual("scaled to (x - 127) / 128", 1, 127, 128),
          usual("scaled to (x - 128) / 128", 1, 128, 128),
          usual("scaled to (x - 127.5) / 128", 1, 127.5, 128),
          usual("scaled to x / 256", 1.0 / 256, 0, 1),
          usual("scaled to -0.5 to 0.5 (x / 255 - 0.5)", UNIT, 0.5, 1),
          new Usual("less ImageNet's mean, std left out", UNIT, IMAGENET_MEAN, PerChannel.of(1)),
          new Usual(
              "less Caffe's mean of blue, green, red 104, 117, 123",
              1,
              PerChannel.of(104, 117, 123),
              PerChannel.of(1)),
          new Usual(
              "less Keras's mean of blue, green, red 103.939, 116.779, 123.68",
              1,
              PerChannel.of(103.939, 116.779, 123.68),
              PerChannel.of(1)),
          new Usual(
              "less the mean of red, green, blue 123.68, 116.779, 103.939",
              1,
              PerChannel.of(123.68, 116.779, 103.939),
              PerChannel.of(1)),
          new Usual(
              "(x - mean) / std with ImageNet's mean and std in levels of 0 to 255",
              1,
              PerChannel.of(123.675, 116.28, 103.53),
              PerChannel.of(58.395, 57.12, 57.375)),
          usual("scaled to 0 to 1, then MNIST's mean and std", UNIT, 0.1307, 0.3081),
          new Usual(
              "scaled to 0 to 1, then CIFAR-10's mean and std",
              UNIT,
              PerChannel.of(0.4914, 0.4822, 0.4465),
              PerChannel.of(0.2470, 0.2435, 0.2616)));

  private Normalisations() {}

  private static Usual usual(String words, double scale, double mean, double std) {
    return new Usual(words, scale, PerChannel.of(mean), PerChannel.of(std));
  }

  static List<Hypothesis> of(ImagePreprocessing config) {
    List<Hypothesis> out = new ArrayList<>();
    double scale = config.scale();
    PerChannel mean = config.mean();
    PerChannel std = config.std();
    for (Usual usual : USUAL) {
      if (usual.mean.values().length <= config.color().channels()) {
        add(out, config, usual);
      }
    }
    add(out, config, new Usual("scaled to 0 to 1 before the same mean and std", UNIT, mean, std));
    add(out, config, new Usual("not scaled before the same mean and std", 1, mean, std));
    add(
        out,
        config,
        new Usual(
            "less a mean and std in the other order of channels",
            scale,
            reversed(mean),
            reversed(std)));
    add(out, config, new Usual("not divided by the std", scale, mean, PerChannel.of(1)));
    add(out, config, new Usual("divided by the std, the mean left", scale, PerChannel.of(0), std));
    out.add(
        new Hypothesis(
            Step.NORMALISE,
            "invert",
            config.invert() ? "not inverted" : "inverted (255 - x)",
            List.of(Edit.of("invert", !config.invert()))));
    return out;
  }

  private static PerChannel reversed(PerChannel order) {
    double[] values = order.values();
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = values[values.length - 1 - i];
    }
    return PerChannel.of(out);
  }

  private static void add(List<Hypothesis> out, ImagePreprocessing config, Usual usual) {
    List<Edit> edits = new ArrayList<>();
    if (Math.abs(usual.scale - config.scale()) > 1e-9) {
      edits.add(Edit.of("scale", usual.scale));
    }
    if (!same(config.mean(), usual.mean)) {
      edits.add(new Edit("mean", NormalisationFit.array(usual.mean.values())));
    }
    if (!same(config.std(), usual.std)) {
      edits.add(new Edit("std", NormalisationFit.array(usual.std.values())));
    }
    if (!edits.isEmpty()) {
      out.add(new Hypothesis(Step.NORMALISE, "numbers", "values are " + usual.words, edits));
    }
  }

  private static boolean same(PerChannel now, PerChannel other) {
    int channels = Math.max(now.values().length, other.values().length);
    for (int channel = 0; channel < channels; channel++) {
      double there = other.get(channel);
      if (Math.abs(now.get(channel) - there) > 1e-9 * Math.max(1, Math.abs(there))) {
        return false;
      }
    }
    return true;
  }
}
