package io.drydock.conformance;

import static io.drydock.conformance.Report.same;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.drydock.cli.Main;
import io.drydock.cli.frame.Caller;
import io.drydock.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Command lines of docker, given to ours: it must send an engine the same requests as docker did,
 * or refuse with the same words.
 */
final class CommandLineRequests implements AutoCloseable {
  private final Path work;
  private final RecordingEngine engine;
  private final Map<String, String> environment;

  CommandLineRequests() throws IOException {
    work = Files.createTempDirectory("drydock-conformance-");
    Files.writeString(work.resolve("env.list"), "VAR1=value1\nVAR2=value2\nUSER\n");
    Files.writeString(work.resolve("labels"), "l1=one\nl2=two\nl3\n");
    Path socket = work.resolve("engine.sock");
    engine = RecordingEngine.listen(socket);
    environment =
        Map.of(
            "USER",
            "denis",
            "VAR3",
            "three",
            "HOME",
            work.toString(),
            "PATH",
            "/usr/bin:/bin",
            "DRYDOCK_ROOT",
            work.resolve("root").toString(),
            "DOCKER_CONFIG",
            work.resolve("config").toString(),
            "DOCKER_HOST",
            "unix://" + socket);
  }

  /** What became of one call. */
  private record Outcome(int code, String err) {}

  void check(JsonObject recorded) {
    List<String> words = Cases.strings(recorded, "argv");
    Outcome outcome = run(words.subList(1, words.size()));
    List<JsonElement> ours = new ArrayList<>();
    for (RecordingEngine.Request each : engine.take()) {
      ours.add(RequestJson.of(each.method(), each.target(), body(each.body())));
    }
    List<JsonObject> expected = Cases.list(recorded, "requests");
    List<JsonElement> theirs = new ArrayList<>();
    for (JsonObject each : expected) {
      JsonElement body = each.has("body") ? each.get("body") : JsonNull.INSTANCE;
      theirs.add(
          RequestJson.of(
              Cases.string(each, "method"),
              Cases.string(each, "path").replace("$CWD", work.toString()),
              here(body)));
    }
    same("requests", theirs, ours);
    if (expected.isEmpty()) {
      int code = recorded.get("exit").getAsInt();
      same("exit code", code, outcome.code());
      same("message", firstLine(Cases.string(recorded, "stderr")), firstLine(outcome.err()));
    }
  }

  /** With this run's directory in the place of the recorded one. */
  private JsonElement here(JsonElement body) {
    return JsonParser.parseString(body.toString().replace("$CWD", work.toString()));
  }

  private static JsonElement body(String text) {
    return text.startsWith("{") || text.startsWith("[")
        ? JsonParser.parseString(text)
        : JsonNull.INSTANCE;
  }

  /** The program has another name, and no words about where docker's own files lie. */
  private String firstLine(String text) {
    String first = text.lines().findFirst().orElse("");
    return first.replace("drydock", "docker").replace(work.toString(), "$CWD");
  }

  private Outcome run(List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var caller =
        new Caller(
            new Agreement(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            work,
            new Pseudoterminal());
    int code = new Main(caller).run(words);
    return new Outcome(code, err.toString(StandardCharsets.UTF_8));
  }

  /** A user who says yes to everything. */
  private static final class Agreement extends InputStream {
    private boolean yes;

    @Override
    public int read() {
      yes = !yes;
      return yes ? 'y' : '\n';
    }

    @Override
    public int read(byte[] into, int from, int length) {
      for (int i = from; i < from + length; i++) {
        into[i] = (byte) read();
      }
      return length;
    }
  }

  /** The terminal of the recording, which has no size. */
  private static final class Pseudoterminal implements Console {
    @Override
    public boolean isInput() {
      return true;
    }

    @Override
    public boolean isOutput() {
      return false;
    }

    @Override
    public Size size() {
      return Size.UNKNOWN;
    }

    @Override
    public Mode raw() {
      return () -> {};
    }
  }

  @Override
  public void close() throws IOException {
    engine.close();
    Trees.delete(work);
  }
}
