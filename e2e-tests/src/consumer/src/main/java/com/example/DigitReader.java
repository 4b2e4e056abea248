package com.example;

import dev.hearth.image.Bitmap;
import dev.hearth.predict.Model;
import dev.hearth.predict.Models;
import dev.hearth.task.imageclassification.ImageClassificationTranslator;

/** Reads handwritten digits: in a browser, and in a test on the JVM. */
final class DigitReader {
  static String read(Models models, String url, Bitmap picture) {
    try (Model model = models.open(url)) {
      var digits = model.predictor(ImageClassificationTranslator::new);
      return digits.predict(picture).result().top(1).get(0).label();
    }
  }
}
