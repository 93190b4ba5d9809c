package io.drydock.build.remote;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls the {@code git} of the machine for one remote. Credentials go to it in its environment, so
 * that no list of processes shows them.
 */
final class GitCommand {
  private static final int NOT_FOUND = 127;

  private final RemoteAccess access;
  private final String remote;

  GitCommand(RemoteAccess access, String remote) {
    this.access = access;
    this.remote = remote;
  }

  /**
   * What git prints.
   *
   * @throws DrydockException of kind UNAVAILABLE with what git says when it fails, UNSUPPORTED when
   *     there is no git
   */
  String run(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("sh", "-c", "umask 022; exec git \"$@\"", "git"));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    prepare(builder.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    String output;
    try {
      output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) {
        return output;
      }
    } finally {
      process.destroyForcibly();
    }
    throw failure(arguments, process.exitValue(), output.strip());
  }

  private DrydockException failure(List<String> arguments, int code, String output) {
    boolean missing = code == NOT_FOUND;
    var error =
        new DrydockException(
            missing ? ErrorKind.UNSUPPORTED : ErrorKind.UNAVAILABLE,
            "git " + arguments.getFirst() + " of " + remote + " failed: " + output);
    if (missing) {
      return error.withHint("Install git, which fetches repositories.");
    }
    if (output.contains("could not read Username") || output.contains("Authentication failed")) {
      return error.withHint(
          "Give a token that may read it with --secret id=GIT_AUTH_TOKEN,env=VARIABLE.");
    }
    boolean ssh = output.contains("Permission denied (publickey") && access.sshAgents().isEmpty();
    return ssh ? error.withHint("Give an agent that has a key with --ssh default.") : error;
  }

  private void prepare(Map<String, String> environment) {
    // A caller inside a repository must not have us work in that one.
    environment
        .keySet()
        .removeIf(each -> each.startsWith("GIT_DIR") || each.equals("GIT_WORK_TREE"));
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    Path agent = access.sshAgents().get("default");
    if (agent != null) {
      environment.put("SSH_AUTH_SOCK", agent.toString());
    }
    header()
        .ifPresent(header -> {
          environment.put("GIT_CONFIG_COUNT", "1");
          environment.put("GIT_CONFIG_KEY_0", "http." + origin() + "/.extraHeader");
          environment.put("GIT_CONFIG_VALUE_0", "Authorization: " + header);
        });
  }

  private Optional<String> header() {
    if (!remote.startsWith("https://") && !remote.startsWith("http://")) {
      return Optional.empty();
    }
    String host = host();
    return access
        .secret("GIT_AUTH_HEADER." + host, "GIT_AUTH_HEADER")
        .or(() -> access.secret("GIT_AUTH_TOKEN." + host, "GIT_AUTH_TOKEN").map(GitCommand::basic));
  }

  private static String basic(String token) {
    byte[] user = ("x-access-token:" + token).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(user);
  }

  /** The remote's scheme, host and port: a header goes there and nowhere else. */
  private String origin() {
    int start = remote.indexOf("://") + 3;
    int slash = remote.indexOf('/', start);
    String authority = slash < 0 ? remote.substring(start) : remote.substring(start, slash);
    return remote.substring(0, start) + authority.substring(authority.indexOf('@') + 1);
  }

  private String host() {
    String origin = origin();
    return origin.substring(origin.indexOf("://") + 3);
  }
}
