package io.drydock.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A container without rights, as CI systems give one: this host's files with a layer over them,
 * Docker's default capabilities, no mounts, no namespaces, the host's network. Made by runc.
 */
final class Container {
  private static final Path RUNC = Path.of("/usr/sbin/runc");

  private static final String CAPABILITIES =
      List.of(
              "CHOWN",
              "DAC_OVERRIDE",
              "FOWNER",
              "FSETID",
              "KILL",
              "SETGID",
              "SETUID",
              "SETPCAP",
              "NET_BIND_SERVICE",
              "NET_RAW",
              "SYS_CHROOT",
              "MKNOD",
              "AUDIT_WRITE",
              "SETFCAP")
          .stream()
          .map(each -> "\"CAP_" + each + "\"")
          .collect(Collectors.joining(","));

  /** What Docker's profile denies of what could be used to build. */
  private static final String DENIED =
      List.of(
              "mount",
              "umount2",
              "unshare",
              "setns",
              "pivot_root",
              "open_tree",
              "move_mount",
              "fsopen",
              "fsconfig",
              "fsmount",
              "fspick",
              "mount_setattr",
              "keyctl",
              "bpf")
          .stream()
          .map(each -> "\"" + each + "\"")
          .collect(Collectors.joining(","));

  private final Path folder;

  /**
   * @param folder an empty one for the container's layer
   */
  Container(Path folder) throws IOException {
    assumeTrue(Files.isExecutable(RUNC), "needs the package runc");
    this.folder = Files.createDirectories(folder);
    for (String each : List.of("upper", "work", "root")) {
      Files.createDirectory(folder.resolve(each));
    }
  }

  /** Runs a script of the shell; what it prints comes together. */
  Drydock.Outcome run(String script) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("script"), script);
    Files.writeString(folder.resolve("config.json"), config());
    String command =
        """
        mount -t overlay overlay -o lowerdir=/,upperdir=%1$s/upper,workdir=%1$s/work %1$s/root &&
        mkdir -p %1$s/root%1$s && cp %1$s/script %1$s/root/script &&
        exec runc --root %1$s/state run --bundle %1$s drydock-test-%2$d
        """
            .formatted(folder, ProcessHandle.current().pid());
    return Commands.run(List.of("unshare", "--mount", "sh", "-c", command));
  }

  private String config() {
    return """
    {"ociVersion": "1.0.2",
     "process": {"terminal": false, "user": {"uid": 0, "gid": 0}, "args": ["sh", "/script"],
      "env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"],
      "cwd": "/", "capabilities": {"bounding": [%1$s], "effective": [%1$s], "permitted": [%1$s]}},
     "root": {"path": "root"}, "hostname": "ci",
     "mounts": [
      {"destination": "/proc", "type": "proc", "source": "proc"},
      {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
      {"destination": "/dev/pts", "type": "devpts", "source": "devpts",
       "options": ["newinstance", "ptmxmode=0666"]},
      {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["ro"]}],
     "linux": {
      "namespaces": [{"type": "pid"}, {"type": "ipc"}, {"type": "uts"}, {"type": "mount"}],
      "maskedPaths": ["/proc/acpi", "/proc/kcore", "/proc/keys"],
      "readonlyPaths": ["/proc/bus", "/proc/sys"],
      "seccomp": {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [
       {"names": [%2$s], "action": "SCMP_ACT_ERRNO"},
       {"names": ["clone3"], "action": "SCMP_ACT_ERRNO", "errnoRet": 38}]}}}
    """
        .formatted(CAPABILITIES, DENIED);
  }
}
