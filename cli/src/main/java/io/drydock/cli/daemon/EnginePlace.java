package io.drydock.cli.daemon;

import io.drydock.cli.frame.Session;
import io.drydock.client.EngineAddress;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineEndpoint;
import io.drydock.client.OwnEngine;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.EngineRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the engine of a caller is: its folders, its socket and the files by which commands find the
 * process.
 */
record EnginePlace(EngineRoot root, Path socket) {

  /** The caller's own engine. */
  static EnginePlace of(Session session) {
    Path socket = OwnEngine.socket(session.environment());
    Path folder = socket.getParent();
    return new EnginePlace(
        new EngineRoot(session.root(), folder == null ? Path.of("/") : folder), socket);
  }

  /** The same with another folder for what does not outlive the host's restart. */
  EnginePlace withRuntime(Path folder) {
    return new EnginePlace(new EngineRoot(root.root(), folder), socket);
  }

  Path journal() {
    return root.root().resolve("engine/log/engine.log");
  }

  /** What a process wrote that was started in the background, as errors before it serves. */
  Path output() {
    return root.root().resolve("engine/log/start.log");
  }

  /** Locked by the command that starts the engine. */
  Path startLock() {
    return root.root().resolve("engine/start.lock");
  }

  private Path processFile() {
    return root.root().resolve("engine/engine.pid");
  }

  EngineEndpoint endpoint() {
    return EngineEndpoint.plain(EngineAddress.unix(socket));
  }

  /** Whether an engine answers on the socket. */
  boolean answers() {
    if (!Files.exists(socket)) {
      return false;
    }
    try (var client = EngineClient.negotiating(endpoint())) {
      client.identity();
      return true;
    } catch (DrydockException e) {
      return false;
    }
  }

  /** Notes that this process is the engine. */
  void writeProcess() throws IOException {
    Files.writeString(processFile(), identity(ProcessHandle.current()));
  }

  /** Takes the note back, unless it is another engine's that has kept this one from serving. */
  void deleteProcess() throws IOException {
    if (process().filter(ProcessHandle.current()::equals).isPresent()) {
      Files.delete(processFile());
    }
  }

  /** The engine's process, if it runs. */
  Optional<ProcessHandle> process() {
    try {
      String text = Files.readString(processFile(), StandardCharsets.UTF_8);
      long pid = Long.parseLong(text.substring(0, Math.max(0, text.indexOf(' '))));
      // A process that got the number later started at another time.
      return ProcessHandle.of(pid).filter(each -> identity(each).equals(text));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String identity(ProcessHandle process) {
    long started = process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return process.pid() + " " + started + "\n";
  }

  void makeFolders() {
    try {
      Files.createDirectories(root.runtime());
      Files.createDirectories(root.root().resolve("engine/log"));
    } catch (IOException e) {
      throw new DrydockException(
              ErrorKind.INTERNAL, "cannot make the engine's folders: " + e.getMessage(), e)
          .withHint("the engine needs to write to " + root.root() + " and " + root.runtime());
    }
  }
}
