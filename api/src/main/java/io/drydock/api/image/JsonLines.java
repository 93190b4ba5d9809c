package io.drydock.api.image;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * An answer that grows while work goes on: one JSON object after the other. Until the first one is
 * written an error can still be answered with a status; afterwards it is one of the objects.
 */
public final class JsonLines implements AutoCloseable {
  private static final byte[] END = {'\r', '\n'};

  private final Call call;
  private @Nullable OutputStream out;

  public JsonLines(Call call) {
    this.call = call;
  }

  /** Work that writes lines. */
  @FunctionalInterface
  public interface Work {
    void run(JsonLines lines) throws IOException;
  }

  /** Answers the call with the lines that the work writes. */
  public static void answer(Call call, Work work) throws IOException {
    try (var lines = new JsonLines(call)) {
      try {
        work.run(lines);
      } catch (DrydockException e) {
        if (!lines.begun()) {
          throw e;
        }
        lines.error(e.getMessage() + e.hint().map(each -> "\n" + each).orElse(""));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  public synchronized boolean begun() {
    return out != null;
  }

  /** Writes one object; may come from any thread. */
  public synchronized void write(JsonElement json) {
    try {
      OutputStream to = out;
      if (to == null) {
        to = call.stream("application/json");
        out = to;
      }
      var line = new ByteArrayOutputStream();
      line.write(Json.bytes(json));
      line.write(END);
      to.write(line.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of progress without a subject. */
  public void status(String text) {
    var json = new JsonObject();
    json.addProperty("status", text);
    write(json);
  }

  public void status(String id, String text) {
    var json = new JsonObject();
    json.addProperty("status", text);
    json.addProperty("id", id);
    write(json);
  }

  /** A piece of output. */
  public void stream(String text) {
    var json = new JsonObject();
    json.addProperty("stream", text);
    write(json);
  }

  /** What programs want to know of the result. */
  public void aux(JsonObject value) {
    var json = new JsonObject();
    json.add("aux", value);
    write(json);
  }

  public void error(String message) {
    error(message, 0);
  }

  /**
   * @param code exit code of what failed, 0 for none
   */
  public void error(String message, int code) {
    var detail = new JsonObject();
    if (code != 0) {
      detail.addProperty("code", code);
    }
    detail.addProperty("message", message);
    var json = new JsonObject();
    json.add("errorDetail", detail);
    json.addProperty("error", message);
    write(json);
  }

  /** Ends the answer; one without lines is an empty one. */
  @Override
  public synchronized void close() throws IOException {
    OutputStream to = out;
    if (to != null) {
      to.close();
    }
  }

  /** Begins the answer even if no line follows. */
  public synchronized void begin() throws IOException {
    if (out == null) {
      out = call.stream("application/json");
    }
  }
}
