package dev.hearth.e2e.page;

import dev.hearth.e2e.browser.Browser;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Interaction;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/** Draws with mouse, pen or finger. */
public final class Pointer {
  private static final Duration STEP = Duration.ofMillis(8);

  private Pointer() {}

  /** Draws the strokes on an element that is in view. */
  public static void draw(Browser browser, WebElement canvas, Strokes strokes, Kind kind) {
    browser.driver().executeScript("arguments[0].scrollIntoView({block: 'center'})", canvas);
    PointerInput pointer = new PointerInput(kind, kind.name());
    Dimension size = canvas.getSize();
    Sequence actions = new Sequence(pointer, 0);
    for (List<Strokes.Point> line : strokes.lines()) {
      actions.addAction(to(pointer, canvas, size, line.get(0), Duration.ZERO));
      actions.addAction(pointer.createPointerDown(MouseButton.LEFT.asArg()));
      line.stream()
          .skip(1)
          .forEach(point -> actions.addAction(to(pointer, canvas, size, point, STEP)));
      actions.addAction(pointer.createPointerUp(MouseButton.LEFT.asArg()));
    }
    browser.driver().perform(List.of(actions));
  }

  private static Interaction to(
      PointerInput pointer, WebElement canvas, Dimension size, Strokes.Point point, Duration time) {
    int x = (int) Math.round((point.x() - 0.5) * size.getWidth());
    int y = (int) Math.round((point.y() - 0.5) * size.getHeight());
    return pointer.createPointerMove(time, Origin.fromElement(canvas), x, y);
  }
}
