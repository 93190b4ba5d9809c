package io.drydock.api.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.drydock.api.ApiOptions;
import io.drydock.api.ApiServer;
import io.drydock.api.RawClient;
import io.drydock.api.http.Listener;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests find their routes, and what clients are told whose requests do not. */
@Timeout(20)
class RouterTest {
  @TempDir private Path folder;
  private final List<String> answered = new CopyOnWriteArrayList<>();
  private ApiServer server;
  private RawClient client;

  @BeforeEach
  void start() {
    Path socket = folder.resolve("api.sock");
    Routes routes =
        router -> {
          router.get("/things/json", call -> call.answer(text("list")));
          router.get("/things/{name*}/json", call -> call.answer(text(call.variable("name"))));
          router.get("/things/{id}", call -> call.answer(text("one " + call.variable("id"))));
          router.get("/version", call -> call.answer(text(call.version().toString())));
          router.post("/json", call -> call.answer(201, call.json()));
          router.get("/filters", RouterTest::filters);
          router.delete("/things/{id}", RouterTest::refuse);
          router.post(
              "/fault",
              _ -> {
                throw new IllegalStateException("on purpose");
              });
        };
    server =
        ApiServer.serve(
            ApiOptions.on(new Listener.Unix(socket, Optional.empty())),
            List.of(routes),
            (route, status, _) -> answered.add(route + " " + status),
            ChannelInboundHandlerAdapter::new);
    client = new RawClient(socket);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonObject text(String text) {
    var json = new JsonObject();
    json.addProperty("text", text);
    return json;
  }

  private static void filters(Call call) throws IOException {
    Filters filters = call.query().filters().allow(java.util.Set.of("name", "dangling"));
    call.answer(text(filters.values("name") + " " + filters.flag("dangling")));
  }

  private static void refuse(Call call) {
    throw new DrydockException(
        ErrorKind.CONFLICT, "in use", null, "remove what uses it first", null);
  }

  @ParameterizedTest
  @CsvSource({
    "/things/json, list",
    "/v1.44/things/json, list",
    "/things/docker.io/library/busybox:latest/json, docker.io/library/busybox:latest",
    "/things/registry%3A5000%2Fa%2Fb/json, registry:5000/a/b",
    "/things/json/json, json",
    "/things/a+b, one a+b",
    "http://localhost/v1.50/things/x, one x",
    "/version, 1.56",
    "/v1.24/version, 1.24",
    "/v1.56/version, 1.56"
  })
  void requestsFindTheirRoutes(String target, String text) throws IOException {
    assertThat(client.ask("GET", target))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"text\":\"" + text + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1.23/version, 1.23, too old. Minimum supported API version is 1.24",
    "/v1.57/version, 1.57, too new. Maximum supported API version is 1.56",
    "/v2.0/version, 2.0, too new. Maximum supported API version is 1.56",
  })
  void clientsOfOtherVersionsAreTold(String target, String version, String words)
      throws IOException {
    assertThat(client.ask("GET", target))
        .startsWith("HTTP/1.1 400")
        .contains("{\"message\":\"client version " + version + " is " + words);
  }

  @Test
  void eachAnswerSaysWhoAnswers() throws IOException {
    for (String target : List.of("/version", "/nowhere", "/v1.1/version")) {
      assertThat(client.ask("GET", target))
          .contains("Api-Version: 1.56", "Docker-Experimental: false", "Ostype: linux")
          .containsPattern("Server: Drydock/\\S+ \\(linux\\)");
    }
  }

  @Test
  void unknownPathsAndMethodsAreNotFound() throws IOException {
    for (String answer :
        List.of(
            client.ask("GET", "/nowhere"),
            client.ask("GET", "/"),
            client.ask("PATCH", "/version"),
            client.ask("GET", "/v1.x/version"))) {
      assertThat(answer).startsWith("HTTP/1.1 404").endsWith("{\"message\":\"page not found\"}");
    }
  }

  @Test
  void answersAreCountedByRoute() throws IOException {
    client.ask("GET", "/things/a/b/json");
    client.ask("DELETE", "/things/x");
    assertThat(answered).containsExactly("GET /things/{name*}/json 200", "DELETE /things/{id} 409");
  }

  @Test
  void errorsHaveTheStatusOfTheirKindAndTheirAdvice() throws IOException {
    assertThat(client.ask("DELETE", "/things/x"))
        .startsWith("HTTP/1.1 409")
        .endsWith("{\"message\":\"in use\\nremove what uses it first\"}");
    assertThat(client.ask("POST", "/fault")).startsWith("HTTP/1.1 500").contains("on purpose");
  }

  @Test
  void bodiesAreJsonThatSaysSo() throws IOException {
    assertThat(client.send("POST", "/json", "{\"a\":[1]}"))
        .startsWith("HTTP/1.1 201")
        .endsWith("{\"a\":[1]}");
    assertThat(client.send("POST", "/json", "{\"a\":"))
        .startsWith("HTTP/1.1 400")
        .contains("not valid JSON");
    assertThat(client.ask("POST", "/json")).contains("got EOF while reading request body");
    assertThat(client.answer("POST /json HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
        .startsWith("HTTP/1.1 400")
        .contains("must be 'application/json'");
    assertThat(client.send("POST", "/json", "{\"a\":\"" + "x".repeat(5 << 20) + "\"}"))
        .startsWith("HTTP/1.1 413");
    assertThat(client.send("POST", "/json", "[".repeat(100_000))).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":{\"a\":true,\"b\":true}} | [a, b] Optional.empty",
        "{\"name\":[\"a\"]} | [a] Optional.empty",
        "{\"dangling\":{\"1\":true}} | [] Optional[true]",
        "{\"dangling\":[\"false\"]} | [] Optional[false]",
        "'' | [] Optional.empty",
      })
  void filtersComeInTwoForms(String json, String text) throws IOException {
    String encoded = java.net.URLEncoder.encode(json, java.nio.charset.StandardCharsets.UTF_8);
    assertThat(client.ask("GET", "/filters?filters=" + encoded)).contains("\"" + text + "\"");
  }

  @Test
  void filtersThatAreNoneAreRefused() throws IOException {
    for (String each : List.of("{\"x\":{\"a\":true}}", "{\"dangling\":[\"maybe\"]}", "[", "1")) {
      String encoded = java.net.URLEncoder.encode(each, java.nio.charset.StandardCharsets.UTF_8);
      assertThat(client.ask("GET", "/filters?filters=" + encoded)).startsWith("HTTP/1.1 400");
    }
    assertThat(client.ask("GET", "/filters?filters=%zz")).startsWith("HTTP/1.1 400");
    assertThat(client.ask("GET", "/%zz")).startsWith("HTTP/1.1 400");
  }
}
