package dev.hearth.e2e;

import dev.hearth.e2e.browser.BrowserOptions;
import dev.hearth.e2e.media.Y4mVideo;
import dev.hearth.e2e.page.HearthPage;
import dev.hearth.e2e.site.SiteCopy;
import dev.hearth.e2e.site.SiteProcess;
import dev.hearth.testing.TestData;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import javax.imageio.ImageIO;

/** A site with models of faces and pictures, before a camera that shows a photo of a man. */
final class LiveFaces {
  static final int WIDTH = 640;
  static final int HEIGHT = 480;

  /** Left, top, width and height of the face in the photo, in its pixels, measured by eye. */
  private static final double[] FACE = {147, 36, 43, 43};

  private static final int FRAMES_PER_SECOND = 30;

  private LiveFaces() {}

  /** Serves {@code faces}, {@code blazeface} and {@code larger}, and starts a browser. */
  static HearthPage start(Path folder) throws IOException {
    BufferedImage photo = ImageIO.read(TestData.path("images/face_portrait.jpg").toFile());
    Path video =
        Y4mVideo.write(
            folder.resolve("face.y4m"),
            Collections.nCopies(FRAMES_PER_SECOND, frame(photo)),
            FRAMES_PER_SECOND);
    Path root = SiteCopy.copy(SiteCopy.built(), folder.resolve("site"));
    PictureModels.faces(root);
    return HearthPage.start(SiteProcess.start(root), BrowserOptions.plain().camera(video));
  }

  /** Returns left, top, width and height of the face in a frame, in its pixels. */
  static double[] face() {
    double scale = HEIGHT / 424.0;
    double left = Math.floor((WIDTH - Math.floor(458 * scale)) / 2);
    return new double[] {left + FACE[0] * scale, FACE[1] * scale, FACE[2] * scale, FACE[3] * scale};
  }

  /** Returns how much two boxes have in common, 0 to 1. */
  static double overlap(double[] one, double[] other) {
    double across = Math.min(one[0] + one[2], other[0] + other[2]) - Math.max(one[0], other[0]);
    double down = Math.min(one[1] + one[3], other[1] + other[3]) - Math.max(one[1], other[1]);
    double both = Math.max(0, across) * Math.max(0, down);
    return both / (one[2] * one[3] + other[2] * other[3] - both);
  }

  private static BufferedImage frame(BufferedImage photo) {
    BufferedImage frame = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    int width = photo.getWidth() * HEIGHT / photo.getHeight();
    Graphics2D graphics = frame.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(photo, (WIDTH - width) / 2, 0, width, HEIGHT, null);
    graphics.dispose();
    return frame;
  }
}
