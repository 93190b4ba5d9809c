package io.drydock.linux.sandbox;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.HostSupport;
import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.mount.MountAttributes;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.mount.NewMount;
import io.drydock.linux.mount.Overlay;
import io.drydock.linux.sandbox.SandboxSpec.Mount;
import io.drydock.linux.sandbox.SandboxSpec.Root;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.Kernel;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import io.drydock.linux.syscall.SystemCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Puts a command's root together, all but /proc, in the mount namespace of the calling thread.
 *
 * <p>A small file system in memory, the staging area, covers a directory that only this sandbox
 * uses; it holds the point where the root is attached, the contents of files, and the FIFO that the
 * command waits at. It goes with the namespace.
 */
final class RootAssembly {
  /** The FIFO in the staging area. */
  static final String GATE = "gate";

  private static final int FIFO_MODE = FileStatus.FIFO | 0444;
  private static final long NO_PRIVILEGES =
      MountAttributes.NO_SETUID | MountAttributes.NO_DEVICES | MountAttributes.NO_EXECUTE;

  private final SandboxSpec spec;
  private final HostSupport host;
  private final Descriptors descriptors;
  private final Path staging;
  private final MountPoints points;
  private final long denied;
  private int numbered;

  RootAssembly(SandboxSpec spec, HostSupport host, Descriptors descriptors) {
    this.spec = spec;
    this.host = host;
    this.descriptors = descriptors;
    this.staging = privateDirectory(spec.root());
    this.points = new MountPoints(staging.resolve("root"));
    // There is no control group for devices; this is what keeps the host's disks closed.
    this.denied =
        spec.security() == Security.SANDBOX ? MountAttributes.NO_DEVICES : MountAttributes.NONE;
  }

  /**
   * What {@link Launch} needs of it.
   *
   * @param workingDirectory inside the root, without links
   */
  record Assembled(Fd root, Fd hostRoot, Fd staging, String workingDirectory) {}

  /** Where the root's own files are, and stay: without anything that is mounted. */
  static Path ownFiles(Root root) {
    return switch (root) {
      case Root.Overlay overlay -> overlay.upper();
      case Root.Directory directory -> directory.path();
    };
  }

  MountPoints mountPoints() {
    return points;
  }

  Assembled assemble() {
    layOut();
    points.prepare("/proc");
    devices();
    system();
    return finish();
  }

  /** As {@link #assemble}, but only with places for what an OCI runtime mounts itself. */
  Assembled assembleForRuntime() {
    layOut();
    for (String place : List.of("/proc", "/dev", "/sys")) {
      points.prepare(place);
    }
    return finish();
  }

  private void layOut() {
    Fd root = rootMount();
    attachTmpfs(staging, "755");
    check(FileCalls.makeDirectory(FileCalls.CWD, path("root"), 0755), "root");
    check(FileCalls.makeNode(FileCalls.CWD, path(GATE), FIFO_MODE, 0, 0), GATE);
    Fd finished = finishRoot(root);
    Mounts.addAttributes(finished, denied, true);
    Mounts.attach(finished, path("root"));
  }

  private Assembled finish() {
    for (Mount mount : spec.mounts()) {
      mount(mount);
    }
    for (Map.Entry<String, byte[]> file : spec.files().entrySet()) {
      content(file.getKey(), file.getValue(), new Attributes(0644, 0, 0, Instant.now()));
    }
    String directory = workingDirectory();
    return new Assembled(open(path("root")), open("/"), open(staging.toString()), directory);
  }

  /** A directory that only this sandbox uses. */
  static Path privateDirectory(Root root) {
    return switch (root) {
      case Root.Overlay overlay -> overlay.work();
      case Root.Directory directory -> directory.path();
    };
  }

  /** What of the root has to be had before the staging area covers it. */
  private Fd rootMount() {
    return switch (spec.root()) {
      case Root.Directory directory -> copyOf(directory.path(), true);
      case Root.Overlay overlay when overlay.lower().isEmpty() -> copyOf(overlay.upper(), false);
      case Root.Overlay overlay -> open(overlay.work().toString());
    };
  }

  private Fd finishRoot(Fd root) {
    return spec.root() instanceof Root.Overlay(var lower, var upper, _) && !lower.isEmpty()
        ? overlay(lower, upper, Path.of(root.path()))
        : root;
  }

  private Fd overlay(List<Path> lower, Path upper, Path work) {
    if (lower.isEmpty()) {
      return copyOf(upper, false);
    }
    Path links = staging.resolve("links" + numbered++);
    check(FileCalls.makeDirectory(FileCalls.CWD, links.toString(), 0700), "links");
    return descriptors.keep(new Overlay(lower, upper, work).mount(links, host));
  }

  private void devices() {
    Path nodes = staging.resolve("nodes");
    check(FileCalls.makeDirectory(FileCalls.CWD, nodes.toString(), 0755), "nodes");
    Fd devices = descriptors.keep(DeviceDirectory.create(denied));
    points.attach(devices, "/dev", true);
    new DeviceDirectory(devices, nodes, host.identities()).fill(spec.limits().sharedMemoryBytes());
  }

