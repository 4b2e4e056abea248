package dev.hearth.app.ui.pictures;

import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.ClassesView;
import dev.hearth.app.ui.bench.InputTabs;
import dev.hearth.app.ui.bench.TabbedTask;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.media.LiveVideo;
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
    Area seen = named ? new Area(true, oneSign ? 0.6 : 0.9) : new Area(false, 1);
    // What is written reads backwards in a mirror.
    tabs.add("camera", new VideoPanel(bench, view, answer, VideoSource.CAMERA, seen, !oneSign));
    if (named && !drawn) {
      tabs.add("draw", drawing);
    }
    Area shown = named ? new Area(true, oneSign ? 0.6 : 0.9) : new Area(false, 1);
    if (LiveVideo.canShareScreen()) {
      tabs.add("screen", new VideoPanel(bench, view, answer, VideoSource.SCREEN, shown, false));
    }
    Dom.show(Dom.part(view, "#tab-draw"), named);
    Dom.show(Dom.part(view, "#tab-screen"), LiveVideo.canShareScreen());
    return new TabbedTask(view, tabs, pictures::take);
  }

  private static PictureAnswer answer(ModelManifest manifest) {
    return switch (manifest.task()) {
      default -> PictureAnswer.beside(new ClassesView());
    };
  }
}
