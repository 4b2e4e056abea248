package dev.hearth.json;

/** The names of enum constants in manifests. */
public final class Names {
  private Names() {}

  /** Returns the name of a constant, such as {@code image-classification} or {@code nearest}. */
  public static String of(Enum<?> constant) {
    String name = constant.name();
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      out.append(letter == '_' ? '-' : letter >= 'A' ? (char) (letter | 0x20) : letter);
    }
    return out.toString();
  }
}
