package dev.hearth.e2e;

import dev.hearth.e2e.site.HearthTool;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Packages of models of sounds. */
final class SoundModels {
  private SoundModels() {}

  /**
   * Imports Silero VAD.
   *
   * @param folder for what describes it
   * @param site gets the package
   * @param rate samples a second
   * @param window new samples of a run
   * @param context samples of the run before
   */
  static void voice(Path folder, Path site, String name, int rate, int window, int context)
      throws IOException {
    Path description =
        Files.writeString(
            folder.resolve(name + ".json"),
            """
            {
              "title": "Voice", "task": "voice-activity-detection",
              "preprocessing": {"waveform":
                {"sampleRateHz": %d, "windowSamples": %d, "contextSamples": %d}},
              "postprocessing": {"output": "output", "sampleRateInput": "sr",
                "state": [{"input": "state", "output": "stateN"}]}
            }
            """
                .formatted(rate, window, context));
    HearthTool.run(
        "import",
        "--out=" + site.resolve("models"),
        "--name=" + name,
        "--describe=" + description,
        TestData.path("onnx/silero-vad"));
  }
}
