package io.drydock.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer sees that speaks to a unix socket byte by byte. */
@Timeout(20)
class HttpServerTest {
  private static final HttpLimits LIMITS =
      new HttpLimits(4 << 10, 8 << 10, Duration.ofMillis(300), Duration.ofSeconds(20), 64);

  @TempDir private Path folder;
  private HttpServer server;
  private final CountDownLatch aborted = new CountDownLatch(1);

  @BeforeEach
  void start() {
    server = start(folder.resolve("api.sock"));
  }

  private HttpServer start(Path socket) {
    return HttpServer.start(
        List.of(new Listener.Unix(socket, Optional.empty())), LIMITS, this::handle, EchoHttp2::new);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Takes a connection over and says so: shows that what came before was not lost. */
  private static final class EchoHttp2 extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(io.netty.channel.ChannelHandlerContext context, Object message) {
      var _ = context.writeAndFlush(message);
    }
  }

  private void handle(Exchange exchange) throws IOException {
    switch (exchange.target()) {
      case "/echo" -> exchange.answer(200, Map.of(), exchange.body().readAllBytes());
      case "/ignore" -> exchange.answer(200, Map.of(), "ignored".getBytes(StandardCharsets.UTF_8));
      case "/stream" -> {
        try (var out = exchange.stream(200, Map.of())) {
          exchange.body().transferTo(out);
        }
      }
      case "/hijack" -> {
        exchange.body().readAllBytes();
        try (var raw = exchange.hijack(Map.of("Content-Type", "x/raw"))) {
          raw.input().transferTo(raw.output());
          raw.output().write("|end".getBytes(StandardCharsets.UTF_8));
        }
      }
      case "/upgrade" -> exchange.upgrade("h2c", new EchoHttp2());
      case "/endless" -> {
        exchange.onAbort(aborted::countDown);
        try {
          aborted.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      default -> throw new IllegalStateException("on purpose");
    }
  }

  private SocketChannel connect() throws IOException {
    var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(folder.resolve("api.sock")));
    return channel;
  }

  private static void send(SocketChannel channel, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static String readAll(SocketChannel channel) throws IOException {
    return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Reads until what has arrived ends with the text. */
  private static String readTo(SocketChannel channel, String end) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    var text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        return text + "<end>";
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private String answerTo(String request) throws IOException {
    try (var channel = connect()) {
      send(channel, request);
      channel.shutdownOutput();
      return readAll(channel);
    }
  }

  @Test
  void theSocketIsForItsOwnerAndGroup() throws IOException {
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("api.sock"))))
        .isEqualTo("rw-rw----");
  }

