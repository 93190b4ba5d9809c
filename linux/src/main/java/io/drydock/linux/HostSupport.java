package io.drydock.linux;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What this host lets this process do. Found out without a system call of our own, so it may be
 * asked for at any time.
 *
 * @param effectiveCapabilities bit by number
 */
public record HostSupport(KernelVersion kernel, long effectiveCapabilities) {
  private static final int CAP_SYS_ADMIN = 21;
  private static final int CAP_MKNOD = 27;

  /** Reads this process's rights. */
  public static HostSupport detect() {
    return new HostSupport(
        KernelVersion.current(), capabilities(Path.of("/proc/thread-self/status")));
  }

  /**
   * The rung of the ladder for build steps here.
   *
   * @throws DrydockException of kind UNSUPPORTED, with what to do, when there is none
   */
  public Isolation isolation() {
    if (!kernel.isAtLeast(5, 12)) {
      throw unsupported(
          "build steps need Linux 5.12, this is " + kernel, "update the kernel of this host");
    }
    if (!has(CAP_SYS_ADMIN)) {
      throw unsupported(
          "build steps need the rights of root (CAP_SYS_ADMIN), which this process does not have",
          "run drydock as root, or in a container with --privileged; steps of users without rights"
              + " are not supported yet");
    }
    if (!has(CAP_MKNOD)) {
      throw unsupported(
          "build steps need the right to make devices (CAP_MKNOD)",
          "run drydock as root outside of user namespaces, or in a container with --privileged");
    }
    return Isolation.NAMESPACES;
  }

  private boolean has(int capability) {
    return (effectiveCapabilities >>> capability & 1) != 0;
  }

  private static DrydockException unsupported(String message, String hint) {
    return new DrydockException(ErrorKind.UNSUPPORTED, message, null, hint, null);
  }

  static long capabilities(Path status) {
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("CapEff:")) {
          return Long.parseUnsignedLong(line.substring(7).strip(), 16);
        }
      }
      throw new IOException(status + " has no CapEff");
    } catch (IOException e) {
      throw unsupported("the rights of this process are unknown: " + e.getMessage(), "mount /proc");
    }
  }

  /** The lines for a person who wants to know. */
  public List<String> describe() {
    return List.of(
        "kernel " + kernel,
        "CAP_SYS_ADMIN " + (has(CAP_SYS_ADMIN) ? "yes" : "no"),
        "proc of another pid namespace " + (kernel.isAtLeast(6, 18) ? "by option" : "by process"),
        "overlayfs layers " + (kernel.isAtLeast(6, 8) ? "one by one" : "in one page"));
  }
}
