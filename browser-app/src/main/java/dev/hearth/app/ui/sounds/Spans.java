package dev.hearth.app.ui.sounds;

import dev.hearth.app.client.HeardClip;
import dev.hearth.app.client.HeardWord;
import dev.hearth.app.client.Seen;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSArrayReader;

/** What was found in sounds. */
final class Spans {
  private Spans() {}

  /** Returns the stretches of speech of a prediction; none of a model that names sounds. */
  static List<Span> ofSpeech(Seen seen) {
    JSArrayReader<Segment> segments = segments(seen.result());
    List<Span> out = new ArrayList<>();
    for (int i = 0; i < segments.getLength(); i++) {
      out.add(new Span(segments.get(i).getStartSeconds(), segments.get(i).getEndSeconds()));
    }
    return out;
  }

  /** Returns what was found in a whole sound. */
  static List<Span> of(HeardClip clip) {
    List<Span> out = ofSpeech(clip.seen());
    for (HeardWord word : clip.words()) {
      out.add(new Span(word.atSeconds(), word.atSeconds()));
    }
    return out;
  }

  @JSBody(params = "result", script = "return result.filter(one => 'startSeconds' in one);")
  private static native JSArrayReader<Segment> segments(JSObject result);
}
