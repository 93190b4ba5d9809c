package io.drydock.distribution.transport;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.PrivateKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The TLS of one registry: whom it trusts and as whom it appears. A folder {@code HOST[:PORT]}
 * under {@code /etc/docker/certs.d} adds authorities ({@code *.crt}) and client certificates
 * ({@code *.cert} with the key beside it in {@code *.key}).
 */
final class Encryption {
  /** Authorities that the administrator added to the system, which the JDK does not know. */
  private static final List<Path> SYSTEM_AUTHORITIES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"));

  private Encryption() {}

  /** A context for the folder's certificates, if it has any. */
  static SSLContext of(Path folder) {
    try {
      return context(keys(folder), trust(folder));
    } catch (IOException | GeneralSecurityException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot use the certificates in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** A context that takes any certificate, for registries declared insecure. */
  static SSLContext unverified(Path folder) {
    try {
      return context(keys(folder), new AnyCertificate());
    } catch (IOException | GeneralSecurityException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot use the certificates in " + folder + ": " + e.getMessage(), e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TrustManager trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, new TrustManager[] {trust}, null);
    return context;
  }

  private static TrustManager trust(Path folder) throws IOException, GeneralSecurityException {
    var sources = new ArrayList<AnyOf.Source>();
    List<Path> own = files(folder, "*.crt");
    if (!own.isEmpty()) {
      sources.add(() -> trustManager(authorities(own)));
    }
    sources.add(() -> trustManager(Optional.empty()));
    for (Path each : SYSTEM_AUTHORITIES) {
      if (Files.isReadable(each)) {
        sources.add(() -> trustManager(authorities(List.of(each))));
      }
    }
    return new AnyOf(sources);
  }

  private static X509ExtendedTrustManager trustManager(Optional<KeyStore> authorities)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities.orElse(null));
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509ExtendedTrustManager manager) {
        return manager;
      }
    }
    throw new GeneralSecurityException("this JDK has no X.509 trust manager");
  }

  private static Optional<KeyStore> authorities(List<Path> files)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    for (Path file : files) {
      for (Certificate each : certificates(file)) {
        store.setCertificateEntry("authority" + store.size(), each);
      }
    }
    return Optional.of(store);
  }

  private static KeyManager[] keys(Path folder) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    for (Path certificate : files(folder, "*.cert")) {
      String name = certificate.getFileName().toString();
      Path key = folder.resolve(name.substring(0, name.length() - ".cert".length()) + ".key");
      if (!Files.exists(key)) {
        throw new GeneralSecurityException(
            "missing key " + key.getFileName() + " for client certificate " + name);
      }
      List<Certificate> chain = List.copyOf(certificates(certificate));
      PrivateKey read = PrivateKeys.read(Files.readString(key), chain.getFirst().getPublicKey());
      store.setKeyEntry(name, read, new char[0], chain.toArray(Certificate[]::new));
    }
    if (store.size() == 0) {
      return new KeyManager[0];
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    // Comments between certificates are allowed in such files, but not by the JDK.
    var pem = new StringBuilder();
    boolean inside = false;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      inside |= line.startsWith("-----BEGIN ");
      if (inside) {
        pem.append(line).append('\n');
      }
      inside &= !line.startsWith("-----END ");
    }
    try (InputStream in =
        new ByteArrayInputStream(pem.toString().getBytes(StandardCharsets.UTF_8))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  private static List<Path> files(Path folder, String pattern) throws IOException {
    var files = new ArrayList<Path>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
        found.forEach(files::add);
      }
      files.sort(null);
    }
    return files;
  }
}
