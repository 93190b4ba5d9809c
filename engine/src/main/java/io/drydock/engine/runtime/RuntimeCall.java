package io.drydock.engine.runtime;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One run of the runtime's program to its end.
 *
 * @param output of both streams; on success the standard output alone
 */
record RuntimeCall(int exitCode, String output) {
  private static final int MAX_OUTPUT = 16 << 20;

  static RuntimeCall run(List<String> command, byte[] input) {
    try {
      Process process = new ProcessBuilder(command).start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input);
      } catch (IOException e) {
        // It ended without reading: its exit code tells.
      }
      // It writes only little to one of them before it ends, so neither can fill up unread.
      String output = read(process.getInputStream());
      String errors = read(process.getErrorStream());
      int exitCode = process.waitFor();
      return new RuntimeCall(exitCode, exitCode == 0 ? output : errors + output);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot run " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(
          ErrorKind.CANCELLED, "interrupted", new InterruptedIOException(e.getMessage()));
    }
  }

  private static String read(InputStream stream) throws IOException {
    return new String(stream.readNBytes(MAX_OUTPUT), StandardCharsets.UTF_8);
  }

  /** The output of a run that succeeded. */
  String orThrow(String command) {
    if (exitCode != 0) {
      throw failure(command, output);
    }
    return output;
  }

  static DrydockException failure(String command, String output) {
    String reason = reason(output);
    String message =
        command.equals("create") || command.equals("start") || command.equals("exec")
            ? "OCI runtime " + command + " failed: " + reason + ": unknown"
            : "OCI runtime " + command + " failed: " + reason;
    return new DrydockException(kind(reason), message);
  }

  /** The last message among lines that may be plain, logfmt or JSON. */
  private static String reason(String output) {
    return output
        .lines()
        .filter(each -> !each.isBlank() && !each.contains("level=warning"))
        .map(RuntimeCall::message)
        .reduce((first, second) -> second)
        .orElse("it says nothing");
  }

  private static String message(String line) {
    String text = line.strip();
    if (text.startsWith("{")) {
      return json(text).orElse(text);
    }
    int start = text.indexOf("msg=\"");
    if (start < 0) {
      return text;
    }
    String quoted = text.substring(start + "msg=\"".length());
    String inside = quoted.endsWith("\"") ? quoted.substring(0, quoted.length() - 1) : quoted;
    return inside.replace("\\\"", "\"").replace("\\\\", "\\").replace("\\n", "\n").strip();
  }

  private static Optional<String> json(String text) {
    try {
      JsonObject json = Json.object(text.getBytes(StandardCharsets.UTF_8), "the runtime's message");
      return Json.string(json, "msg");
    } catch (DrydockException e) {
      return Optional.empty();
    }
  }

  private static ErrorKind kind(String reason) {
    if (reason.contains("not running") || reason.contains("process already finished")) {
      return ErrorKind.CONFLICT;
    }
    if (reason.contains("container does not exist") || reason.contains("no such process")) {
      return ErrorKind.NOT_FOUND;
    }
    boolean ofTheCommand =
        reason.contains("executable file not found")
            || reason.contains("exec:")
            || reason.contains("permission denied")
            || reason.contains("no such file or directory");
    return ofTheCommand ? ErrorKind.INVALID : ErrorKind.INTERNAL;
  }
}
