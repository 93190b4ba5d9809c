package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Requests on an engine's socket, each on a connection of its own, as the recorded ones were. */
final class SocketRequests {
  private static final String VERSION = "/v1.50";

  private final Path socket;

  SocketRequests(Path socket) {
    this.socket = socket;
  }

  /** An answer with a JSON body, or none. */
  record Answer(int status, String body) {
    JsonObject json() {
      return Json.object(body.getBytes(StandardCharsets.UTF_8), "the answer");
    }

    /** The same, when it has the status. */
    Answer require(int expected) {
      if (status != expected) {
        throw new Report.Mismatch(status + " instead of " + expected + ": " + body);
      }
      return this;
    }
  }

  JsonObject expect(int status, String method, String path) throws IOException {
    return exchange(method, path, "").require(status).json();
  }

  Answer expect(int status, String method, String path, JsonObject body) throws IOException {
    return send(method, path, body).require(status);
  }

  Answer send(String method, String path, JsonObject body) throws IOException {
    return exchange(method, path, new String(Json.bytes(body), StandardCharsets.UTF_8));
  }

  private Answer exchange(String method, String path, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        method
            + " "
            + VERSION
            + path
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n";
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer all = StandardCharsets.UTF_8.encode(head + body);
      while (all.hasRemaining()) {
        channel.write(all);
      }
      String answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      if (end < 0) {
        throw new Report.Mismatch("no answer");
      }
      return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(end + 4));
    }
  }
}
