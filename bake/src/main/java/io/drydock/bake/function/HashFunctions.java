package io.drydock.bake.function;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Numbers;
import io.drydock.bake.value.Types;
import io.drydock.bake.value.Value;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Digests, passwords, identifiers. */
final class HashFunctions {
  private static final int BCRYPT_COST = 10;
  private static final int BCRYPT_SALT_BYTES = 16;
  private static final int BCRYPT_MOST_BYTES = 72;

  /** The name spaces of RFC 9562, by the word that stands for each. */
  private static final Map<String, String> NAMESPACES =
      Map.of(
          "dns", "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
          "url", "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
          "oid", "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
          "x500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8");

  private HashFunctions() {}

  static Map<String, Function> all() {
    var all = new HashMap<String, Function>();
    all.put("md5", digest("MD5"));
    all.put("sha1", digest("SHA-1"));
    all.put("sha256", digest("SHA-256"));
    all.put("sha512", digest("SHA-512"));
    all.put("bcrypt", Signature.of(Types.STRING).and(Types.NUMBER).does(HashFunctions::bcrypt));
    all.put("uuidv4", Signature.of().does(_ -> Value.of(UUID.randomUUID().toString())));
    all.put("uuidv5", Signature.of(Types.STRING, Types.STRING).does(HashFunctions::namedUuid));
    all.put("rsadecrypt", Signature.of(Types.STRING, Types.STRING).does(HashFunctions::decrypt));
    return all;
  }

  private static Function digest(String algorithm) {
    return Signature.of(Types.STRING)
        .does(a ->
            Value.of(
                HexFormat.of().formatHex(hash(algorithm, EncodingFunctions.bytes(a.getFirst())))));
  }

  private static byte[] hash(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] each : parts) {
        digest.update(each);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new DrydockException(ErrorKind.UNSUPPORTED, "this Java has no " + algorithm, e);
    }
  }

  private static Value bcrypt(List<Value> arguments) {
    if (arguments.size() > 2) {
      throw Signature.invalid("takes a text and a cost");
    }
    int cost = arguments.size() > 1 ? Numbers.whole(arguments.get(1).number()) : BCRYPT_COST;
    byte[] password = EncodingFunctions.bytes(arguments.getFirst());
    if (cost < 4 || cost > 31 || password.length > BCRYPT_MOST_BYTES) {
      throw Signature.invalid("takes a cost from 4 to 31 and at most 72 bytes");
    }
    var salt = new byte[BCRYPT_SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return Value.of(OpenBSDBCrypt.generate("2a", password, salt, cost));
  }

  private static Value namedUuid(List<Value> arguments) {
    String word = arguments.get(0).text();
    UUID namespace;
    try {
      namespace = UUID.fromString(NAMESPACES.getOrDefault(word, word));
    } catch (IllegalArgumentException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "the name space must be dns, url, oid, x500 or a UUID", e);
    }
    byte[] space =
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array();
    ByteBuffer hash =
        ByteBuffer.wrap(hash("SHA-1", space, EncodingFunctions.bytes(arguments.get(1))));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L;
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return Value.of(new UUID(high, low).toString());
  }

  /** Decrypts base64 text that PKCS #1 v1.5 padding was encrypted with, by a PEM private key. */
  private static Value decrypt(List<Value> arguments) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
      cipher.init(Cipher.DECRYPT_MODE, privateKey(arguments.get(1).text()));
      byte[] clear = cipher.doFinal(Base64.getDecoder().decode(arguments.get(0).text()));
      return Value.of(new String(clear, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot decrypt: " + e.getMessage(), e);
    }
  }

  private static PrivateKey privateKey(String pem) throws IOException, GeneralSecurityException {
    PemObject object;
    try (var reader = new PemReader(new StringReader(pem))) {
      object = reader.readPemObject();
    }
    if (object == null) {
      throw new IOException("the key is not in PEM format");
    }
    byte[] key = object.getContent();
    if (object.getType().equals("RSA PRIVATE KEY")) {
      var algorithm =
          new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
      key = new PrivateKeyInfo(algorithm, ASN1Primitive.fromByteArray(key)).getEncoded();
    }
    return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
  }
}
