package io.drydock.compose.log;

import io.drydock.client.Query;

/**
 * Which part of a log is read. Times are seconds since 1970 with an optional fraction; empty ones
 * do not bound it.
 *
 * @param follow whether what is written later is waited for
 * @param tail how many of the last lines, or {@code all}
 */
public record LogQuery(boolean follow, String since, String until, String tail) {
  /** All there is. */
  public static final LogQuery ALL = new LogQuery(false, "", "", "all");

  /** What is written from that moment on. */
  public static LogQuery following(String since) {
    return new LogQuery(true, since, "", "all");
  }

  Query query() {
    return new Query()
        .flag("follow", follow)
        .given("since", since)
        .with("stderr", "1")
        .with("stdout", "1")
        .with("tail", tail)
        .with("timestamps", "1")
        .given("until", until);
  }
}
