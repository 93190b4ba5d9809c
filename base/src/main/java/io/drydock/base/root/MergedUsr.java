package io.drydock.base.root;

import io.drydock.base.root.Root.Metadata;
import java.time.Instant;
import java.util.List;

/** The links of a merged {@code /usr}: {@code /bin} and its like lead to {@code /usr/bin}. */
final class MergedUsr {
  private static final List<String> DIRECTORIES = List.of("bin", "lib", "sbin");

  /** Architectures whose dynamic linker is in lib64. */
  private static final List<String> WITH_LIB64 = List.of("amd64", "ppc64el", "loong64", "mips64el");

  private MergedUsr() {}

  /** Makes the links that systems of these packages have. */
  static void prepare(Root root, List<BasePackage> packages, Instant time) {
    DIRECTORIES.forEach(each -> link(root, each, time));
    if (packages.stream().anyMatch(each -> WITH_LIB64.contains(each.control().architecture()))) {
      link(root, "lib64", time);
    }
  }

  private static void link(Root root, String name, Instant time) {
    root.directory("usr/" + name, Metadata.ofRoot(0755, time));
    root.symlink(name, "usr/" + name, Metadata.ofRoot(0777, time));
  }
}
