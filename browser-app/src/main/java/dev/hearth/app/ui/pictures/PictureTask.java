package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.ClassesView;
import dev.hearth.app.ui.bench.InputTabs;
import dev.hearth.app.ui.bench.TabbedTask;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model that takes pictures, and what it answers. */
public final class PictureTask {
  private PictureTask() {}

  /** Returns the view of an opened model whose task's input is a picture. */
  public static TaskView open(
      Bench.Maker benches, ModelManifest manifest, ImagePreprocessing image) {
    HTMLElement view = Dom.template("t-image");
    PictureAnswer answer = answer(manifest);
    Bench bench = benches.make(view, answer);
    InputTabs tabs = new InputTabs(bench, view);
    PicturePanel pictures = new PicturePanel(bench, view, answer, manifest.labels());
    boolean oneSign = image.fit() == Fit.DIGIT;
    boolean named = manifest.task() == Task.IMAGE_CLASSIFICATION;
    boolean drawn = named && image.color() == Color.GREY;
    DrawPanel drawing = new DrawPanel(bench, view, oneSign);
    if (drawn) {
      tabs.add("draw", drawing);
    }
    tabs.add("upload", pictures);
    tabs.add("camera", new CameraPanel(bench, view, oneSign ? 0.6 : 0.9));
    if (named && !drawn) {
      tabs.add("draw", drawing);
    }
    Dom.show(Dom.part(view, "#tab-draw"), named);
    return new TabbedTask(view, tabs, pictures::take);
  }

  private static PictureAnswer answer(ModelManifest manifest) {
    return switch (manifest.task()) {
      default -> PictureAnswer.beside(new ClassesView());
    };
  }
}
