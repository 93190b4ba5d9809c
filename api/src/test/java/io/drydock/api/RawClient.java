package io.drydock.api;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Speaks to a unix socket byte by byte, so that it can say what no well-behaved client would. */
public final class RawClient {
  private final Path socket;

  public RawClient(Path socket) {
    this.socket = socket;
  }

  /** All that the server says to these bytes and the end of input. */
  public String answer(byte[] bytes) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      var buffer = ByteBuffer.wrap(bytes);
      try {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.shutdownOutput();
      } catch (IOException e) {
        // The server has heard enough; what it says is read all the same.
      }
      return new String(
          Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  public String answer(String text) throws IOException {
    return answer(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer to a request without a body. */
  public String ask(String method, String target) throws IOException {
    return answer(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  /** The answer to a request with a JSON body. */
  public String send(String method, String target, String json) throws IOException {
    return answer(
        method
            + " "
            + target
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + json.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + json);
  }
}
