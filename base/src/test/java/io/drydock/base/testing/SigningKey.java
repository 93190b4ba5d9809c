package io.drydock.base.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key that signs releases, made for one test. */
public final class SigningKey {
  private final BcPGPKeyPair pair;
  private final byte[] publicRing;

  public SigningKey() {
    try {
      var generator = new Ed25519KeyPairGenerator();
      generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
      this.pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.EDDSA_LEGACY,
              generator.generateKeyPair(),
              Date.from(Instant.EPOCH));
      var digests = new BcPGPDigestCalculatorProvider();
      this.publicRing =
          new PGPKeyRingGenerator(
                  PGPSignature.POSITIVE_CERTIFICATION,
                  pair,
                  "Test archive <archive@test.example>",
                  digests.get(HashAlgorithmTags.SHA1),
                  null,
                  null,
                  new BcPGPContentSignerBuilder(
                      PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA512),
                  null)
              .generatePublicKeyRing()
              .getEncoded();
    } catch (PGPException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the public key as a binary keyring. */
  public Path writeKeyring(Path file) throws IOException {
    return Files.write(file, publicRing);
  }

  /** The public key, armored. */
  public String armored() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = ArmoredOutputStream.builder().build(bytes)) {
      out.write(publicRing);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The text with a clear signature around it. */
  public byte[] clearSign(String text) throws IOException {
    try {
      var signer =
          new PGPSignatureGenerator(
              new BcPGPContentSignerBuilder(
                  PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA256),
              pair.getPublicKey());
      signer.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, pair.getPrivateKey());
      List<String> lines = text.lines().toList();
      signer.update(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
      var bytes = new ByteArrayOutputStream();
      try (var out = ArmoredOutputStream.builder().build(bytes)) {
        out.beginClearText(HashAlgorithmTags.SHA256);
        out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        out.endClearText();
        signer.generate().encode(new BCPGOutputStream(out));
      }
      return bytes.toByteArray();
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }
}
