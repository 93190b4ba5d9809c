package io.drydock.api.http;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.api.ApiOptions;
import io.drydock.api.ApiServer;
import io.drydock.api.RawClient;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/**
 * Whatever a peer sends, the server answers in HTTP or ends the connection, and serves the next.
 */
@Tag("nightly")
class HttpFuzzTest {
  private static final RawClient CLIENT = new RawClient(serve());

  private static Path serve() {
    try {
      Path socket = Files.createTempDirectory("drydock-api").resolve("api.sock");
      ApiServer server =
          ApiServer.serve(
              ApiOptions.on(new Listener.Unix(socket, Optional.empty())),
              List.of(router -> {
                router.get("/alive", call -> call.answer(200));
                router.post("/json", call -> call.answer(call.json()));
              }),
              (_, _, _) -> {},
              ChannelInboundHandlerAdapter::new);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return socket;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @DictionaryEntries({
    "GET ",
    "POST /json HTTP/1.1",
    "\\x0d\\x0a\\x0d\\x0a",
    "Content-Length: ",
    "Transfer-Encoding: chunked",
    "Expect: 100-continue",
    "Content-Type: application/json",
    "Upgrade: tcp",
    "Connection: close",
    "0\\x0d\\x0a\\x0d\\x0a",
    "PRI * HTTP/2.0",
    "{\\\"a\\\":"
  })
  @FuzzTest(maxDuration = "60s")
  void bytes(byte[] input) throws IOException {
    String answer = CLIENT.answer(input);
    if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 ")) {
      throw new AssertionError("not HTTP: " + answer);
    }
    if (!CLIENT.ask("GET", "/alive").startsWith("HTTP/1.1 200")) {
      throw new AssertionError("the server is down");
    }
  }
}
