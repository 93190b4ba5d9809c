package io.drydock.base.root;

import io.drydock.base.progress.BaseProgress;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.sandbox.Sandbox;
import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.linux.sandbox.SandboxSpec.Network;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.sandbox.SandboxSpec.User;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Runs commands in a root that is being made: shut in, without a network, as root. */
final class Commands {
  private static final int LINES_IN_ERROR = 20;

  private final DirectoryRoot root;
  private final BaseProgress progress;
  private final List<String> environment;

  Commands(DirectoryRoot root, Instant time, BaseProgress progress) {
    this.root = root;
    this.progress = progress;
    this.environment =
        List.of(
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME=/root",
            "LC_ALL=C.UTF-8",
            "DEBIAN_FRONTEND=noninteractive",
            "DEBCONF_NONINTERACTIVE_SEEN=true",
            "SOURCE_DATE_EPOCH=" + time.getEpochSecond());
  }

  /**
   * Runs the command to its end.
   *
   * @param what it does, for the message when it fails
   * @throws DrydockException of kind STEP_FAILED with the last lines that it printed
   */
  void run(String what, List<String> command, String... furtherEnvironment) {
    var environmentOfCommand = new ArrayList<String>(environment);
    environmentOfCommand.addAll(List.of(furtherEnvironment));
    var spec =
        new SandboxSpec(
            new SandboxSpec.Root.Directory(root.directory()),
            command,
            environmentOfCommand,
            "/",
            User.ROOT,
            "drydock",
            Network.NONE,
            Security.INSECURE,
            List.of(),
            Map.of());
    try (var lines = new Lines(progress)) {
      Sandbox.Result result =
          Sandbox.start(spec, InputStream.nullInputStream(), lines, lines).await();
      root.forget();
      if (result.exitCode() != 0) {
        throw new DrydockException(
            ErrorKind.STEP_FAILED,
            what
                + " failed with exit code "
                + result.exitCode()
                + ":\n  "
                + String.join("\n  ", lines.last()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, what + " was interrupted", e);
    }
  }

  /** Hands each line on, and remembers the last ones. */
  private static final class Lines extends OutputStream {
    private final BaseProgress progress;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<String> last = new ArrayDeque<>();

    Lines(BaseProgress progress) {
      this.progress = progress;
    }

    @Override
    public synchronized void write(int b) {
      if (b != '\n') {
        line.write(b);
        return;
      }
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      progress.output(text);
      last.add(text);
      if (last.size() > LINES_IN_ERROR) {
        last.remove();
      }
    }

    synchronized List<String> last() {
      close();
      return List.copyOf(last);
    }

    @Override
    public synchronized void close() {
      if (line.size() > 0) {
        write('\n');
      }
    }
  }
}
