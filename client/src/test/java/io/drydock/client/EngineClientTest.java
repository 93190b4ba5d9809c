package io.drydock.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests and answers over a real unix socket. */
class EngineClientTest {
  @TempDir Path folder;

  private EngineEndpoint endpoint() {
    return EngineEndpoint.plain(EngineAddress.unix(folder.resolve("s")));
  }

  @Test
  void speaksTheOlderOfBothVersionsAndKeepsItsConnection() throws IOException {
    try (var server =
            new SmallServer(
                folder.resolve("s"),
                "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nServer: Docker/20.10\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n3\r\n 1}\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n");
        var client = EngineClient.negotiating(endpoint())) {
      JsonObject answer = client.get("/info", new Query()).object();
      assertThat(answer.get("a").getAsInt()).isEqualTo(1);
      var body = new JsonObject();
      body.addProperty("x", "ü");
      client.post("/containers/c/rename", new Query().with("name", "a b&c"), body).discard();
      assertThat(client.identity().isDrydock()).isFalse();
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.heads().get(0)).startsWith("HEAD /_ping HTTP/1.1\n");
      assertThat(server.heads().get(1)).startsWith("GET /v1.41/info HTTP/1.1\n");
      assertThat(server.heads().get(2))
          .startsWith("POST /v1.41/containers/c/rename?name=a+b%26c HTTP/1.1\n")
          .contains("Content-Type: application/json\n", "Content-Length: 10\n");
    }
  }

  @Test
  void tellsTheEnginesRefusalInItsWords() throws IOException {
    String body = "{\"message\":\"No such container: x\"}";
    try (var server =
            new SmallServer(
                folder.resolve("s"),
                "HTTP/1.1 404 Not Found\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        var client = EngineClient.of(endpoint(), EngineIdentity.own())) {
      assertThatThrownBy(() -> client.get("/containers/x/json", new Query()))
          .isInstanceOf(EngineException.class)
          .hasMessage("No such container: x")
          .satisfies(e -> assertThat(((DrydockException) e).kind()).isEqualTo(ErrorKind.NOT_FOUND));
      assertThat(server.heads()).hasSize(1);
    }
  }

  @Test
  void closesOneDirectionOfAHijackedConnectionAndReadsOn() throws IOException {
    try (var server =
            new SmallServer(
                folder.resolve("s"),
                "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
        var client = EngineClient.of(endpoint(), EngineIdentity.own());
        Hijacked hijacked =
            client.hijack(
                "/containers/c/attach", new Query().with("stream", "1"), RequestBody.NONE)) {
      hijacked.out().write("hello\n".getBytes(StandardCharsets.US_ASCII));
      hijacked.closeOutput();
      assertThat(new String(hijacked.in().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("hello and no more");
      assertThat(server.heads().getFirst()).contains("Upgrade: tcp\n");
    }
  }

  @Test
  void startsAnEngineWhereNobodyListens() throws IOException {
    var servers = new SmallServer[1];
    try (var client =
        EngineClient.of(endpoint(), EngineIdentity.own())
            .startedBy(() -> {
              try {
                servers[0] =
                    new SmallServer(
                        folder.resolve("s"), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            })) {
      assertThat(client.get("/info", new Query()).object().isEmpty()).isTrue();
    } finally {
      servers[0].close();
    }
    assertThatThrownBy(() ->
            EngineClient.negotiating(
                    EngineEndpoint.plain(EngineAddress.parse("unix:///nowhere", false)))
                .get("/info", new Query()))
        .hasMessage(
            "Cannot connect to the Docker daemon at unix:///nowhere. Is the docker daemon running?");
  }

  @Test
  void takesFramesApart() throws IOException {
    byte[] framed = {
      1, 0, 0, 0, 0, 0, 0, 3, 'o', 'u', 't', 2, 0, 0, 0, 0, 0, 0, 1, 'e', 1, 0, 0, 0, 0, 0, 0, 0
    };
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Frames.copy(new java.io.ByteArrayInputStream(framed), out, err);
    assertThat(out).hasToString("out");
    assertThat(err).hasToString("e");
    assertThatThrownBy(() -> Frames.copy(new java.io.ByteArrayInputStream(framed, 0, 10), out, err))
        .isInstanceOf(java.io.EOFException.class);
  }
}
