package io.drydock.linux;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What this host lets this process do. Found out without a system call of our own, so it may be
 * asked for at any time.
 *
 * @param effectiveCapabilities bit by number
 * @param coveredProc whether parts of /proc are hidden, as container runtimes do; a user namespace
 *     may then mount none of its own
 */
public record HostSupport(
    KernelVersion kernel, long effectiveCapabilities, Identities identities, boolean coveredProc) {
  private static final int CAP_SYS_CHROOT = 18;
  private static final int CAP_SYS_ADMIN = 21;
  private static final int CAP_MKNOD = 27;

  /** Outside of user namespaces and containers. */
  public HostSupport(KernelVersion kernel, long effectiveCapabilities) {
    this(kernel, effectiveCapabilities, Identities.ALL, false);
  }

  /** Reads this process's rights. */
  public static HostSupport detect() {
    return new HostSupport(
        KernelVersion.current(),
        capabilities(Path.of("/proc/thread-self/status")),
        Identities.here(),
        coversProc(Path.of("/proc/self/mountinfo")));
  }

  /** Whether root here is an ordinary user of the host. */
  public boolean inUserNamespace() {
    return identities != Identities.ALL;
  }

  /**
   * The rung of the ladder for build steps here.
   *
   * @throws DrydockException of kind UNSUPPORTED, with what to do, when there is none
   */
  public Isolation isolation() {
    if (!kernel.isAtLeast(5, 6)) {
      throw unsupported(
          "build steps need Linux 5.6, better 5.12; this is " + kernel,
          "update the kernel of this host");
    }
    if (canMakeNamespaces()) {
      return inUserNamespace() ? Isolation.ROOTLESS : Isolation.NAMESPACES;
    }
    if (has(CAP_SYS_CHROOT)) {
      return Isolation.CHROOT;
    }
    throw unsupported(
        "RUN needs the rights of root, or a user namespace, and this process has neither",
        "run drydock as root (in a container the default rights are enough); or let this user make"
            + " user namespaces: install the package uidmap, give the user a line in /etc/subuid and"
            + " /etc/subgid, and check that user.max_user_namespaces is not 0 (sysctl)");
  }

  /**
   * The rung that was asked for, if it can be had here.
   *
   * @throws DrydockException of kind UNSUPPORTED, with what it would need, when not
   */
  public Isolation isolation(Optional<Isolation> wanted) {
    return wanted.isEmpty() ? isolation() : check(wanted.get());
  }

  private Isolation check(Isolation wanted) {
    boolean possible =
        switch (wanted) {
          case NAMESPACES, OCI -> canMakeNamespaces();
          case ROOTLESS -> canMakeNamespaces() && inUserNamespace();
          case CHROOT -> has(CAP_SYS_CHROOT);
        };
    if (!possible) {
      String needed =
          switch (wanted) {
            case NAMESPACES, OCI -> "the right to make namespaces (CAP_SYS_ADMIN)";
            case ROOTLESS -> "an ordinary user who may make user namespaces";
            case CHROOT -> "the right to change the root (CAP_SYS_CHROOT)";
          };
      throw unsupported(
          "the isolation \"" + wanted.word() + "\" needs " + needed,
          "leave --isolation away to take what this host allows");
    }
    return wanted;
  }

  private boolean canMakeNamespaces() {
    boolean mountsProc = !inUserNamespace() || !coveredProc;
    boolean makesDevices = inUserNamespace() || has(CAP_MKNOD);
    return kernel.isAtLeast(5, 12) && has(CAP_SYS_ADMIN) && mountsProc && makesDevices;
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

  /** Whether anything but the registry of binary formats is mounted below /proc. */
  static boolean coversProc(Path mounts) {
    try {
      return Files.readAllLines(mounts).stream()
          .map(line -> line.split(" ", 6)[4])
          .anyMatch(
              place -> place.startsWith("/proc/") && !place.startsWith("/proc/sys/fs/binfmt_misc"));
    } catch (IOException e) {
      return false;
    }
  }

  /** The lines for a person who wants to know. */
  public List<String> describe() {
    var lines = new ArrayList<String>();
    lines.add("kernel " + kernel);
    lines.add("isolation of build steps: " + describeIsolation());
    lines.add(
        "users: "
            + switch (identities) {
              case ALL -> "those of the host";
              case MAPPED -> "those of a user namespace";
              case ONE -> "one only; files of others become root's (see /etc/subuid)";
            });
    lines.add("CAP_SYS_ADMIN " + yesOrNo(CAP_SYS_ADMIN));
    lines.add("CAP_SYS_CHROOT " + yesOrNo(CAP_SYS_CHROOT));
    lines.add(
        "proc of another pid namespace " + (kernel.isAtLeast(6, 18) ? "by option" : "by process"));
    lines.add("overlayfs layers " + (kernel.isAtLeast(6, 8) ? "one by one" : "in one page"));
    return lines;
  }

  private String describeIsolation() {
    try {
      Isolation chosen = isolation();
      return chosen.word() + " (" + chosen.description() + ")";
    } catch (DrydockException none) {
      return "none: " + none.getMessage() + "; " + none.hint().orElse("");
    }
  }

  private String yesOrNo(int capability) {
    return has(capability) ? "yes" : "no";
  }
}
