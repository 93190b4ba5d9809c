package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.sandbox.SandboxSpec.Mount;
import io.drydock.linux.sandbox.SandboxSpec.Network;
import io.drydock.linux.sandbox.SandboxSpec.Root;
import io.drydock.linux.syscall.Fd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * From a specification to a command that only has another root. It shares the processes, network
 * and hostname of the container around it. Its mounts are {@link Placements}; a bind mount's source
 * is moved, so nobody else may use it meanwhile.
 */
final class ChrootStart {
  private final SandboxSpec spec;
  private final StreamChannels channels;
  private final Root.Directory root;
  private final Path aside;

  ChrootStart(SandboxSpec spec, StreamChannels channels) {
    this.spec = spec;
    this.channels = channels;
    if (spec.args().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "no command to run");
    }
    if (spec.network() == Network.NONE) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "a command without a network needs a network namespace, which cannot be had here",
          null,
          "leave --network=none away, or run drydock where it may make namespaces",
          null);
    }
    if (!(spec.root() instanceof Root.Directory directory)) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "without mounts a root has to be one directory");
    }
    this.root = directory;
    Path path = directory.path().toAbsolutePath();
    this.aside = path.resolveSibling("." + path.getFileName() + ".aside");
  }

  Sandbox.Running start(OutputStream stdout, OutputStream stderr) {
    Placements placements = open();
    try {
      place(placements);
      var order = ChrootOrder.of(spec, root.path().toString(), workingDirectory());
      var process = new ChrootProcess(order, channels.command());
      Fd running = process.start();
      channels.closeCommandEnds();
      var command =
          new RunningCommand(
              CommandProcess.of(running, process::status), channels, () -> clean(placements));
      command.drain(stdout, stderr);
      return command;
    } catch (IOException e) {
      throw abandon(
          placements, new DrydockException(ErrorKind.INTERNAL, "prepare the root: " + e, e));
    } catch (RuntimeException e) {
      throw abandon(placements, e);
    }
  }

  private Placements open() {
    try {
      Files.createDirectory(aside);
      return new Placements(root.path(), aside, root.snapshot());
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "make \"" + aside + "\": " + e, e);
    }
  }

  private void place(Placements placements) throws IOException {
    placements.make("/dev", PlainSystem::devices);
    placements.make("/proc", PlainSystem::processes);
    for (Mount mount : spec.mounts()) {
      place(placements, mount);
    }
    for (Map.Entry<String, byte[]> file : spec.files().entrySet()) {
      place(placements, new Mount.Content(file.getKey(), file.getValue(), 0644, 0, 0));
    }
  }

  private static void place(Placements placements, Mount mount) throws IOException {
    switch (mount) {
      case Mount.Bind bind -> placements.lend(bind.source(), bind.target());
      case Mount.OverlayBind bind ->
          throw new DrydockException(
              ErrorKind.INTERNAL, "without mounts layers cannot be laid over each other");
      case Mount.Tmpfs tmpfs ->
          placements.make(
              tmpfs.target(),
              (root, path) ->
                  root.makeDirectory(path, new Attributes(tmpfs.mode(), 0, 0, Instant.now())));
      case Mount.Content(String target, byte[] bytes, int mode, int uid, int gid) ->
          placements.make(
              target,
              (root, path) ->
                  root.makeFile(
                      path,
                      new ByteArrayInputStream(bytes),
                      new Attributes(mode, uid, gid, Instant.now())));
    }
  }

  private String workingDirectory() {
    try (RootDirectory inside = RootDirectory.open(root.path())) {
      String directory = inside.resolve(spec.workingDirectory());
      inside.makeDirectories(directory, new Attributes(0755, 0, 0, Instant.now()));
      return "/" + directory;
    }
  }

  private void clean(Placements placements) {
    try (placements) {
      placements.restore();
    }
    RootDirectory.deleteTree(Objects.requireNonNull(aside));
  }

  private RuntimeException abandon(Placements placements, RuntimeException reason) {
    try {
      channels.closeCommandEnds();
      channels.closeOwnEnds();
      clean(placements);
    } catch (RuntimeException further) {
      reason.addSuppressed(further);
    }
    return reason;
  }
}
