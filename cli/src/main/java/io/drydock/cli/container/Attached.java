package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.terminal.Console;
import io.drydock.cli.terminal.DetachKeys;
import io.drydock.cli.terminal.ProcessStreams;
import io.drydock.cli.terminal.Signals;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Hijacked;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A container with this command's streams, signals and terminal joined to it. */
final class Attached implements AutoCloseable {
  private final Call call;
  private final String path;
  private boolean tty;
  private DetachKeys keys = DetachKeys.of("");
  private String keysText = "";
  private boolean withInput;
  private @Nullable Hijacked connection;
  private @Nullable EngineResponse end;
  private @Nullable Signals signals;

  Attached(Call call, String container) {
    this.call = call;
    this.path = "/containers/" + EngineClient.part(container);
  }

  /**
   * @throws DrydockException of kind INVALID when a terminal is wanted and there is none to type at
   */
  static void requireTerminal(Call call, boolean withInput, boolean tty) {
    if (withInput && tty && !call.session().caller().console().isInput()) {
      throw new DrydockException(ErrorKind.INVALID, "the input device is not a TTY");
    }
  }

  void detachKeys(DetachKeys given, String text) {
    keys = given;
    keysText = text;
  }

  /**
   * Joins the streams; nothing is read or written yet.
   *
   * @param terminal whether the container has one
   */
  void attach(boolean stdin, boolean stdout, boolean stderr, boolean terminal) {
    withInput = stdin;
    tty = terminal;
    Query query =
        new Query()
            .given("detachKeys", keysText)
            .flag("stderr", stderr)
            .flag("stdin", stdin)
            .flag("stdout", stdout)
            .with("stream", "1");
    connection = call.engine().hijack(path + "/attach", query, RequestBody.NONE);
  }

  /** Asks for the end that has to come yet, before the container starts. */
  void awaitEnd(String condition) {
    end = call.engine().post(path + "/wait", new Query().given("condition", condition));
  }

  void start() {
    call.engine().post(path + "/start", new Query()).discard();
  }

  /** The container did not start, so nobody waits for its end. */
  void abandon() {
    if (end != null) {
      end.close();
    }
  }

  /** Sends the container each signal that this process gets. */
  void forwardSignals() {
    signals =
        Signals.forward(name -> {
          try {
            call.engine().post(path + "/kill", new Query().with("signal", name)).discard();
          } catch (DrydockException e) {
            // it has ended, or ends: its exit code tells
          }
        });
  }

  /**
   * Joined until the container has ended or the user has left.
   *
   * @return the container's exit code; 0 when the user has left
   */
  int stayUntilEnd() throws IOException {
    Console console = call.session().caller().console();
    boolean raw = withInput && tty && console.isInput();
    Console.Mode mode = raw ? console.raw() : () -> {};
    try (mode;
        Signals _ = resizes(console)) {
      if (streams()) {
        return 0;
      }
    }
    return exitCode();
  }

  private boolean streams() throws IOException {
    if (connection == null) {
      return false;
    }
    var streams = new ProcessStreams(connection, tty);
    if (withInput) {
      streams.send(call.session().in(), tty ? Optional.of(keys) : Optional.empty());
    }
    boolean left = streams.receive(call.out(), call.err());
    if (left) {
      call.err().println("read escape sequence");
    }
    return left;
  }

  private Signals resizes(Console console) {
    if (!tty || !console.isOutput()) {
      return Signals.none();
    }
    resize(console);
    return Signals.ofResize(() -> resize(console));
  }

  private void resize(Console console) {
    Console.Size size = console.size();
    if (size.equals(Console.Size.UNKNOWN)) {
      return;
    }
    try {
      call.engine()
          .post(
              path + "/resize",
              new Query()
                  .with("h", String.valueOf(size.height()))
                  .with("w", String.valueOf(size.width())))
          .discard();
    } catch (DrydockException e) {
      // it has ended meanwhile
    }
  }

  /** The exit code, once the container has ended. */
  int exitCode() {
    if (end == null) {
      return 0;
    }
    JsonObject ended = end.object();
    Optional<String> error =
        Json.child(ended, "Error").flatMap(each -> Json.string(each, "Message"));
    if (error.isPresent() && !error.get().isEmpty()) {
      throw new DrydockException(ErrorKind.INTERNAL, "Error waiting for container: " + error.get());
    }
    return Math.toIntExact(Json.number(ended, "StatusCode").orElse(0L));
  }

  @Override
  public void close() {
    if (signals != null) {
      signals.close();
    }
    if (connection != null) {
      connection.close();
    }
  }
}
