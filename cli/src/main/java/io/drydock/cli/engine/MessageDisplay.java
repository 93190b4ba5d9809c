package io.drydock.cli.engine;

import com.google.gson.JsonObject;
import io.drydock.client.Messages;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows the messages that an engine sends while it pulls, pushes, loads or imports. */
public final class MessageDisplay {
  private static final int BAR = 50;

  private final PrintStream out;
  private final boolean terminal;

  /** The line of each layer, counted from the first one. */
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  public MessageDisplay(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Shows all of the stream.
   *
   * @throws DrydockException with the engine's words when the last message is an error
   */
  public void show(InputStream in) {
    try (var messages = new Messages(in)) {
      for (var each = messages.next(); each.isPresent(); each = messages.next()) {
        show(each.get());
      }
    } finally {
      out.flush();
    }
  }

  private void show(JsonObject message) {
    Optional<String> error =
        Json.child(message, "errorDetail")
            .flatMap(each -> Json.string(each, "message"))
            .or(() -> Json.string(message, "error"));
    if (error.isPresent()) {
      throw new DrydockException(ErrorKind.INTERNAL, error.get());
    }
    Optional<String> stream = Json.string(message, "stream");
    if (stream.isPresent()) {
      out.print(stream.get());
      return;
    }
    String id = Json.string(message, "id").orElse("");
    String status = Json.string(message, "status").orElse("");
    String progress = progress(message);
    if (status.isEmpty()) {
      return;
    }
    if (terminal && !id.isEmpty()) {
      inPlace(id, status, progress);
    } else if (progress.isEmpty()) {
      out.println(id.isEmpty() ? status : id + ": " + status);
    }
    out.flush();
  }

  private void inPlace(String id, String status, String progress) {
    Integer line = lines.get(id);
    if (line == null) {
      lines.put(id, lines.size());
      out.println(id + ": " + status + " " + progress);
      return;
    }
    int up = lines.size() - line;
    out.print("\033[" + up + "A\033[2K\r" + id + ": " + status + " " + progress);
    out.print("\033[" + up + "B\r");
  }

  private static String progress(JsonObject message) {
    Optional<JsonObject> detail = Json.child(message, "progressDetail");
    long current = detail.flatMap(each -> Json.number(each, "current")).orElse(0L);
    long total = detail.flatMap(each -> Json.number(each, "total")).orElse(0L);
    if (current <= 0 && total <= 0) {
      return "";
    }
    if (total <= 0 || current > total) {
      return Sizes.decimal(current);
    }
    int done = (int) (BAR * current / total);
    return "["
        + "=".repeat(done)
        + (done < BAR ? ">" : "")
        + " ".repeat(Math.max(0, BAR - done - 1))
        + "]  "
        + Sizes.decimal(current)
        + "/"
        + Sizes.decimal(total);
  }
}
