package dev.hearth.signing;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Channels;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public key by which a site's pages check channels: {@code release-key.json} at its root,
 * {@code {"ed25519": "<base64 of the 32 bytes>"}}, or {@code {}} where nothing is signed. The keys
 * before it are in {@code previous}, the last first, each with its signature of the key after it:
 * by that devices which know one of them take the next.
 */
public final class SiteKey {
  /** The file's name, beside the models folder. */
  public static final String FILE = "release-key.json";

  static final String ALGORITHM = "Ed25519";

  /** How many keys before are remembered. */
  static final int MOST_PREVIOUS = 16;

  private static final int BYTES = 32;
  private static final int MOST_FILE_BYTES = 1 << 12;

  /** What comes before the 32 bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] raw;
  private final PublicKey key;
  private final List<Former> previous;

  private SiteKey(byte[] raw, PublicKey key, List<Former> previous) {
    this.raw = raw;
    this.key = key;
    this.previous = List.copyOf(previous);
  }

  /** A key before, and its signature of the one after it, in base64. */
  private record Former(SiteKey key, String signature) {}

  static SiteKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return of(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
  }

  private static SiteKey of(byte[] raw) {
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + BYTES);
    System.arraycopy(raw, 0, encoded, PREFIX.length, BYTES);
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
      return new SiteKey(raw, KeyFactory.getInstance(ALGORITHM).generatePublic(spec), List.of());
    } catch (GeneralSecurityException e) {
      throw new BadInputException("Expected an Ed25519 public key, found other bytes", e);
    }
  }

  /**
   * Returns the key of the site around a models folder, or null where it has none.
   *
   * @throws BadInputException if there is a file that is no key
   */
  public static @Nullable SiteKey beside(Path models) throws IOException {
    Path file = file(models);
    if (!Files.exists(file)) {
      return null;
    }
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_FILE_BYTES) {
      throw new BadInputException(file + " is no release key: expected a small JSON file");
    }
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (BadInputException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns where the key of the site around a models folder lies. */
  public static Path file(Path models) {
    return models.toAbsolutePath().normalize().resolveSibling(FILE);
  }

  /**
   * Returns the key a JSON text describes, or null for {@code {}}.
   *
   * @throws BadInputException if it does not
   */
  public static @Nullable SiteKey parse(String text) {
    try {
      JsonObject json = JsonObject.parse(FILE, text);
      if (!json.has("ed25519")) {
        json.end();
        return null;
      }
      SiteKey last = read(json);
      List<Former> previous =
          json.objects(
              "previous",
              one -> {
                Former former = new Former(read(one), one.string("signature"));
                one.end();
                return former;
              });
      json.end();
      return last.after(previous);
    } catch (InferenceException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("Expected ed25519 to be base64, found " + e.getMessage(), e);
    }
  }

  private static SiteKey read(JsonObject json) {
    byte[] bytes = Base64.getDecoder().decode(json.string("ed25519"));
    if (bytes.length != BYTES) {
      throw new BadInputException("Expected ed25519 to be 32 bytes, found " + bytes.length);
    }
    return of(bytes);
  }

  /** Returns the same with those before it, each of which must have endorsed the one after it. */
  private SiteKey after(List<Former> those) {
    SiteKey next = this;
    for (Former one : those) {
      if (!one.key.hasSigned(next.endorsement(), one.signature)) {
        throw new BadInputException(
            "Expected " + one.key.base64() + " in previous to have signed the key after it");
      }
      next = one.key;
    }
    return new SiteKey(raw, key, those.subList(0, Math.min(MOST_PREVIOUS, those.size())));
  }

  /** Returns the same as the one after another, which endorses it by a signature in base64. */
  SiteKey after(SiteKey before, String signature) {
    List<Former> those = new ArrayList<>();
    those.add(new Former(before, signature));
    those.addAll(before.previous);
    return after(those);
  }

  /** Returns what the key before signs to endorse this one. */
  String endorsement() {
    return "hearth release key " + base64();
  }

  /** Returns the 32 bytes in base64, as release-key.json has them. */
  public String base64() {
    return Base64.getEncoder().encodeToString(raw);
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    List<JsonObject> those = new ArrayList<>();
    for (Former one : previous) {
      those.add(new JsonObject().put("ed25519", one.key.base64()).put("signature", one.signature));
    }
    return new JsonObject().put("ed25519", base64()).put("previous", those.isEmpty() ? null : those)
        + "\n";
  }

  /** Returns true if a model's channels bear a signature made by the private key of this one. */
  public boolean verifies(String model, Channels channels) {
    String signature = channels.signature();
    return signature != null && hasSigned(signedText(model, channels), signature);
  }

  /**
   * Returns true if a model's channels bear a signature made by one of the keys before this one.
   */
  public boolean verifiedBefore(String model, Channels channels) {
    return previous.stream().anyMatch(one -> one.key.verifies(model, channels));
  }

  /** Returns what is signed: channels of one model are none of another's. */
  static String signedText(String model, Channels channels) {
    return model + "\n" + channels.signedText();
  }

  private boolean hasSigned(String text, String base64) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(base64));
    } catch (SignatureException | IllegalArgumentException e) {
      // Not 64 bytes, not base64, or a number that is none of the curve's.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java since 15 has " + ALGORITHM, e);
    }
  }

  /** Returns true for the same key, whichever came before. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SiteKey that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }
}
