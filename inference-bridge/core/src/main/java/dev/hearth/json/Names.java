package dev.hearth.json;

/** The names of enum constants. */
public final class Names {
  private Names() {}

  /**
   * Returns the name of a constant in manifests, such as {@code image-classification} or {@code
   * nearest}.
   */
  public static String of(Enum<?> constant) {
    String name = constant.name();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      out.append(letter == '_' ? '-' : letter >= 'A' ? (char) (letter | 0x20) : letter);
    }
    return out.toString();
  }

  /**
   * Returns the constant of a Java name: {@code Enum.valueOf} brings reflection into the browser.
   *
   * @throws IllegalArgumentException if none has it
   */
  public static <E extends Enum<E>> E constant(E[] constants, String name) {
    for (E constant : constants) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("Expected the name of a constant, found " + name);
  }
}
