package io.drydock.core;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Private keys as PEM: PKCS #8, and RSA's older PKCS #1. */
public final class PrivateKeys {
  /** Version 0 and the algorithm identifier of RSA, which PKCS #8 puts before a PKCS #1 key. */
  private static final byte[] RSA_HEADER =
      HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

  private PrivateKeys() {}

  /** The key that belongs to the public one. */
  public static PrivateKey read(String pem, PublicKey publicKey) throws GeneralSecurityException {
    byte[] pkcs8;
    if (pem.contains("-----BEGIN PRIVATE KEY-----")) {
      pkcs8 = decode(pem, "PRIVATE KEY");
    } else if (pem.contains("-----BEGIN RSA PRIVATE KEY-----") && !pem.contains("ENCRYPTED")) {
      pkcs8 = wrap(decode(pem, "RSA PRIVATE KEY"));
    } else {
      throw new GeneralSecurityException(
          "the key's form is not supported; convert it with: openssl pkcs8 -topk8 -nocrypt");
    }
    return KeyFactory.getInstance(publicKey.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static byte[] decode(String pem, String type) throws GeneralSecurityException {
    String begin = "-----BEGIN " + type + "-----";
    int start = pem.indexOf(begin) + begin.length();
    int end = pem.indexOf("-----END " + type, start);
    if (end < 0) {
      throw new GeneralSecurityException("the key's end is missing");
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(start, end));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key is not base64", e);
    }
  }

  private static byte[] wrap(byte[] pkcs1) {
    var content = new ByteArrayOutputStream();
    content.writeBytes(RSA_HEADER);
    element(content, 0x04, pkcs1);
    var key = new ByteArrayOutputStream();
    element(key, 0x30, content.toByteArray());
    return key.toByteArray();
  }

  /** One DER element; keys are between 256 and 65535 bytes, or shorter than 128. */
  private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    if (content.length < 128) {
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
  }
}
