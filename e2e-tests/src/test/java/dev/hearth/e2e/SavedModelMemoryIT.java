package dev.hearth.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.site.HearthTool;
import dev.hearth.testing.TinyRecurrentModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It measures memory.")
class SavedModelMemoryIT {
  /** Its last state is an output, and an element of the list that its loop fills. */
  @Test
  void elementsOfLists_areNotLeftBehind(@TempDir Path folder) throws IOException {
    TrialSite site = TrialSite.create(folder.resolve("site"));
    HearthTool.run(
        "import",
        "--out=" + site.root().resolve("models"),
        "--golden=" + TinyRecurrentModel.golden(folder.resolve("golden")),
        TinyRecurrentModel.model().write(folder.resolve("recurrent")).toString());

    try (Trial trial = Trial.start(site, BrowserOptions.plain())) {
      Map<?, ?> tensors =
          trial
              .open()
              .run(
                  """
                  const model = await opened('/models/recurrent');
                  const x = {type: 'float32', shape: [1, 5, 3], data: new Float32Array(15)};
                  const {last} = await model.run({x});
                  const {tensors: before} = await model.memory();
                  for (let i = 0; i < 5; i++) await model.run({x});
                  const {tensors: after} = await model.memory();
                  return {before, after, last: last.data.length};
                  """);

      assertEquals(4L, tensors.get("last"));
      assertEquals(tensors.get("before"), tensors.get("after"));
    }
  }
}
