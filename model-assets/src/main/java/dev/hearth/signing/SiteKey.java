package dev.hearth.signing;

import dev.hearth.json.JsonObject;
import dev.hearth.manifest.Channels;
import dev.hearth.model.BadInputException;
import dev.hearth.runtime.InferenceException;
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
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public key by which a site's pages check channels: {@code release-key.json} at its root,
 * {@code {"ed25519": "<base64 of the 32 bytes>"}}, or {@code {}} where nothing is signed.
 */
public final class SiteKey {
  /** The file's name, beside the models folder. */
  public static final String FILE = "release-key.json";

  static final String ALGORITHM = "Ed25519";
  private static final int BYTES = 32;
  private static final int MOST_FILE_BYTES = 1 << 12;

  /** What comes before the 32 bytes of a key in its X.509 form (RFC 8410). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] raw;
  private final PublicKey key;

  private SiteKey(byte[] raw, PublicKey key) {
    this.raw = raw;
    this.key = key;
  }

  static SiteKey of(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return of(Arrays.copyOfRange(encoded, encoded.length - BYTES, encoded.length));
  }

  private static SiteKey of(byte[] raw) {
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + BYTES);
    System.arraycopy(raw, 0, encoded, PREFIX.length, BYTES);
    try {
      X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
      return new SiteKey(raw, KeyFactory.getInstance(ALGORITHM).generatePublic(spec));
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
      byte[] raw = Base64.getDecoder().decode(json.string("ed25519"));
      json.end();
      if (raw.length == BYTES) {
        return of(raw);
      }
      throw new BadInputException("Expected ed25519 to be 32 bytes, found " + raw.length);
    } catch (InferenceException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("Expected ed25519 to be base64, found " + e.getMessage(), e);
    }
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    return new JsonObject().put("ed25519", Base64.getEncoder().encodeToString(raw)) + "\n";
  }

  /** Returns true if channels bear a signature made by the private key of this one. */
  public boolean verifies(Channels channels) {
    if (channels.signature() == null) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(channels.signedText().getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(channels.signature()));
    } catch (SignatureException | IllegalArgumentException e) {
      // Not 64 bytes, not base64, or a number that is none of the curve's.
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java since 15 has " + ALGORITHM, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SiteKey that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }
}