  /** /sys and the control groups in it: to look at only, unless the command may do anything. */
  private void system() {
    long access =
        spec.security() == Security.INSECURE ? NO_PRIVILEGES : NO_PRIVILEGES | readOnly(true);
    if (host.inUserNamespace()) {
      // A new one takes rights over the network, which is the host's.
      copyOfSystem("/sys", access);
      return;
    }
    try (NewMount sysfs = NewMount.of("sysfs");
        Fd mount = sysfs.mount(access)) {
      points.attach(mount, "/sys", true);
    }
    if (Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))) {
      try (NewMount cgroup = NewMount.of("cgroup2");
          Fd mount = cgroup.mount(access)) {
        points.attach(mount, "/sys/fs/cgroup", true);
      }
    } else if (Files.isDirectory(Path.of("/sys/fs/cgroup"))) {
      copyOfSystem("/sys/fs/cgroup", access);
    }
  }

  private void copyOfSystem(String path, long access) {
    try (Fd copy = Mounts.copyOf(path, true)) {
      Mounts.addAttributes(copy, access, true);
      points.attach(copy, path, true);
    }
  }

  private void mount(Mount mount) {
    switch (mount) {
      case Mount.Bind bind -> {
        boolean directory = Files.isDirectory(bind.source());
        attach(copyOf(bind.source(), true), bind.target(), directory, bind.readOnly());
      }
      case Mount.OverlayBind bind -> overlayBind(bind);
      case Mount.Tmpfs(String target, long size, int mode) -> {
        try (NewMount tmpfs = NewMount.of("tmpfs")) {
          tmpfs.option("mode", Integer.toOctalString(mode));
          if (size > 0) {
            tmpfs.option("size", Long.toString(size));
          }
          Fd made = tmpfs.mount(MountAttributes.NO_SETUID | MountAttributes.NO_DEVICES);
          points.attach(descriptors.keep(made), target, true);
        }
      }
      case Mount.Content(String target, byte[] bytes, int mode, int uid, int gid) ->
          content(target, bytes, new Attributes(mode, uid, gid, Instant.now()));
    }
  }

  private void overlayBind(Mount.OverlayBind bind) {
    Path place = staging.resolve("overlay" + numbered++);
    check(FileCalls.makeDirectory(FileCalls.CWD, place.toString(), 0700), "overlay");
    Mounts.attach(overlay(bind.lower(), bind.upper(), bind.work()), place.toString());
    try (RootDirectory whole = RootDirectory.open(place)) {
      String part = whole.resolve(bind.subpath());
      FileStatus status =
          whole
              .status(part)
              .orElseThrow(() ->
                  new DrydockException(
                      ErrorKind.NOT_FOUND,
                      "nothing to mount on "
                          + bind.target()
                          + ": \"/"
                          + part
                          + "\" does not exist"));
      Fd copy = copyOf(place.resolve(part), true);
      attach(copy, bind.target(), status.isDirectory(), bind.readOnly());
    }
  }

  private void attach(Fd copy, String target, boolean directory, boolean readOnly) {
    Mounts.addAttributes(copy, denied | readOnly(readOnly), true);
    points.attach(copy, target, directory);
  }

  private void content(String target, byte[] bytes, Attributes attributes) {
    String name = "file" + numbered++;
    try (RootDirectory area = RootDirectory.open(staging)) {
      area.makeFile(name, new ByteArrayInputStream(bytes), attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Fd copy = copyOf(staging.resolve(name), false);
    Mounts.addAttributes(copy, NO_PRIVILEGES | readOnly(true), false);
    points.attach(copy, target, false);
  }

  private String workingDirectory() {
    try (RootDirectory root = RootDirectory.open(staging.resolve("root"))) {
      String directory = root.resolve(spec.workingDirectory());
      root.makeDirectories(directory, new Attributes(0755, 0, 0, Instant.now()));
      return "/" + directory;
    }
  }

  private static void attachTmpfs(Path place, String mode) {
    try (NewMount tmpfs = NewMount.of("tmpfs").option("mode", mode);
        Fd mount = tmpfs.mount(MountAttributes.NO_SETUID)) {
      Mounts.attach(mount, place.toString());
    }
  }

  private static long readOnly(boolean wanted) {
    return wanted ? MountAttributes.READ_ONLY : MountAttributes.NONE;
  }

  private Fd copyOf(Path path, boolean recursive) {
    return descriptors.keep(Mounts.copyOf(path.toString(), recursive));
  }

  private Fd open(String path) {
    long fd = FileCalls.open(FileCalls.CWD, path, Open.PATH | Open.DIRECTORY, 0);
    return descriptors.keep(new Fd((int) Kernel.check(fd, SystemCall.OPENAT, "\"" + path + "\"")));
  }

  private String path(String name) {
    return staging.resolve(name).toString();
  }

  private static void check(long result, String name) {
    if (result < 0) {
      throw new LinuxException("make \"" + name + "\" of the sandbox", (int) -result);
    }
  }
}
