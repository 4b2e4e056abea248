package dev.hearth.parity;

import java.util.ArrayList;
import java.util.List;

/** All cases. To add some, add to a list here or to one of the classes that make them. */
public final class GoldenSuite {
  private GoldenSuite() {}

  /** Returns the cases; those of lists in files read them. */
  public static List<GoldenCase> cases(Inputs in) {
    List<GoldenCase> all = new ArrayList<>();
    NumberCases.addTo(all);
    ResizeCases.addTo(all, in);
    ImageCases.addTo(all);
    PhotoCases.addTo(all, in);
    AudioCases.addTo(all);
    FeatureCases.addTo(all);
    DecodeCases.addTo(all);
    TextCases.addTo(all, in);
    return all;
  }
}
