package io.drydock.linux.sandbox;

import io.drydock.linux.file.Attributes;
import io.drydock.linux.file.NodeType;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.LinuxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What can be had of /dev and /proc without mounting anything: devices where they may be made, and
 * of /proc the files that say the same to every process, as they are now.
 */
final class PlainSystem {
  private static final Instant NOW = Instant.EPOCH;
  private static final Attributes DIRECTORY = new Attributes(0755, 0, 0, NOW);
  private static final Attributes PUBLIC_DIRECTORY = new Attributes(01777, 0, 0, NOW);
  private static final Attributes FILE = new Attributes(0444, 0, 0, NOW);
  private static final Attributes DEVICE = new Attributes(0666, 0, 0, NOW);

  /** Alike for all processes, and small. */
  private static final List<String> COPIED =
      List.of(
          "cmdline",
          "cpuinfo",
          "devices",
          "filesystems",
          "loadavg",
          "meminfo",
          "stat",
          "swaps",
          "uptime",
          "version",
          "sys/fs/file-max",
          "sys/kernel/cap_last_cap",
          "sys/kernel/hostname",
          "sys/kernel/ngroups_max",
          "sys/kernel/osrelease",
          "sys/kernel/ostype",
          "sys/kernel/pid_max",
          "sys/kernel/random/boot_id",
          "sys/kernel/threads-max",
          "sys/kernel/version",
          "sys/net/core/somaxconn",
          "sys/vm/max_map_count",
          "sys/vm/overcommit_memory");

  private static final String MOUNTS = "rootfs / rootfs rw 0 0\n";

  private PlainSystem() {}

  static void devices(RootDirectory root, String path) throws IOException {
    root.makeDirectory(path, DIRECTORY);
    device(root, path + "/null", 1, 3);
    device(root, path + "/zero", 1, 5);
    device(root, path + "/full", 1, 7);
    device(root, path + "/random", 1, 8);
    device(root, path + "/urandom", 1, 9);
    device(root, path + "/tty", 5, 0);
    root.makeDirectory(path + "/shm", PUBLIC_DIRECTORY);
    root.makeDirectory(path + "/mqueue", PUBLIC_DIRECTORY);
    root.makeDirectory(path + "/pts", DIRECTORY);
  }

  /** The device, or for want of the right to make it an empty file: commands write to /dev/null. */
  private static void device(RootDirectory root, String path, int major, int minor)
      throws IOException {
    try {
      root.makeNode(path, NodeType.CHAR_DEVICE, major, minor, DEVICE);
    } catch (LinuxException e) {
      if (!e.is(Errno.EPERM)) {
        throw e;
      }
      root.makeFile(path, InputStream.nullInputStream(), DEVICE);
    }
  }

  static void processes(RootDirectory root, String path) throws IOException {
    root.makeDirectory(path, DIRECTORY);
    for (String name : COPIED) {
      Path file = Path.of("/proc", name);
      if (Files.isReadable(file)) {
        copy(root, path + "/" + name, Files.readAllBytes(file));
      }
    }
    copy(root, path + "/self/mounts", MOUNTS.getBytes(StandardCharsets.US_ASCII));
    root.makeSymlink(path + "/mounts", "self/mounts", new Attributes(0777, 0, 0, NOW));
  }

  private static void copy(RootDirectory root, String path, byte[] content) throws IOException {
    root.makeDirectories(path.substring(0, path.lastIndexOf('/')), DIRECTORY);
    root.makeFile(path, new ByteArrayInputStream(content), FILE);
  }
}
