package io.drydock.linux.sandbox;

import io.drydock.linux.Identities;
import io.drydock.linux.mount.MountAttributes;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.mount.NewMount;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;
import java.nio.file.Path;

/**
 * A container's /dev: Docker's devices, links and file systems. The calling thread's umask is 0.
 *
 * <p>A command may make device nodes, but no file system that it can make them in lets them be
 * opened, or it could read the host's disks. So the six that it gets are made elsewhere, and each
 * is mounted on a file here.
 */
final class DeviceDirectory {
  private static final long PLAIN = MountAttributes.NO_SETUID | MountAttributes.NO_EXECUTE;
  private static final long CLOSED = PLAIN | MountAttributes.NO_DEVICES;

  /** The group that terminals belong to, Debian's {@code tty}. */
  private static final String TERMINALS = "5";

  private final Fd directory;
  private final Path nodes;
  private final Identities identities;

  /**
   * @param directory a file system made by {@link #create}, which has been attached by now
   * @param nodes an existing directory out of the command's reach, for the devices themselves
   */
  DeviceDirectory(Fd directory, Path nodes, Identities identities) {
    this.directory = directory;
    this.nodes = nodes;
    this.identities = identities;
  }

  /**
   * A detached file system for devices.
   *
   * @param denied attributes that take rights away
   */
  static Fd create(long denied) {
    try (NewMount tmpfs = NewMount.of("tmpfs")) {
      return tmpfs
          .option("mode", "755")
          .option("size", "65536k")
          .mount(denied | MountAttributes.NO_SETUID | MountAttributes.STRICT_ATIME);
    }
  }

  /** Fills the file system. */
  void fill(long sharedMemoryBytes) {
    nodes();
    links();
    terminals();
    sharedMemory(sharedMemoryBytes);
    messageQueues();
  }

  private void nodes() {
    node("null", 1, 3);
    node("zero", 1, 5);
    node("full", 1, 7);
    node("random", 1, 8);
    node("urandom", 1, 9);
    node("tty", 5, 0);
  }

  private void links() {
    link("fd", "/proc/self/fd");
    link("stdin", "/proc/self/fd/0");
    link("stdout", "/proc/self/fd/1");
    link("stderr", "/proc/self/fd/2");
    link("core", "/proc/kcore");
    link("ptmx", "pts/ptmx");
  }

  private void terminals() {
    try (NewMount devpts = NewMount.of("devpts")) {
      devpts.flag("newinstance").option("ptmxmode", "0666").option("mode", "0620");
      if (identities != Identities.ONE) {
        devpts.option("gid", TERMINALS);
      }
      attach(devpts, "pts", PLAIN);
    }
  }

  private void sharedMemory(long bytes) {
    try (NewMount tmpfs = NewMount.of("tmpfs", "shm")) {
      tmpfs.option("mode", "1777").option("size", Long.toString(bytes));
      attach(tmpfs, "shm", CLOSED);
    }
  }

  private void messageQueues() {
    try (NewMount mqueue = NewMount.of("mqueue")) {
      attach(mqueue, "mqueue", CLOSED);
    }
  }

  private void attach(NewMount fileSystem, String name, long attributes) {
    check(FileCalls.makeDirectory(directory.number(), name, 0755), name);
    attach(fileSystem.mount(attributes), name);
  }

  private void attach(Fd mount, String name) {
    long place = FileCalls.open(directory.number(), name, Open.PATH, 0);
    check(place, name);
    try (mount;
        Fd target = new Fd((int) place)) {
      Mounts.attach(mount, target, "/dev/" + name);
    }
  }

  private void node(String name, int major, int minor) {
    check(FileCalls.makeNode(directory.number(), name, FileStatus.FILE | 0666, 0, 0), name);
    attach(Mounts.copyOf(device(name, major, minor), false), name);
  }

  /** A new device, or where none can be made the host's. */
  private String device(String name, int major, int minor) {
    if (identities != Identities.ALL) {
      return "/dev/" + name;
    }
    String node = nodes.resolve(name).toString();
    int mode = FileStatus.CHAR_DEVICE | 0666;
    check(FileCalls.makeNode(FileCalls.CWD, node, mode, major, minor), name);
    return node;
  }

  private void link(String name, String target) {
    check(FileCalls.symlink(target, directory.number(), name), name);
  }

  private static void check(long result, String name) {
    if (result < 0) {
      throw new LinuxException("make /dev/" + name, (int) -result);
    }
  }
}
