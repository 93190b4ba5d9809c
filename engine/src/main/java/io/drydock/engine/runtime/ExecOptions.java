package io.drydock.engine.runtime;

import io.drydock.container.HostConfig.ConsoleSize;
import java.util.List;

/**
 * A further process of a running container.
 *
 * @param cmd not empty
 * @param env {@code NAME=value}, beside the container's own
 * @param user {@code user[:group]} by name or number; empty for the container's
 * @param workingDir empty for the container's
 * @param privileged with all capabilities
 */
public record ExecOptions(
    List<String> cmd,
    List<String> env,
    String user,
    String workingDir,
    boolean privileged,
    boolean tty,
    ConsoleSize consoleSize) {
  public ExecOptions {
    cmd = List.copyOf(cmd);
    env = List.copyOf(env);
  }
}
