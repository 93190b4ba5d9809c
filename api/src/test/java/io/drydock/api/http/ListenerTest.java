package io.drydock.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.api.RawClient;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ways to take connections other than by an own unix socket. */
@Timeout(60)
class ListenerTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;

  private static HttpServer serve(Listener listener) {
    return HttpServer.start(
        List.of(listener),
        HttpLimits.DEFAULT,
        exchange -> exchange.answer(200, Map.of(), "served".getBytes(StandardCharsets.UTF_8)),
        ChannelInboundHandlerAdapter::new);
  }

  @Test
  void aSocketOfTheServiceManagerIsServed() throws IOException {
    Path path = folder.resolve("given.sock");
    LinuxSocket socket = LinuxSocket.newSocketDomain();
    socket.bind(new DomainSocketAddress(path.toString()));
    socket.listen(5);
    try (var server = serve(new Listener.Inherited(socket.intValue()))) {
      assertThat(new RawClient(path).ask("GET", "/")).endsWith("served");
      assertThat(server.ports()).isEmpty();
    }
    assertThat(path).as("is not ours to remove").exists();
  }

  @Test
  void aTcpSocketOfTheServiceManagerIsRefused() throws IOException {
    LinuxSocket socket = LinuxSocket.newSocketStream();
    try {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      socket.listen(5);
      assertThatThrownBy(() -> serve(new Listener.Inherited(socket.intValue())).close())
          .hasMessageContaining("is no unix socket");
    } finally {
      socket.close();
    }
  }

  @Test
  void socketsAreTakenFromTheEnvironmentWhenTheyAreForThisProcess() {
    String own = Long.toString(ProcessHandle.current().pid());
    assertThat(Listener.inherited(Map.of("LISTEN_PID", own, "LISTEN_FDS", "2")))
        .containsExactly(new Listener.Inherited(3), new Listener.Inherited(4));
    assertThat(Listener.inherited(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "2"))).isEmpty();
    assertThat(Listener.inherited(Map.of())).isEmpty();
  }

  @Test
  void overTcpOnlyClientsWithACertificateAreServed() throws Exception {
    KeyStore serverKeys = keys("server");
    KeyStore clientKeys = keys("client");
    var listener =
        new Listener.MutualTls(
            "127.0.0.1",
            0,
            pem("server.pem", "CERTIFICATE", serverKeys.getCertificate("server").getEncoded()),
            pem("key.pem", "PRIVATE KEY", serverKeys.getKey("server", PASSWORD).getEncoded()),
            pem("ca.pem", "CERTIFICATE", clientKeys.getCertificate("client").getEncoded()));
    try (var server = serve(listener)) {
      URI uri = URI.create("https://127.0.0.1:" + server.ports().getFirst() + "/");
      assertThat(get(uri, context(clientKeys, serverKeys))).isEqualTo("served");
      assertThatThrownBy(() -> get(uri, context(null, serverKeys))).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> get(uri, context(serverKeys, serverKeys)))
          .isInstanceOf(IOException.class);
    }
  }

  private KeyStore keys(String name) throws Exception {
    Path file = folder.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    process.getInputStream().transferTo(System.out);
    assertThat(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(String file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        folder.resolve(file),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static SSLContext context(@org.jspecify.annotations.Nullable KeyStore own, KeyStore peer)
      throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    try {
      certificates.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    certificates.setCertificateEntry("peer", peer.getCertificate("server"));
    trust.init(certificates);
    KeyManager[] managers = {};
    if (own != null) {
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(own, PASSWORD);
      managers = factory.getKeyManagers();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers, trust.getTrustManagers(), null);
    return context;
  }

  private static String get(URI uri, SSLContext context) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
