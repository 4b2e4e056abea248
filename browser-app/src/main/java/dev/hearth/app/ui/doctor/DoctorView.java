package dev.hearth.app.ui.doctor;

import dev.hearth.app.client.Export;
import dev.hearth.app.client.Inventory;
import dev.hearth.app.client.Measuring;
import dev.hearth.app.ui.kit.Announcer;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Problems;
import dev.hearth.app.ui.kit.View;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Http;
import dev.hearth.js.Tasks;
import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.ModelIndex.Entry;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;

/** What this device and browser can do, and where each model would run, and why there. */
public final class DoctorView implements View {
  private final HTMLElement element = Dom.template("t-doctor");
  private final HTMLElement problem = Dom.part(element, ".doctor-problem");
  private @Nullable Measuring measuring;
  private boolean left;

  /** Begins to look. */
  public DoctorView() {
    Dom.on(Dom.part(element, ".doctor-copy"), "click", event -> copy());
    Dom.on(Dom.part(element, ".doctor-save"), "click", event -> save());
    Dom.on(Dom.part(element, ".doctor-again"), "click", event -> look());
    look();
  }

  @Override
  public HTMLElement element() {
    return element;
  }

  @Override
  public void leave() {
    left = true;
  }

  private void look() {
    Dom.root().setAttribute("data-state", "loading");
    problem.clear();
    enable(false);
    Tasks.start(
        () -> {
          Measuring module = Measuring.load();
          measuring = module;
          Findings findings = new Findings(element);
          findings.device(module.device());
          findings.worker(module.serviceWorker());
          findings.permission("camera", module.permission("camera"));
          findings.permission("microphone", module.permission("microphone"));
          findings.storage(Inventory.read());
          plans(module);
          if (!left) {
            enable(true);
            Dom.root().setAttribute("data-state", "doctor");
            Announcer.say(Words.say("Looked at this device"));
          }
        },
        failure -> failed(failure, this::look));
  }

  // One after the other: each asks an engine of its own.
  private void plans(Measuring module) {
    HTMLElement body = Dom.part(element, ".doctor-plans tbody");
    body.clear();
    for (Entry entry : ModelIndex.parse(Http.text("models/index.json")).models()) {
      if (left) {
        return;
      }
      PlanRow row = new PlanRow(entry);
      body.appendChild(row.element());
      row.look(module);
    }
  }

  private void enable(boolean enabled) {
    for (String button : new String[] {".doctor-copy", ".doctor-save", ".doctor-again"}) {
      Dom.flag(Dom.part(element, button), "disabled", !enabled);
    }
  }

  private void copy() {
    Measuring module = measuring;
    if (module != null) {
      String text = module.markdown(element);
      Tasks.start(
          () -> {
            Export.copy(text);
            Announcer.say(Words.say("Copied"));
            Dom.setText(element, ".doctor-said", Words.say("Copied"));
          },
          failure -> failed(failure, this::copy));
    }
  }

  private void save() {
    Measuring module = measuring;
    if (module != null) {
      Export.save("hearth-doctor.md", module.markdown(element));
    }
  }

  private void failed(RuntimeException failure, Runnable again) {
    if (left) {
      return;
    }
    enable(true);
    problem.clear();
    problem.appendChild(Problems.ofPrediction(failure).show(remedy -> retry(again)));
    Dom.root().setAttribute("data-state", "failed");
  }

  private void retry(Runnable again) {
    problem.clear();
    again.run();
  }
}
