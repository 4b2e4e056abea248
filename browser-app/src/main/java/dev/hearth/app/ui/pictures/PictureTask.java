package dev.hearth.app.ui.pictures;

import dev.hearth.app.client.Seen;
import dev.hearth.app.ui.bench.Bench;
import dev.hearth.app.ui.bench.ClassesView;
import dev.hearth.app.ui.bench.InputTabs;
import dev.hearth.app.ui.bench.TabbedTask;
import dev.hearth.app.ui.bench.TaskView;
import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Site;
import dev.hearth.app.ui.media.LiveVideo;
import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.dom.html.HTMLElement;
import org.teavm.jso.file.Blob;

/** The inputs of a model that takes pictures, and what it answers. */
public final class PictureTask {
  private final HTMLElement view = Dom.template("t-image");
  private final PictureAnswer answer;
  private final Bench bench;
  private final InputTabs tabs;
  private final PicturePanel pictures;

  private PictureTask(Bench.Maker benches, ModelManifest manifest, ImagePreprocessing image) {
    answer = answer(manifest);
    bench = benches.make(view, answer);
    tabs = new InputTabs(bench, view);
    pictures = new PicturePanel(bench, view, answer, manifest, image);
    if (answer instanceof SimilarView similar) {
      similar.use(bench, this::look);
    }
    Samples.show(
        Site.settings().samples(manifest.name(), manifest.task()),
        Dom.part(view, ".samples"),
        pictures::take);
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
  }

  /** Returns the view of an opened model whose task's input is a picture. */
  public static TaskView open(
      Bench.Maker benches, ModelManifest manifest, ImagePreprocessing image) {
    PictureTask task = new PictureTask(benches, manifest, image);
    return new TabbedTask(task.view, task.tabs, task.pictures::take, task.pictures::takeSeveral);
  }

  private PictureAnswer answer(ModelManifest manifest) {
    return switch (manifest.task()) {
      case OBJECT_DETECTION -> new DetectionsView(manifest, this::adjust);
      case KEYPOINT_DETECTION -> new KeypointsView(manifest);
      case IMAGE_SEGMENTATION -> new MaskView(manifest);
      case IMAGE_TO_IMAGE -> new BeforeAfterView(manifest);
      case IMAGE_FEATURE_EXTRACTION -> new SimilarView();
      default -> PictureAnswer.beside(new ClassesView());
    };
  }

  private void look(Blob picture) {
    tabs.select("upload");
    pictures.take(picture);
  }

  /** Makes sense of the last answer once more; where the model has lost it, of the input. */
  private void adjust() {
    bench.predict(this::again);
  }

  private @Nullable Seen again() {
    try {
      return bench.model().again(answer.options());
    } catch (InferenceException e) {
      if (e.code() != Code.INVALID_INPUT) {
        throw e;
      }
      tabs.panel().enter();
      return null;
    }
  }
}
