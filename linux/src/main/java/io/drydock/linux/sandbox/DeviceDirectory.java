package io.drydock.linux.sandbox;

import io.drydock.linux.mount.MountAttributes;
import io.drydock.linux.mount.Mounts;
import io.drydock.linux.mount.NewMount;
import io.drydock.linux.syscall.Fd;
import io.drydock.linux.syscall.FileCalls;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import io.drydock.linux.syscall.Open;

/**
 * A container's /dev: Docker's devices, links and file systems. The calling thread's umask is 0.
 */
final class DeviceDirectory {
  private static final long PLAIN = MountAttributes.NO_SETUID | MountAttributes.NO_EXECUTE;
  private static final long CLOSED = PLAIN | MountAttributes.NO_DEVICES;

  private final Fd directory;

  private DeviceDirectory(Fd directory) {
    this.directory = directory;
  }

  /** A detached file system for devices. */
  static Fd create() {
    try (NewMount tmpfs = NewMount.of("tmpfs")) {
      return tmpfs
          .option("mode", "755")
          .option("size", "65536k")
          .mount(MountAttributes.NO_SETUID | MountAttributes.STRICT_ATIME);
    }
  }

  /** Fills the file system, which has been attached by now. */
  static void fill(Fd directory, long sharedMemoryBytes) {
    var devices = new DeviceDirectory(directory);
    devices.nodes();
    devices.links();
    devices.terminals();
    devices.sharedMemory(sharedMemoryBytes);
    devices.messageQueues();
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
      devpts.option("gid", "5");
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
    long place = FileCalls.open(directory.number(), name, Open.PATH | Open.DIRECTORY, 0);
    check(place, name);
    try (Fd target = new Fd((int) place);
        Fd mount = fileSystem.mount(attributes)) {
      Mounts.attach(mount, target, "/dev/" + name);
    }
  }

  private void node(String name, int major, int minor) {
    int mode = FileStatus.CHAR_DEVICE | 0666;
    check(FileCalls.makeNode(directory.number(), name, mode, major, minor), name);
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
