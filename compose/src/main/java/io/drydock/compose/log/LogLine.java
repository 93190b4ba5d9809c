package io.drydock.compose.log;

import java.nio.charset.StandardCharsets;

/** One line that a container wrote, its bytes as they were. */
public final class LogLine {
  private final LogSource source;
  private final boolean error;
  private final String time;
  private final byte[] content;

  LogLine(LogSource source, boolean error, String time, byte[] content) {
    this.source = source;
    this.error = error;
    this.time = time;
    this.content = content.clone();
  }

  public LogSource source() {
    return source;
  }

  /** Whether it was written to standard error. */
  public boolean isError() {
    return error;
  }

  /** When the engine got it, in RFC 3339 with nine digits of a second; empty if it did not say. */
  public String time() {
    return time;
  }

  /** Without its line end. */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public String toString() {
    return source.name() + ": " + new String(content, StandardCharsets.UTF_8);
  }
}
