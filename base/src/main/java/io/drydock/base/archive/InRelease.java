package io.drydock.base.archive;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Checks the signatures of a clear-signed release file (RFC 9580, section 7: the cleartext
 * signature framework).
 *
 * <p>As apt does it: at least one signature has to be good and by a key of the keyring; signatures
 * by other keys don't count, a bad one by a known key spoils the file.
 */
final class InRelease {
  private static final int SHA1 = 2;
  private static final int MD5 = 1;
  private static final int RIPEMD160 = 3;

  private InRelease() {}

  /**
   * The text that was signed.
   *
   * @param origin names the file in messages
   * @throws DrydockException of kind CORRUPT when the file isn't signed by a key of the keyring or
   *     was changed after it was signed
   */
  static String verify(byte[] file, Keyring keyring, String origin) {
    try {
      Signed signed = read(file, origin);
      List<PGPPublicKeyRing> keys = keyRings(keyring);
      boolean good = false;
      for (PGPSignature each : signed.signatures()) {
        good |= check(each, signed.text().getBytes(StandardCharsets.UTF_8), keys, origin);
      }
      if (!good) {
        throw untrusted(signed, keyring, origin);
      }
      return signed.text();
    } catch (IOException | PGPException e) {
      throw refused(origin, "its signature cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * @param text with the line ends as signed: CR LF between lines, none at the end
   */
  private record Signed(String text, List<PGPSignature> signatures) {}

  private static Signed read(byte[] file, String origin) throws IOException {
    if (!new String(file, 0, Math.min(file.length, 64), StandardCharsets.US_ASCII)
        .startsWith("-----BEGIN PGP SIGNED MESSAGE-----")) {
      throw refused(origin, "it is not signed", null);
    }
    var armored = new ArmoredInputStream(new ByteArrayInputStream(file));
    var text = new ByteArrayOutputStream();
    for (int c = armored.read(); armored.isClearText() && c >= 0; c = armored.read()) {
      text.write(c);
    }
    var signatures = new ArrayList<PGPSignature>();
    if (new BcPGPObjectFactory(armored).nextObject() instanceof PGPSignatureList list) {
      list.forEach(signatures::add);
    }
    return new Signed(canonical(text.toString(StandardCharsets.UTF_8)), signatures);
  }

  /**
   * RFC 9580, 7.1: trailing blanks don't count, lines end in CR LF, the last line end is not
   * signed.
   */
  private static String canonical(String text) {
    List<String> lines = text.lines().map(String::stripTrailing).toList();
    return String.join("\r\n", lines);
  }

  private static List<PGPPublicKeyRing> keyRings(Keyring keyring) throws IOException, PGPException {
    var rings = new ArrayList<PGPPublicKeyRing>();
    for (byte[] each : keyring.contents()) {
      try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(each))) {
        Iterator<PGPPublicKeyRing> found = new BcPGPPublicKeyRingCollection(in).getKeyRings();
        found.forEachRemaining(rings::add);
      }
    }
    return rings;
  }

  /** Whether the signature counts: false when its key is not in the keyring or no longer valid. */
  private static boolean check(
      PGPSignature signature, byte[] text, List<PGPPublicKeyRing> keys, String origin)
      throws PGPException {
    Optional<PGPPublicKey> key =
        keys.stream()
            .map(ring -> Optional.ofNullable(ring.getPublicKey(signature.getKeyID())))
            .flatMap(Optional::stream)
            .findFirst();
    if (key.isEmpty() || isWeak(signature) || !isValidNow(key.get())) {
      return false;
    }
    signature.init(new BcPGPContentVerifierBuilderProvider(), key.get());
    signature.update(text);
    if (!signature.verify()) {
      throw refused(
          origin, "its content does not match the signature of key " + id(signature), null);
    }
    return true;
  }

  private static boolean isWeak(PGPSignature signature) {
    int hash = signature.getHashAlgorithm();
    return hash == MD5 || hash == SHA1 || hash == RIPEMD160;
  }

  private static boolean isValidNow(PGPPublicKey key) {
    long seconds = key.getValidSeconds();
    Instant created = key.getCreationTime().toInstant();
    return !key.hasRevocation()
        && (seconds == 0 || Instant.now().isBefore(created.plusSeconds(seconds)));
  }

  private static String id(PGPSignature signature) {
    return String.format("%016X", signature.getKeyID());
  }

  private static DrydockException untrusted(Signed signed, Keyring keyring, String origin) {
    String signers = String.join(", ", signed.signatures().stream().map(InRelease::id).toList());
    String why =
        signers.isEmpty()
            ? "it is not signed"
            : "no valid key among its signers (" + signers + ") is in " + keyring.describe();
    return refused(origin, why, null)
        .withHint("Name the keyring of this archive with signed-by, if you trust it.");
  }

  private static DrydockException refused(
      String origin, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    return new DrydockException(ErrorKind.CORRUPT, origin + " is refused: " + why, cause);
  }
}
