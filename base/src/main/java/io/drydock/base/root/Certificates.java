package io.drydock.base.root;

import io.drydock.base.root.Root.Metadata;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Certificate stores, made of the files of the package ca-certificates: what {@code
 * update-ca-certificates} and the scripts of ca-certificates-java make where they can run.
 */
final class Certificates {
  private static final String SOURCE = "usr/share/ca-certificates";
  private static final String BUNDLE = "etc/ssl/certs/ca-certificates.crt";
  private static final String JAVA_STORE = "etc/ssl/certs/java/cacerts";
  private static final String JAVA_STORE_PASSWORD = "changeit";
  private static final int JKS_MAGIC = 0xFEEDFEED;
  private static final int JKS_VERSION = 2;
  private static final int JKS_TRUSTED_CERTIFICATE = 2;

  private final Root root;
  private final Instant time;

  Certificates(Root root, Instant time) {
    this.root = root;
    this.time = time;
  }

  /** Writes the bundle where there are certificates, and Java's store where there is a Java too. */
  void write() {
    SequencedMap<String, String> certificates = certificates();
    if (certificates.isEmpty()) {
      return;
    }
    var bundle = new StringBuilder();
    for (String each : certificates.values()) {
      bundle.append(each).append(each.endsWith("\n") ? "" : "\n");
    }
    root.file(BUNDLE, Metadata.ofRoot(0644, time), bundle.toString());
    if (root.isDirectory("usr/lib/jvm")) {
      root.file(
          JAVA_STORE,
          Metadata.ofRoot(0644, time),
          new ByteArrayInputStream(javaStore(certificates)));
    }
  }

  /** PEM texts by their path below the package's directory, sorted as its own scripts do. */
  private SequencedMap<String, String> certificates() {
    var found = new TreeMap<String, String>();
    for (String group : root.list(SOURCE)) {
      for (String name : root.list(SOURCE + "/" + group)) {
        if (name.endsWith(".crt")) {
          root.read(SOURCE + "/" + group + "/" + name)
              .ifPresent(text -> found.put(group + "/" + name, text));
        }
      }
    }
    return found;
  }

  /**
   * A key store in Java's own format, which unlike PKCS #12 as the JDK writes it holds nothing
   * random and no time but the one given.
   */
  private byte[] javaStore(SequencedMap<String, String> certificates) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeInt(JKS_MAGIC);
      out.writeInt(JKS_VERSION);
      out.writeInt(certificates.size());
      for (var each : certificates.entrySet()) {
        byte[] pem = each.getValue().getBytes(StandardCharsets.UTF_8);
        byte[] der = factory.generateCertificate(new ByteArrayInputStream(pem)).getEncoded();
        String name = each.getKey().substring(each.getKey().indexOf('/') + 1);
        out.writeInt(JKS_TRUSTED_CERTIFICATE);
        out.writeUTF("debian:" + name.replace(".crt", ".pem").toLowerCase(Locale.ROOT));
        out.writeLong(time.toEpochMilli());
        out.writeUTF("X.509");
        out.writeInt(der.length);
        out.write(der);
      }
      MessageDigest seal = MessageDigest.getInstance("SHA-1");
      seal.update(JAVA_STORE_PASSWORD.getBytes(StandardCharsets.UTF_16BE));
      seal.update("Mighty Aphrodite".getBytes(StandardCharsets.UTF_8));
      out.write(seal.digest(bytes.toByteArray()));
      return bytes.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new DrydockException(
          ErrorKind.CORRUPT,
          "a certificate of ca-certificates cannot be read: " + e.getMessage(),
          e);
    }
  }
}
