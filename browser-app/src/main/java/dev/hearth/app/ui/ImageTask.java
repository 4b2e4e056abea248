package dev.hearth.app.ui;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.manifest.ModelManifest;
import org.teavm.jso.dom.html.HTMLElement;

/** The inputs of a model that names pictures. */
final class ImageTask {
  private ImageTask() {}

  static TaskView open(
      Bench bench, HTMLElement view, ModelManifest manifest, ImagePreprocessing image) {
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
    return new TaskView(tabs, pictures::take);
  }
}
