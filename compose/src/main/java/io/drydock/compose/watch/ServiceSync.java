package io.drydock.compose.watch;

import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.compose.run.HookRunner;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.compose.state.ContainerState;
import io.drydock.composefile.model.Hook;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Brings files of the host into containers as they are now: copied, or removed where they are gone.
 */
final class ServiceSync {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int PERMISSIONS = 07777;

  private final EngineClient engine;
  private final HookRunner commands;

  ServiceSync(EngineClient engine, HookRunner commands) {
    this.engine = engine;
    this.commands = commands;
  }

  /**
   * Does it in one container.
   *
   * @param targets absolute paths in the container, by the path on the host
   * @throws io.drydock.core.DrydockException of kind STEP_FAILED when a file cannot be removed
   *     there
   */
  void sync(ContainerState container, SequencedMap<Path, String> targets) throws IOException {
    var present = new LinkedHashMap<Path, String>();
    List<String> gone = new ArrayList<>();
    targets.forEach((path, target) -> {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        present.put(path, target);
      } else {
        gone.add(target);
      }
    });
    if (!gone.isEmpty()) {
      remove(container, gone);
    }
    if (!present.isEmpty()) {
      copy(container, present);
    }
  }

  private void remove(ContainerState container, List<String> targets) {
    var command = new ArrayList<>(List.of("rm", "-rf", "--"));
    command.addAll(targets);
    var hook =
        new Hook(
            command,
            Optional.empty(),
            Optional.of("0"),
            false,
            Optional.empty(),
            new LinkedHashMap<>(),
            false);
    commands.run("sync", List.of(hook), resource(container));
  }

  static Resource resource(ContainerState container) {
    return Resource.container(container.name(), container.id(), container.service());
  }

  /** Streams an archive that is written while it is sent. */
  private void copy(ContainerState container, Map<Path, String> files) throws IOException {
    try (var in = new PipedInputStream(BUFFER_BYTES)) {
      var out = new PipedOutputStream(in);
      var writer = new Packing(files, out);
      Thread thread = Thread.ofVirtual().start(writer);
      upload(container, in);
      thread.join();
      writer.rethrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void upload(ContainerState container, InputStream archive) {
    engine
        .send(
            "PUT",
            "/containers/" + EngineClient.part(container.id()) + "/archive",
            new Query().with("path", "/").flag("copyUIDGID", true),
            RequestBody.stream("application/x-tar", archive))
        .discard();
  }

  /** Writes the files as an archive of paths from the root of a container. */
  private static final class Packing implements Runnable {
    private final Map<Path, String> files;
    private final PipedOutputStream out;
    private Optional<IOException> failure = Optional.empty();

    Packing(Map<Path, String> files, PipedOutputStream out) {
      this.files = files;
      this.out = out;
    }

    @Override
    public void run() {
      try (out;
          LayerWriter archive = LayerWriter.ofFiles(out)) {
        for (Map.Entry<Path, String> each : files.entrySet()) {
          add(archive, each.getKey(), each.getValue().substring(1));
        }
        archive.finish();
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }

    /** One that goes away meanwhile is told by a later change. */
    private static void add(LayerWriter archive, Path file, String target) throws IOException {
      try {
        if (Files.isSymbolicLink(file)) {
          archive.add(
              Entry.symlink(target, Files.readSymbolicLink(file).toString(), Instant.now()));
        } else if (Files.isRegularFile(file)) {
          byte[] content = Files.readAllBytes(file);
          archive.add(
              Entry.file(
                  target,
                  mode(file),
                  content.length,
                  Instant.ofEpochMilli(Files.getLastModifiedTime(file).toMillis())),
              new ByteArrayInputStream(content));
        }
      } catch (NoSuchFileException e) {
        return;
      }
    }

    private static int mode(Path file) throws IOException {
      return (int) Files.getAttribute(file, "unix:mode") & PERMISSIONS;
    }

    void rethrow() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }
}
