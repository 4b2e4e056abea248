package dev.hearth.text;

/** The pre-tokenizers that only look at classes of code points. */
final class WordSplits {
  private WordSplits() {}

  /** Cuts at white space, which goes, and around each punctuation character. */
  static void bert(MappedText in, PreTokenizer.Words out) {
    int start = 0;
    int next;
    for (int i = 0; i < in.length(); i = next) {
      int c = in.text.codePointAt(i);
      next = i + Character.charCount(c);
      if (CodePoints.isWhitespace(c)) {
        out.add(in, start, i);
        start = next;
      } else if (CodePoints.isPunctuation(c)) {
        out.add(in, start, i);
        out.word(in, i, next);
        start = next;
      }
    }
    out.add(in, start, in.length());
  }

  /** Cuts after every so many code points. */
  static void every(int length, MappedText in, PreTokenizer.Words out) {
    int end;
    for (int start = 0; start < in.length(); start = end) {
      end = start;
      for (int i = 0; i < length && end < in.length(); i++) {
        end += Character.charCount(in.text.codePointAt(end));
      }
      out.word(in, start, end);
    }
  }

  /** Cuts into runs of word characters and runs of what is neither that nor white space. */
  static void whitespace(MappedText in, PreTokenizer.Words out) {
    int start = 0;
    int kind = -1;
    int next;
    for (int i = 0; i < in.length(); i = next) {
      int c = in.text.codePointAt(i);
      next = i + Character.charCount(c);
      int found = CodePoints.isWhitespace(c) ? -1 : CodePoints.isWord(c) ? 1 : 0;
      if (found != kind) {
        if (kind >= 0) {
          out.add(in, start, i);
        }
        start = i;
        kind = found;
      }
    }
    if (kind >= 0) {
      out.add(in, start, in.length());
    }
  }
}
