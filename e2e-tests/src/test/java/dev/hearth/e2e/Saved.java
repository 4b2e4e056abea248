package dev.hearth.e2e;

import dev.hearth.e2e.page.HearthPage;

/** What the page saves as a file. */
final class Saved {
  private Saved() {}

  /** Clicks the button of that test id and returns the text it saves. */
  static String by(HearthPage page, String button) {
    return String.valueOf(
        page.browser()
            .driver()
            .executeAsyncScript(
                """
                const [id, done] = arguments;
                const make = URL.createObjectURL;
                URL.createObjectURL = blob => {
                  URL.createObjectURL = make;
                  blob.text().then(done);
                  return make.call(URL, blob);
                };
                document.querySelector('[data-testid=' + id + ']').click();
                """,
                button));
  }
}
