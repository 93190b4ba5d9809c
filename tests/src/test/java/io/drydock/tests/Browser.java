package io.drydock.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real browser with one page, driven by the Chrome DevTools Protocol: it clicks with a mouse and
 * reads what a person would see.
 */
final class Browser implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/chromium-headless-shell");
  private static final Pattern LISTENING = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/");
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final WebSocket socket;
  private final Answers answers;
  private final AtomicInteger calls = new AtomicInteger();

  private Browser(Process process, WebSocket socket, Answers answers) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
  }

  /** Starts one; tests are skipped where none is installed. */
  static Browser start(Path folder) throws IOException {
    assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not installed");
    Path said = folder.resolve("browser.log");
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("browser"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      Eventually.await(() -> LISTENING.matcher(Files.readString(said)).find());
      Matcher found = LISTENING.matcher(Files.readString(said));
      var answers = new Answers();
      URI page = page(found.find() ? found.group(1) : "");
      WebSocket socket =
          HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, answers).join();
      return new Browser(process, socket, answers);
    } catch (IOException | RuntimeException | AssertionError e) {
      end(process);
      throw e;
    }
  }

  /** Where the only page is driven. */
  private static URI page(String port) throws IOException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"));
    try (HttpClient client = HttpClient.newHttpClient()) {
      String pages = client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
      JsonObject first = JsonParser.parseString(pages).getAsJsonArray().get(0).getAsJsonObject();
      return URI.create(first.get("webSocketDebuggerUrl").getAsString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(port);
    }
  }

  /** Goes to an address. */
  void open(String address) {
    call("Page.navigate", Map.of("url", address));
  }

  /** What the page's text is now, as far as it can be seen. */
  String text() {
    return evaluate("document.body ? document.body.innerText : ''");
  }

  /** Waits until the page shows the text. */
  void awaitText(String text) {
    Eventually.await(() -> text().contains(text));
  }

  /** Presses the left button over the first element that the selector means. */
  void click(String selector) {
    String place =
        evaluate(
            """
            (() => {
              const box = document.querySelector(%s).getBoundingClientRect();
              return `${box.x + box.width / 2} ${box.y + box.height / 2}`;
            })()\
            """
                .formatted(quoted(selector)));
    List<Double> at = List.of(place.split(" ")).stream().map(Double::valueOf).toList();
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.getFirst(),
              "y",
              at.getLast(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Types a text over what the field holds. */
  void type(String selector, String text) {
    evaluate("document.querySelector(%s).select()".formatted(quoted(selector)));
    call("Input.insertText", Map.of("text", text));
  }

  /** What an expression comes to, as text. */
  String evaluate(String expression) {
    JsonObject result =
        call("Runtime.evaluate", Map.of("expression", "String(" + expression + ")"))
            .getAsJsonObject("result");
    if (!result.has("value")) {
      throw new AssertionError(expression + ": " + result);
    }
    return result.get("value").getAsString();
  }

  private static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  private JsonObject call(String method, Map<String, Object> parameters) {
    int id = calls.incrementAndGet();
    var request = new JsonObject();
    request.addProperty("id", id);
    request.addProperty("method", method);
    request.add("params", new Gson().toJsonTree(parameters));
    CompletableFuture<JsonObject> answer = answers.expect(id);
    socket.sendText(request.toString(), true).join();
    JsonObject answered = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (answered.has("error")) {
      throw new AssertionError(method + ": " + answered.get("error"));
    }
    return answered.getAsJsonObject("result");
  }

  @Override
  public void close() {
    socket.abort();
    end(process);
  }

  /**
   * Ends the program, which is a script, and the browser that it has started with all its helpers.
   */
  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    started.forEach(each -> each.onExit().join());
  }

  /** What comes back, by the number of its call; what the page reports by itself is left out. */
  private static final class Answers implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonObject>> awaited = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();

    CompletableFuture<JsonObject> expect(int id) {
      var answer = new CompletableFuture<JsonObject>();
      awaited.put(id, answer);
      return answer;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
        text.setLength(0);
        if (message.has("id")) {
          CompletableFuture<JsonObject> answer = awaited.remove(message.get("id").getAsInt());
          if (answer != null) {
            answer.complete(message);
          }
        }
      }
      webSocket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
