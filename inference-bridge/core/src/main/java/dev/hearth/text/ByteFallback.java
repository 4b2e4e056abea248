package dev.hearth.text;

/** Names of the tokens that stand for one byte. */
final class ByteFallback {
  private static final String HEX = "0123456789ABCDEF";

  private ByteFallback() {}

  /** Returns the token of a byte, such as {@code <0x0A>}. */
  static String token(int value) {
    return "<0x" + HEX.charAt(value >> 4) + HEX.charAt(value & 15) + ">";
  }

  /** Returns the byte of a token, 0 to 255, or -1 for any other token. */
  static int byteOf(String token) {
    if (token.length() != 6 || !token.startsWith("<0x") || token.charAt(5) != '>') {
      return -1;
    }
    int high = HEX.indexOf(token.charAt(3));
    int low = HEX.indexOf(token.charAt(4));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
