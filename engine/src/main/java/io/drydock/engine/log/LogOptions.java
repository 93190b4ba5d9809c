package io.drydock.engine.log;

import io.drydock.container.HostConfig.LogConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a container's log is kept.
 *
 * @param driver {@code json-file}, {@code local} or {@code none}; the first two differ only in name
 *     here
 * @param maxSize bytes of a file from which it is rotated; 0 for never
 * @param maxFiles files that are kept, the present one included
 */
public record LogOptions(String driver, long maxSize, int maxFiles) {
  /** Three files of 10 MB. */
  public static final LogOptions DEFAULT = new LogOptions("json-file", 10_000_000, 3);

  /**
   * What a container asks for, over the engine's defaults.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for a driver or an option that is not
   *     known
   */
  public static LogOptions of(LogConfig config, LogOptions defaults) {
    throw new UnsupportedOperationException();
  }

  /** Whether there is a log to read. */
  public boolean isKept() {
    return !driver.equals("none");
  }

  /** What conmon's {@code --log-path} gets for a log in that file. */
  public String conmonLogPath(Path log) {
    return isKept() ? "k8s-file:" + log : "none";
  }

  /**
   * What {@code logs --details} prints before each line: the labels and variables that the log
   * options name.
   *
   * @param env the container's, as {@code NAME=value}
   */
  public static Map<String, String> details(
      LogConfig config, Map<String, String> labels, List<String> env) {
    throw new UnsupportedOperationException();
  }
}
