package io.drydock.client;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS with an engine on TCP, mutual where this client has a certificate. */
final class Encryption {
  private Encryption() {}

  /**
   * The connected channel, encrypted.
   *
   * @throws DrydockException of kind INVALID when the files cannot be used
   */
  static SSLSocket over(SocketChannel channel, EngineAddress address, TlsFiles files)
      throws IOException {
    SSLContext context = context(files);
    Socket plain = channel.socket();
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
    if (!files.skipVerify()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }

  private static SSLContext context(TlsFiles files) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(files), trust(files), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot use the TLS files of the engine: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(TlsFiles files) throws IOException, GeneralSecurityException {
    if (files.skipVerify()) {
      return new TrustManager[] {new Anyone()};
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    if (files.authority().isEmpty()) {
      factory.init((KeyStore) null);
    } else {
      KeyStore store = empty();
      for (Certificate each : certificates(files.authority().get())) {
        store.setCertificateEntry("authority" + store.size(), each);
      }
      factory.init(store);
    }
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(TlsFiles files) throws IOException, GeneralSecurityException {
    if (files.certificate().isEmpty() || files.key().isEmpty()) {
      return new KeyManager[0];
    }
    List<Certificate> chain = certificates(files.certificate().get());
    var key =
        PrivateKeys.read(Files.readString(files.key().get()), chain.getFirst().getPublicKey());
    KeyStore store = empty();
    store.setKeyEntry("client", key, new char[0], chain.toArray(Certificate[]::new));
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
  }

  /** Takes any certificate: what {@code --tls} without verification asks for. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
