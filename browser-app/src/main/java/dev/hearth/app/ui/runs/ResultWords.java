package dev.hearth.app.ui.runs;

import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Words;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;

/** Results in a few words, for tables. */
final class ResultWords {
  private static final int MOST = 3;
  private static final int MOST_SPANS = 8;

  private ResultWords() {}

  /** What results are made of; each task has some of these. */
  interface Part extends JSObject {
    @JSProperty
    String getLabel();

    @JSProperty
    String getText();

    @JSProperty
    String getUnit();

    @JSProperty
    double getProbability();

    @JSProperty
    double getScore();

    @JSProperty
    double getTimeSeconds();

    @JSProperty
    double getStartSeconds();

    @JSProperty
    double getEndSeconds();

    @JSProperty
    double getValue();

    @JSProperty
    int getWidth();

    @JSProperty
    int getHeight();
  }

  /**
   * Returns a result in words.
   *
   * @param result as {@code predict} gives it for the task, as plain JSON
   */
  static String of(String task, JSObject result) {
    return switch (task) {
      case "image-classification", "text-classification", "tabular-classification" ->
          classes(parts(result));
      case "audio-classification" -> sound(parts(field(result, "words")), field(result, "result"));
      case "object-detection" -> detections(parts(result));
      case "keypoint-detection" -> Words.say("{0} points", count(parts(result)));
      case "image-segmentation" -> classes(shares(result));
      case "image-to-image" -> size((Part) result);
      case "image-feature-extraction", "sentence-similarity" ->
          Words.say("{0} numbers", count(parts(field(result, "embedding"))));
      case "token-classification", "question-answering" -> spans(parts(result));
      case "fill-mask" -> gaps(result);
      case "tabular-regression" ->
          (Format.value(((Part) result).getValue()) + " " + ((Part) result).getUnit()).trim();
      case "voice-activity-detection" -> speech(parts(result));
      default -> json(result);
    };
  }

  private static String classes(JSArrayReader<Part> all) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.getLength() && i < MOST; i++) {
      Part one = all.get(i);
      add(text, shared(one.getLabel(), one.getProbability()));
    }
    return text.toString();
  }

  private static String sound(JSArrayReader<Part> words, JSObject classes) {
    if (words.getLength() == 0) {
      return classes(parts(classes));
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.getLength() && i < MOST_SPANS; i++) {
      Part one = words.get(i);
      String at = Format.clock(one.getTimeSeconds(), true);
      add(text, Words.say("{0} at {1}", one.getLabel(), at));
    }
    return text.toString();
  }

  private static String detections(JSArrayReader<Part> all) {
    if (all.getLength() == 0) {
      return Words.say("Nothing found");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.getLength() && i < MOST; i++) {
      Part one = all.get(i);
      add(text, shared(one.getLabel(), one.getScore()));
    }
    return Words.say("{0} found: {1}", Integer.toString(all.getLength()), text.toString());
  }

  private static String shared(String label, double share) {
    return label + " (" + Format.percent(share) + ")";
  }

  private static String spans(JSArrayReader<Part> all) {
    if (all.getLength() == 0) {
      return Words.say("Nothing found");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.getLength() && i < MOST_SPANS; i++) {
      Part one = all.get(i);
      String label = one.getLabel().isEmpty() ? "" : one.getLabel() + ", ";
      add(text, one.getText() + " (" + label + Format.percent(one.getScore()) + ")");
    }
    return text.toString();
  }

  private static String gaps(JSObject result) {
    JSArrayReader<Part> all = words(result, MOST);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.getLength() && i < MOST_SPANS; i++) {
      add(text, shared(all.get(i).getLabel(), all.get(i).getScore()));
    }
    return text.toString();
  }

  private static String speech(JSArrayReader<Part> all) {
    if (all.getLength() == 0) {
      return Words.say("No speech");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.getLength() && i < MOST_SPANS; i++) {
      Part one = all.get(i);
      String start = Format.clock(one.getStartSeconds(), true);
      add(text, start + "\u2013" + Format.clock(one.getEndSeconds(), true));
    }
    return Words.say("Speech: {0}", text.toString());
  }

  private static String size(Part picture) {
    return Words.say(
        "{0} \u00d7 {1} pixels",
        Integer.toString(picture.getWidth()), Integer.toString(picture.getHeight()));
  }

  private static String count(JSArrayReader<Part> all) {
    return Integer.toString(all.getLength());
  }

  private static void add(StringBuilder text, String part) {
    text.append(text.length() == 0 ? "" : ", ").append(part);
  }

  @JSBody(params = "result", script = "return Array.isArray(result) ? result : [];")
  private static native JSArrayReader<Part> parts(JSObject result);

  @JSBody(
      params = {"result", "name"},
      script = "return result[name];")
  private static native JSObject field(JSObject result, String name);

  @JSBody(
      params = "result",
      script =
          // An arrow to a literal in parentheses would lose them.
          "return result.shares.map((share, i) => {"
              + " return {label: result.labels[i], probability: share}; })"
              + ".filter(one => one.probability > 0)"
              + ".sort((a, b) => b.probability - a.probability);")
  private static native JSArrayReader<Part> shares(JSObject result);

  /** Returns the words that fit a text's only gap, or the best one for each. */
  @JSBody(
      params = {"gaps", "most"},
      script = "return gaps.length === 1 ? gaps[0].slice(0, most) : gaps.map(words => words[0]);")
  private static native JSArrayReader<Part> words(JSObject gaps, int most);

  @JSBody(params = "result", script = "return JSON.stringify(result).slice(0, 200);")
  private static native String json(JSObject result);
}