  @Test
  void aSocketInUseIsRefusedAndAStaleOneReplaced() throws IOException {
    Path socket = folder.resolve("api.sock");
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> start(socket))
        .hasMessageContaining("another process serves on");
    server.close();
    Files.createFile(folder.resolve("file"));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> start(folder.resolve("file")))
        .hasMessageContaining("not a socket");
    try (var left = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    server = start(socket);
    assertThat(answerTo("GET /echo HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @Test
  void oneConnectionServesRequestsOneAfterTheOther() throws IOException {
    try (var channel = connect()) {
      send(channel, "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\none");
      assertThat(readTo(channel, "one")).contains("content-length: 3");
      send(
          channel,
          "POST /stream HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "3\r\ntwo\r\n0\r\n\r\n"
              + "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nthree");
      assertThat(readTo(channel, "three"))
          .contains("transfer-encoding: chunked")
          .contains("3\r\ntwo\r\n0\r\n\r\nHTTP/1.1 200 OK");
    }
  }

  @Test
  void aBodyThatNobodyReadsDoesNotSpoilTheNextRequest() throws IOException {
    try (var channel = connect()) {
      send(channel, "POST /ignore HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n");
      assertThat(readTo(channel, "ignored")).contains("200 OK");
      send(channel, "x".repeat(300000) + "GET /echo HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(readTo(channel, "\r\n\r\n")).startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aBodyIsAskedForOnlyWhenItIsRead() throws IOException {
    String head = " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    try (var channel = connect()) {
      send(channel, "POST /echo" + head);
      assertThat(readTo(channel, "\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      send(channel, "ab");
      assertThat(readTo(channel, "ab")).startsWith("HTTP/1.1 200");
    }
    try (var channel = connect()) {
      send(channel, "POST /ignore" + head);
      assertThat(readAll(channel)).startsWith("HTTP/1.1 200").endsWith("ignored");
    }
  }

  @Test
  void aHijackedConnectionKeepsEachDirectionOpenByItself() throws IOException {
    try (var channel = connect()) {
      send(
          channel,
          "POST /hijack HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n"
              + "Content-Length: 2\r\n\r\n{}early ");
      assertThat(readTo(channel, "\r\n\r\n"))
          .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
          .contains("connection: upgrade", "upgrade: tcp", "Content-Type: x/raw");
      send(channel, "late");
      channel.shutdownOutput();
      assertThat(readAll(channel)).isEqualTo("early late|end");
    }
    try (var channel = connect()) {
      send(channel, "POST /hijack HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(readTo(channel, "\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK")
          .doesNotContain("transfer-encoding", "content-length");
      channel.shutdownOutput();
      assertThat(readAll(channel)).isEqualTo("|end");
    }
  }

  @Test
  void anotherProtocolTakesTheConnectionOver() throws IOException {
    try (var channel = connect()) {
      send(
          channel,
          "POST /upgrade HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\nfirst");
      assertThat(readTo(channel, "first")).startsWith("HTTP/1.1 101").contains("upgrade: h2c");
      send(channel, "second");
      assertThat(readTo(channel, "second")).isEqualTo("second");
    }
    try (var channel = connect()) {
      send(channel, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nmore");
      assertThat(readTo(channel, "more")).isEqualTo("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nmore");
    }
  }

  @Test
  void aSlowReaderHoldsTheWriterUpAndGetsEverything() throws Exception {
    int length = 8 << 20;
    try (var channel = connect()) {
      var sender =
          Thread.startVirtualThread(() -> {
            try {
              send(
                  channel,
                  "POST /hijack HTTP/1.1\r\nHost: x\r\nUpgrade: tcp\r\n\r\n"
                      + "0123456789abcdef".repeat(length / 16));
              channel.shutdownOutput();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      Thread.sleep(100);
      assertThat(sender.isAlive()).as("held up while nobody reads").isTrue();
      readTo(channel, "\r\n\r\n");
      assertThat(readAll(channel)).hasSize(length + 4).endsWith("cdef|end");
      sender.join();
    }
  }

  @Test
  void whoWaitsIsToldThatTheClientLeft() throws Exception {
    try (var channel = connect()) {
      send(channel, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    assertThat(aborted.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "PRI * HTTP/2.0\r\n"})
  @Timeout(10)
  void whoSaysTooLittleToBeAnsweredHoldsNoConnection(String start) throws IOException {
    try (SocketChannel channel = connect()) {
      send(channel, start);
      channel.shutdownOutput();
      assertThat(readAll(channel)).isEmpty();
    }
  }

  @Test
  @Timeout(10)
  void whoSpeaksHttp2AndLeavesHoldsNoConnection() throws IOException {
    try (SocketChannel channel = connect()) {
      send(channel, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      channel.shutdownOutput();
      readAll(channel);
    }
  }

  @Test
  void aSlowHeadIsTimedOut() throws IOException {
    try (var channel = connect()) {
      send(channel, "GET /echo HT");
      assertThat(readAll(channel)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void longHeadsAreRefused() throws IOException {
    assertThat(answerTo("GET /" + "x".repeat(5000) + " HTTP/1.1\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
    assertThat(answerTo("GET / HTTP/1.1\r\n" + ("a: " + "b".repeat(100) + "\r\n").repeat(100)))
        .startsWith("HTTP/1.1 431")
        .contains("{\"message\":");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /echo HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nContent-Length: +3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\nContent-Length: -3\r\n\r\nabc",
        "POST /echo HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
        "GET /echo HTTP/1.1\nHost: x\n\n",
        "GET /echo HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /echo HTTP/1.1\r\n folded: x\r\n\r\n",
        "GET /echo\r\n\r\n",
        "\u0000\u0001\u0002\r\n\r\n"
      })
  void requestsThatOthersMayReadDifferentlyAreRefused(String request) throws IOException {
    assertThat(answerTo(request)).startsWith("HTTP/1.1 400");
  }

  @Test
  void anotherHttpIsRefused() throws IOException {
    assertThat(answerTo("GET /echo HTTP/2.0\r\n\r\n")).startsWith("HTTP/1.1 505");
  }

  /** The nightly fuzz test tries more; these are the same in each run. */
  @Test
  void mutilatedRequestsNeverTakeTheServerDown() throws IOException {
    var random = new java.util.Random(7);
    byte[] good =
        ("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Expect: 100-continue\r\nConnection: keep-alive\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    var client = new io.drydock.api.RawClient(folder.resolve("api.sock"));
    for (int round = 0; round < 200; round++) {
      byte[] bad = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int i = random.nextInt(6); i >= 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      String answer = client.answer(bad);
      assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 ")).as(answer).isTrue();
    }
    assertThat(client.ask("GET", "/echo")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aFaultOfAHandlerIsAnswered() throws IOException {
    assertThat(answerTo("GET /fault HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 500")
        .contains("on purpose");
  }
}
