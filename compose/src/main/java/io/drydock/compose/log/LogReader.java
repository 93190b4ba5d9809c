package io.drydock.compose.log;

import com.google.gson.JsonObject;
import io.drydock.client.ApiVersion;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;

/** Reads one container's log, line by line. */
final class LogReader implements AutoCloseable {
  private static final ApiVersion SAYS_FRAMES = new ApiVersion(1, 42);
  private static final int HEADER_BYTES = 8;
  private static final int SYSTEM_ERROR = 3;
  private static final int STDERR = 2;
  private static final int BUFFER_BYTES = 32 * 1024;

  private final EngineResponse response;
  private final boolean framed;
  private final Queue<LogLine> lines = new ArrayDeque<>();
  private final LineSplitter out;
  private final LineSplitter err;
  private boolean ended;

  private LogReader(LogSource source, EngineResponse response, boolean framed) {
    this.response = response;
    this.framed = framed;
    this.out = new LineSplitter(source, false, lines);
    this.err = new LineSplitter(source, true, lines);
  }

  /**
   * @throws DrydockException when the engine refuses it, as it does when it keeps no log
   */
  static LogReader open(EngineClient engine, LogSource source, LogQuery query) {
    String path = "/containers/" + EngineClient.part(source.id());
    boolean says = engine.identity().version().compareTo(SAYS_FRAMES) >= 0;
    boolean tty = !says && hasTerminal(engine.get(path + "/json", new Query()).object());
    EngineResponse response = engine.get(path + "/logs", query.query());
    boolean framed =
        says ? response.header("content-type").orElse("multiplexed").contains("multiplexed") : !tty;
    return new LogReader(source, response, framed);
  }

  private static boolean hasTerminal(JsonObject container) {
    return Json.child(container, "Config").map(each -> Json.flag(each, "Tty")).orElse(false);
  }

  /**
   * The next line; empty at the end.
   *
   * @throws DrydockException with the engine's words when it cannot read the log
   */
  Optional<LogLine> next() throws IOException {
    while (lines.isEmpty() && !ended) {
      if (!(framed ? readFrame(response.body()) : readRaw(response.body()))) {
        ended = true;
        out.end();
        err.end();
      }
    }
    return Optional.ofNullable(lines.poll());
  }

  private boolean readRaw(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count = in.read(buffer);
    if (count > 0) {
      out.take(Arrays.copyOf(buffer, count), false);
    }
    return count >= 0;
  }

  private boolean readFrame(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES) {
      return false;
    }
    long length =
        (header[4] & 0xffL) << 24
            | (header[5] & 0xff) << 16
            | (header[6] & 0xff) << 8
            | (header[7] & 0xff);
    if (header[0] == SYSTEM_ERROR) {
      String words = new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
      throw new DrydockException(ErrorKind.INTERNAL, "error from daemon in stream: " + words);
    }
    LineSplitter to = header[0] == STDERR ? err : out;
    boolean atPiece = true;
    for (long left = length; left > 0; ) {
      byte[] part = in.readNBytes((int) Math.min(left, BUFFER_BYTES));
      if (part.length == 0) {
        throw new EOFException("the engine's stream ends within a frame");
      }
      to.take(part, atPiece);
      atPiece = false;
      left -= part.length;
    }
    return true;
  }

  /** Ends the reading, also that of another thread. */
  @Override
  public void close() {
    response.close();
  }
}
