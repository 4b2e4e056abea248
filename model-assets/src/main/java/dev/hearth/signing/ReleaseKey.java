package dev.hearth.signing;

import dev.hearth.manifest.Channels;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The private key that signs releases: Ed25519, in a PEM file of its PKCS#8 form. */
public final class ReleaseKey {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final Pattern PEM = Pattern.compile(BEGIN + "([A-Za-z0-9+/=\\s]+)" + END);
  private static final int MOST_FILE_BYTES = 1 << 14;

  private final PrivateKey key;
  private final SiteKey site;

  private ReleaseKey(PrivateKey key, SiteKey site) {
    this.key = key;
    this.site = site;
  }

  /** Makes a new key. */
  public static ReleaseKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(SiteKey.ALGORITHM).generateKeyPair();
      return new ReleaseKey(pair.getPrivate(), SiteKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw withoutAlgorithm(e);
    }
  }

  /**
   * Returns the key that some words mean: a file, or the PEM text itself.
   *
   * @throws BadInputException if that is no Ed25519 private key
   */
  public static ReleaseKey of(String fileOrText) throws IOException {
    if (fileOrText.stripLeading().startsWith("-----BEGIN")) {
      return parse(fileOrText, "the key");
    }
    Path file = Path.of(fileOrText);
    if (Files.isRegularFile(file) && Files.size(file) > MOST_FILE_BYTES) {
      throw new BadInputException("Expected a private key of some lines, found the file " + file);
    }
    return parse(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
  }

  private static ReleaseKey parse(String text, String from) {
    Matcher pem = PEM.matcher(text);
    String expected =
        "Expected an Ed25519 private key that begins with "
            + BEGIN
            + ", as hearth release keygen makes one; found something else in "
            + from;
    if (!pem.find()) {
      throw new BadInputException(expected);
    }
    try {
      byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
      PrivateKey key =
          KeyFactory.getInstance(SiteKey.ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new ReleaseKey(key, publicOf(key));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadInputException(expected, e);
    }
  }

  /** The platform computes a public key only where it makes the private one, from 32 bytes. */
  private static SiteKey publicOf(PrivateKey key) throws GeneralSecurityException {
    byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
    KeyPairGenerator generator = KeyPairGenerator.getInstance(SiteKey.ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
    return SiteKey.of(generator.generateKeyPair().getPublic());
  }

  /**
   * Writes the key into a new file that its owner alone can read.
   *
   * @throws BadInputException if the file is there already
   */
  public void write(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new BadInputException(file + " is there already, and a key is never overwritten");
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, ownerOnly);
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Files.writeString(file, BEGIN + "\n" + lines + "\n" + END + "\n");
  }

  /** Returns the public key that belongs to this one. */
  public SiteKey site() {
    return site;
  }

  /** Returns a model's channels with a signature by this key, in place of any they had. */
  public Channels sign(String model, Channels channels) {
    Channels signed = channels.signed(signature(SiteKey.signedText(model, channels)));
    if (!site.verifies(model, signed)) {
      throw new IllegalStateException("A signature does not fit its own public key");
    }
    return signed;
  }

  /**
   * Returns the key of a site after this one, which endorses it.
   *
   * @param now the site's key now: this one's, with those before it
   * @param next the one to come
   */
  public SiteKey endorse(SiteKey now, SiteKey next) {
    if (!site.equals(now)) {
      throw new BadInputException("The key is not the one that pages of this site check by");
    }
    return next.after(now, signature(next.endorsement()));
  }

  private String signature(String text) {
    try {
      Signature signature = Signature.getInstance(SiteKey.ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw withoutAlgorithm(e);
    }
  }

  private static IllegalStateException withoutAlgorithm(GeneralSecurityException e) {
    return new IllegalStateException("Every Java since 15 has " + SiteKey.ALGORITHM, e);
  }

  /** Random numbers that are not. */
  private static final class GivenBytes extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] given;

    GivenBytes(byte[] given) {
      this.given = given;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(given, 0, bytes, 0, bytes.length);
    }
  }
}
