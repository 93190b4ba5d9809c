package io.drydock.base.root;

import io.drydock.base.root.Root.Metadata;
import io.drydock.oci.tree.Entry;
import java.time.Instant;
import java.util.List;

/** What the making of a system leaves behind and two makings would differ in. */
final class Traces {
  private static final List<String> FILES =
      List.of(
          "etc/.pwd.lock",
          "etc/group-",
          "etc/gshadow-",
          "etc/passwd-",
          "etc/shadow-",
          "etc/subgid-",
          "etc/subuid-",
          "var/cache/apt/pkgcache.bin",
          "var/cache/apt/srcpkgcache.bin",
          "var/cache/debconf/config.dat-old",
          "var/cache/debconf/passwords.dat-old",
          "var/cache/debconf/templates.dat-old",
          "var/cache/ldconfig/aux-cache",
          "var/lib/dpkg/available-old",
          "var/lib/dpkg/diversions-old",
          "var/lib/dpkg/lock",
          "var/lib/dpkg/lock-frontend",
          "var/lib/dpkg/statoverride-old",
          "var/lib/dpkg/status-old",
          "var/lib/dpkg/triggers/Lock",
          "var/lib/systemd/random-seed");
  private static final List<String> EMPTIED = List.of("tmp", "var/tmp");
  private static final long SECONDS_PER_DAY = 86_400;

  private final Root root;
  private final Instant time;

  Traces(Root root, Instant time) {
    this.root = root;
    this.time = time;
  }

  void remove() {
    FILES.forEach(root::remove);
    for (String directory : EMPTIED) {
      root.list(directory).forEach(name -> root.remove(directory + "/" + name));
    }
    emptyLogs("var/log");
    if (root.find("etc/machine-id").isPresent()) {
      root.file("etc/machine-id", Metadata.ofRoot(0444, time), "");
    }
    dateShadow();
  }

  /** Removes what was logged; files that are meant to be there and are empty stay. */
  private void emptyLogs(String directory) {
    for (String name : root.list(directory)) {
      String path = directory + "/" + name;
      Entry entry = root.find(path).orElseThrow();
      if (entry.isDirectory()) {
        emptyLogs(path);
      } else if (entry.isFile() && entry.size() > 0) {
        root.remove(path);
      }
    }
  }

  /** Says of all passwords that they were last changed when the base was made. */
  private void dateShadow() {
    root.find("etc/shadow")
        .ifPresent(entry -> {
          String day = Long.toString(time.getEpochSecond() / SECONDS_PER_DAY);
          String text = root.read("etc/shadow").orElse("");
          root.file(
              "etc/shadow",
              new Metadata(entry.mode(), entry.uid(), entry.gid(), time),
              text.replaceAll("(?m)^([^:\n]*:[^:\n]*:)\\d+:", "$1" + day + ":"));
        });
  }
}
