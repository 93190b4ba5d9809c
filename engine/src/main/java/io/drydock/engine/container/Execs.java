package io.drydock.engine.container;

import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.container.ContainerState.Status;
import io.drydock.engine.journal.Journal;
import io.drydock.engine.runtime.Bundle;
import io.drydock.engine.runtime.BundleRequest;
import io.drydock.engine.runtime.BundleRequest.GivenNamespaces;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Further commands in running containers. Each has a monitor of its own, so it goes on when the
 * engine dies; its id is then forgotten.
 */
final class Execs {
  private static final Journal JOURNAL = Journal.of("exec");

  private final ContainerParts parts;
  private final Monitor monitor;
  private final ContainerEvents events;
  private final Map<String, Exec> execs = new ConcurrentHashMap<>();

  Execs(ContainerParts parts, Monitor monitor) {
    this.parts = parts;
    this.monitor = monitor;
    this.events = new ContainerEvents(parts.events());
  }

  String create(ManagedContainer container, ExecRequest request) {
    if (request.options().cmd().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "No exec command specified");
    }
    requireRunning(container);
    DetachKeys.of(request.detachKeys());
    execs.values().removeIf(each -> each.end().isDone() && !each.container().isRunning());
    var exec = new Exec(Creation.newId(), container, request);
    execs.put(exec.id(), exec);
    publish(exec, "exec_create: ");
    return exec.id();
  }

  private static void requireRunning(ManagedContainer container) {
    if (container.progress().status() == Status.PAUSED) {
      throw new DrydockException(
          ErrorKind.CONFLICT,
          "container " + container + " is paused, unpause the container before exec");
    }
    if (!container.isRunning()) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "container " + container.id() + " is not running");
    }
  }

  private void publish(Exec exec, String action) {
    String command = String.join(" ", exec.request().options().cmd());
    events.publish(exec.container(), action + command, "execID", exec.id());
  }

  Exec get(String id) {
    Exec exec = execs.get(id);
    if (exec == null) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "No such exec instance: " + id);
    }
    return exec;
  }

  List<String> running(ManagedContainer container) {
    return execs.values().stream()
        .filter(each -> each.container() == container && each.pid() > 0 && !each.end().isDone())
        .map(Exec::id)
        .toList();
  }

  /** Runs it with a client at its streams. */
  Attachment start(String id, OutputSink sink) {
    Exec exec = begin(id);
    ExecRequest request = exec.request();
    var options =
        new AttachOptions(
            request.attachStdin(),
            request.attachStdout(),
            request.attachStderr(),
            false,
            true,
            request.detachKeys());
    Attachment client = exec.console().attach(options, sink);
    launch(exec, true);
    return client;
  }

  void startDetached(String id) {
    launch(begin(id), false);
  }

  private Exec begin(String id) {
    Exec exec = get(id);
    requireRunning(exec.container());
    if (!exec.begin()) {
      throw new DrydockException(ErrorKind.CONFLICT, "exec " + id + " has already been started");
    }
    return exec;
  }

  private void launch(Exec exec, boolean attached) {
    Path directory = parts.folders().execs().resolve(exec.id());
    MonitorProcess process = null;
    try {
      process = monitor.execute(request(exec, directory), attached);
      process.whenListening(() -> exec.console().connect(directory));
      exec.running(process.awaitPid("exec"));
    } catch (DrydockException e) {
      exec.ended(StartFailure.exitCode(e.getMessage()));
      exec.console().abandon();
      if (process != null) {
        process.close();
      }
      RootDirectory.deleteTree(directory);
      throw e;
    }
    publish(exec, "exec_start: ");
    MonitorProcess running = process;
    Thread.ofPlatform()
        .daemon()
        .name("exec-" + exec.id().substring(0, 12))
        .start(() -> awaitEnd(exec, running, directory));
  }

  private MonitorRequest request(Exec exec, Path directory) {
    ManagedContainer container = exec.container();
    var bundle =
        new BundleRequest(
            container.id(),
            container.definition().spec(),
            parts.files().layout(container.id()).merged(),
            List.of(),
            GivenNamespaces.NONE,
            parts.defaults().cgroupParent(),
            parts.defaults().init());
    Path process = directory.resolve("process.json");
    try {
      Files.createDirectories(directory);
      Files.write(process, Json.bytes(Bundle.execProcess(bundle, exec.request().options())));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot make " + directory + ": " + e.getMessage(), e);
    }
    return new MonitorRequest(
        container.id(),
        exec.id(),
        directory,
        "none",
        directory,
        exec.console().streams(),
        Optional.of(process));
  }

  private void awaitEnd(Exec exec, MonitorProcess process, Path directory) {
    int code;
    try (process) {
      code = process.awaitExit().orElseGet(() -> fromFile(exec, directory));
    } catch (DrydockException e) {
      code = fromFile(exec, directory);
    }
    exec.ended(code);
    publishEnd(exec, code);
    RootDirectory.deleteTree(directory);
  }

  private static int fromFile(Exec exec, Path directory) {
    return ExitCode.read(directory.resolve(exec.container().id())).orElseGet(ExitCode::lost).code();
  }

  private void publishEnd(Exec exec, int code) {
    events.publish(
        exec.container(), "exec_die", "execID", exec.id(), "exitCode", Integer.toString(code));
  }

  void resize(String id, ConsoleSize size) {
    Exec exec = get(id);
    if (!exec.session().running()) {
      throw new DrydockException(ErrorKind.CONFLICT, "exec " + id + " is not running");
    }
    new MonitorFiles(parts.folders().execs().resolve(id)).resize(size.height(), size.width());
  }

  /** Removes the folders of commands that an earlier engine started and that have ended since. */
  void sweep() {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parts.folders().execs())) {
      for (Path each : folders) {
        String id = String.valueOf(each.getFileName());
        if (!execs.containsKey(id) && !new MonitorFiles(each).isAlive()) {
          RootDirectory.deleteTree(each);
        }
      }
    } catch (IOException e) {
      JOURNAL.warn("cannot sweep", "folder", parts.folders().execs(), "error", e);
    }
  }

  /** Forgets those of a container that is no more. */
  void forget(ManagedContainer container) {
    execs.values().removeIf(each -> each.container() == container);
  }
}
