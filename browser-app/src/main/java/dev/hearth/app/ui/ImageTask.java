package dev.hearth.app.ui;

import dev.hearth.image.ImagePreprocessing;
import dev.hearth.image.ImagePreprocessing.Color;
import dev.hearth.image.ImagePreprocessing.Fit;
import dev.hearth.manifest.ModelManifest;
import java.util.List;

/** The inputs of a model that names pictures. */
final class ImageTask {
  private ImageTask() {}

  static TaskView open(Bench bench, ModelManifest manifest, ImagePreprocessing image) {
    boolean oneSign = image.fit() == Fit.DIGIT;
    PicturePanel pictures = new PicturePanel(bench, manifest.labels());
    InputTabs.Tab draw =
        new InputTabs.Tab("draw", "draw", Text.DRAW, new DrawPanel(bench, oneSign));
    InputTabs.Tab upload = new InputTabs.Tab("upload", "upload", Text.UPLOAD, pictures);
    InputTabs.Tab camera =
        new InputTabs.Tab(
            "camera", "camera", Text.CAMERA, new CameraPanel(bench, oneSign ? 0.6 : 0.9));
    InputTabs tabs =
        new InputTabs(
            bench,
            image.color() == Color.GREY
                ? List.of(draw, upload, camera)
                : List.of(upload, camera, draw));
    return new TaskView(bench, tabs, pictures::take);
  }
}
