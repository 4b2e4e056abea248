package dev.hearth.parity;

import java.util.HashMap;
import java.util.Map;

/**
 * Inputs that whoever runs the suite brings when they are asked for: nothing here can wait, so what
 * is missing ends the case, which then runs again.
 */
final class Supplies implements Inputs {
  private final Map<String, byte[]> brought = new HashMap<>();

  /** Says what is missing. */
  static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String name;

    Missing(String name) {
      super(name);
      this.name = name;
    }

    /** Returns a file's name, or a normal form and, after a space, a text. */
    String name() {
      return name;
    }
  }

  void bring(String name, byte[] bytes) {
    brought.put(name, bytes);
  }

  @Override
  public byte[] file(String name) {
    byte[] bytes = brought.get(name);
    if (bytes == null) {
      throw new Missing(name);
    }
    return bytes;
  }

  /** Brought as UTF-16, little-endian. */
  @Override
  public String normalize(String text, Form form) {
    byte[] bytes = file(form.name() + " " + text);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 2) {
      out.append((char) ((bytes[i] & 0xff) | (bytes[i + 1] << 8)));
    }
    return out.toString();
  }
}
