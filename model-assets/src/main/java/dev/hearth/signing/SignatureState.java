package dev.hearth.signing;

import dev.hearth.manifest.Channels;
import org.jspecify.annotations.Nullable;

/** What the signature of channels says, given the site's key. */
public enum SignatureState {
  /** The site has no key and the channels no signature: whoever can write the site decides. */
  UNSIGNED("unsigned"),
  /** Signed by the site's key. */
  SIGNED("signed"),
  /** Signed, and the site has no key to check it by. */
  UNCHECKED("signed, without a key to check it by"),
  /** The site has a key and the channels no signature: pages refuse them. */
  MISSING("not signed, and refused by pages"),
  /** Signed by a key before the site's: pages that know the site's refuse them. */
  FORMER("signed by the site's former key, and refused by pages"),
  /** Changed after it was signed, or signed by another key: pages refuse them. */
  WRONG("signed wrongly, and refused by pages");

  private final String words;

  SignatureState(String words) {
    this.words = words;
  }

  /** Returns the state of a model's channels on a site with this key, or with none. */
  public static SignatureState of(String model, Channels channels, @Nullable SiteKey key) {
    if (key == null) {
      return channels.signature() == null ? UNSIGNED : UNCHECKED;
    } else if (channels.signature() == null) {
      return MISSING;
    }
    if (key.verifies(model, channels)) {
      return SIGNED;
    }
    return key.verifiedBefore(model, channels) ? FORMER : WRONG;
  }

  /** Returns whether pages refuse such channels. */
  public boolean isRefused() {
    return this == MISSING || this == FORMER || this == WRONG;
  }

  /** Returns the state in words for people. */
  public String words() {
    return words;
  }
}
