package com.example;

import dev.hearth.browser.BrowserModels;
import dev.hearth.browser.BrowserPictures;
import dev.hearth.image.Bitmap;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLImageElement;

/** Reads the page's picture and writes into the page what it shows. */
public final class DigitPage {
  private DigitPage() {}

  /** Starts with the page. */
  public static void main(String[] args) {
    HTMLDocument page = HTMLDocument.current();
    HTMLImageElement shown = (HTMLImageElement) page.getElementById("picture");
    Bitmap picture = BrowserPictures.fetch(shown.getSrc());
    String digit = DigitReader.read(new BrowserModels("/"), "/models/digits", picture);
    page.getElementById("digit").setInnerText(digit);
  }
}
