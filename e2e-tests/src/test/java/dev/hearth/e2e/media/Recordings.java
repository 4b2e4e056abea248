package dev.hearth.e2e.media;

import dev.hearth.e2e.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Sounds in kinds of files that browsers can make. */
public final class Recordings {
  private static final String RECORD =
      """
      const [wav, done] = arguments;
      const bytes = Uint8Array.from(atob(wav), c => c.charCodeAt(0));
      const context = new AudioContext();
      const chunks = [];
      context.decodeAudioData(bytes.buffer).then(buffer => {
        const source = new AudioBufferSourceNode(context, {buffer});
        const to = new MediaStreamAudioDestinationNode(context);
        source.connect(to);
        const recorder = new MediaRecorder(to.stream, {mimeType: 'audio/webm'});
        recorder.ondataavailable = event => chunks.push(event.data);
        recorder.onstop = () => {
          const reader = new FileReader();
          reader.onload = () => done(reader.result.split(',')[1]);
          reader.readAsDataURL(new Blob(chunks));
          context.close();
        };
        source.onended = () => recorder.stop();
        recorder.start();
        source.start();
      }).catch(error => done(String(error)));
      """;

  private Recordings() {}

  /** Has the browser play a WAV file and record it as WebM, which takes as long as the sound. */
  public static Path webm(Browser browser, Path wav, Path to) throws IOException {
    String sound = Base64.getEncoder().encodeToString(Files.readAllBytes(wav));
    Object made = browser.driver().executeAsyncScript(RECORD, sound);
    return Files.write(to, Base64.getDecoder().decode(String.valueOf(made)));
  }
}
