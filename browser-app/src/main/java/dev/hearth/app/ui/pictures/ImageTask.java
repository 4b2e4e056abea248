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
import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model that names pictures. */
public final class ImageTask {
  private ImageTask() {}

  public static TaskView open(
      Bench.Maker benches, ModelManifest manifest, ImagePreprocessing image) {
    HTMLElement view = Dom.template("t-image");
    Bench bench = benches.make(view, new ClassesView());
    boolean oneSign = image.fit() == Fit.DIGIT;
    PicturePanel pictures = new PicturePanel(bench, view, manifest.labels());
    DrawPanel drawing = new DrawPanel(bench, view, oneSign);
    InputTabs tabs = new InputTabs(bench, view);
    boolean drawn = image.color() == Color.GREY;
    if (drawn) {
      tabs.add("draw", drawing);
    }
    tabs.add("upload", pictures);
    tabs.add("camera", new CameraPanel(bench, view, oneSign ? 0.6 : 0.9));
    if (!drawn) {
      tabs.add("draw", drawing);
    }
    return new TabbedTask(view, tabs, pictures::take);
  }
}
